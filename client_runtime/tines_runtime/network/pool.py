"""Who may send next, and on which connection: a pool's rules, without waiting and without I/O but closing.

What lives here: how many send at once, who is next, which connection is taken, kept or closed. What this must not know:
threads and tasks, requests and responses, deadlines. `connection_pool.py` has the two drivers, which wait.

httpx's own pools are not used. They look at every connection for every request that waits, hand one connection to
several, and keep for good what a cancelled request was opening. Here a request asks for a lease, waits at its gate if
it has one, takes an idle connection or a new one, and ends the lease, however it ends. So nothing is left of it.
"""

import contextlib
import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakSet

from tines_runtime.network.deadline import Batch, batch_of_this_call, one_at_a_time

MOST_CONNECTIONS = 100
MOST_IDLE = 20


class Gate(Protocol):
    """Where a request waits for its turn."""

    def set(self) -> object: ...


G = TypeVar("G", bound=Gate)


class Lease(Generic[G]):
    """A turn to send, and the connection that is taken then. The turn has come if there is no gate, or it is open.

    It is over when it ends, or nobody knows of it any more, as after an interrupt at the wrong moment.
    """

    def __init__(self, pool: "Pool[G]", gate: G | None) -> None:
        self.gate = gate
        self.is_over = False
        self._pool = pool
        self._connection: Any = None
        self._batch: Batch | None = None

    def take(self, origin: Any) -> Any:
        """A connection for this request alone, and for its batch to close if nobody waits any more."""
        connection = self._connection = self._pool.take(origin)
        self._batch = batch_of_this_call.get()
        if self._batch is not None:
            self._batch.lend(connection)
        return connection

    def give_back(self) -> None:
        """End it after a response; the connection may be kept."""
        if self._batch is not None:
            self._batch.take_back(self._connection)
        self._pool.give_back(self._connection)
        self._pool.end(self)

    def discard(self) -> None:
        """End it after a failure, or without a turn; the connection is closed."""
        self.is_over = True
        try:
            if self._batch is not None:
                self._batch.take_back(self._connection)
            if self._connection is not None:
                self._pool.drop(self._connection)
        finally:
            self._pool.end(self)


class Pool(Generic[G]):
    """So many leases at once, and whoever waits longest is next. A turn costs the same however many wait.

    `inner` is a pool of httpcore's, which makes the connections: it knows the proxy, the certificates and the network.
    The connection that was used last is taken first. Threads may share it.
    """

    def __init__(self, inner: Any, make_gate: Callable[[], G], close: Callable[[Any], None]) -> None:
        self._inner = inner
        self._make_gate = make_gate
        self._close = close
        self._limit = int(getattr(inner, "_max_connections", MOST_CONNECTIONS))
        self._most_idle: int = getattr(inner, "_max_keepalive_connections", MOST_IDLE)
        self._lock = threading.Lock()
        self._leases: WeakSet[Lease[G]] = WeakSet()
        self._waiting: OrderedDict[Lease[G], None] = OrderedDict()
        self._idle: deque[Any] = deque()
        self._in_use: set[Any] = set()

    @one_at_a_time
    def lease(self) -> Lease[G]:
        if len(self._leases) < self._limit:
            lease: Lease[G] = Lease(self, None)
            self._leases.add(lease)
        else:
            lease = Lease(self, self._make_gate())
            self._waiting[lease] = None
        return lease

    @one_at_a_time
    def end(self, lease: Lease[G]) -> None:
        self._waiting.pop(lease, None)
        self._leases.discard(lease)
        while self._waiting and len(self._leases) < self._limit:
            following, _ = self._waiting.popitem(last=False)
            self._leases.add(following)
            assert following.gate is not None
            following.gate.set()

    def take(self, origin: Any) -> Any:
        connection = self._idle_one(origin) or self._inner.create_connection(origin)
        self._in_use.add(connection)
        return connection

    def _idle_one(self, origin: Any) -> Any:
        with contextlib.suppress(IndexError):
            while True:
                connection = self._idle.pop()
                if _is_usable(connection, origin):
                    return connection
                self._close(connection)
        return None

    def give_back(self, connection: Any) -> None:
        """Keep a connection if its response came whole and nothing came behind it; close it in any other case."""
        if not connection.is_idle() or has_surplus(connection) or connection.has_expired():
            self.drop(connection)
            return
        self._in_use.discard(connection)
        self._idle.append(connection)
        self._close_idle()

    def drop(self, connection: Any) -> None:
        self._in_use.discard(connection)
        self._close(connection)

    def _close_idle(self) -> None:
        with contextlib.suppress(IndexError):
            while len(self._idle) > self._most_idle:
                self._close(self._idle.popleft())

    def close(self) -> None:
        """Close all connections, and keep none from now on."""
        self._most_idle = 0
        self._close_idle()
        for connection in list(self._in_use):
            self._close(connection)


def _is_usable(connection: Any, origin: Any) -> bool:
    """An interrupt while it was given back may have closed it, and its place among the idle ones is kept."""
    return bool(connection.can_handle_request(origin) and connection.is_available() and not connection.has_expired())


def has_surplus(connection: Any) -> bool:
    """Whether bytes came behind a response: they would be taken for the next one.

    httpcore has no public way to ask. Where its names have changed, no connection is used again.
    """
    while (inner := getattr(connection, "_connection", None)) is not None:
        connection = inner
    if hasattr(connection, "_h2_state"):  # in HTTP/2 each piece of a response says which it belongs to
        return False
    state = getattr(connection, "_h11_state", None)
    return state is None or state.trailing_data[0] != b""
