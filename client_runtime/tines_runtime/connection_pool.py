"""Connections that are lent to one request at a time.

httpx's own pools are not used. They look at every connection for every request that waits, hand one connection to
several, and keep for good what a cancelled request was opening. Here a request waits for its turn, takes an idle
connection or opens one, and gives it back. It is used again only if its response came whole and nothing came behind it;
in any other case it is closed. So nothing is left of a request, however it ended.

A pool has httpcore's interface, and takes the place of the pool inside an httpx transport. That one still makes the
connections: it knows the proxy, the certificates and the network.
"""

import contextlib
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from tines_runtime.deadline import note_unsent, seconds_left
from tines_runtime.fair_semaphore import FairSemaphore
from tines_runtime.http_library import HttpLibrary, is_shipped
from tines_runtime.per_process import PerProcess

MOST_CONNECTIONS = 100
MOST_IDLE = 20


class ConnectionPool:
    """For threads."""

    def __init__(self, library: HttpLibrary, inner: Any) -> None:
        self._library = library
        self._inner = inner
        self._connections = PerProcess(lambda: _Connections(inner))

    def lend(self, request: Any) -> tuple[Any, Callable[[], None]]:
        """Send the request; gives the response and what closes it. Raises what httpcore raises."""
        connections = self._connections.get()
        timeout = request.extensions.get("timeout", {}).get("pool")
        note_unsent(timeout, True)
        if not connections.turns.acquire(seconds_left(timeout)):
            raise self._library.core.PoolTimeout("all connections are in use")
        connection = connections.take(request)
        try:
            response = connection.handle_request(request)
        except BaseException:
            connections.give_back(connection, reuse=False)
            raise

        def close() -> None:
            try:
                response.close()
            finally:
                connections.give_back(connection, reuse=is_reusable(connection))

        return response, close

    def is_mocked(self) -> bool:
        """Whether something was put over httpcore's pools: then that is asked."""
        return not is_shipped(type(self._inner), "handle_request")

    def handle_request(self, request: Any) -> Any:
        if self.is_mocked():
            return self._inner.handle_request(request)
        response, close = self.lend(request)
        content = _LentStream(response.stream, close)
        return self._library.core.Response(
            response.status, headers=response.headers, content=content, extensions=response.extensions
        )

    def close(self) -> None:
        self._connections.get().close()
        self._inner.close()

    def __enter__(self) -> "ConnectionPool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Connections:
    """Those of one process: in use, and idle, the one used last first."""

    def __init__(self, inner: Any) -> None:
        self.turns = FairSemaphore(getattr(inner, "_max_connections", MOST_CONNECTIONS))
        self._inner = inner
        self._most_idle: int = getattr(inner, "_max_keepalive_connections", MOST_IDLE)
        self._idle: deque[Any] = deque()
        self._in_use: set[Any] = set()
        self._closed = False

    def take(self, request: Any) -> Any:
        try:
            connection = self._idle_one(request.url.origin) or self._inner.create_connection(request.url.origin)
        except BaseException:
            self.turns.release()
            raise
        self._in_use.add(connection)
        return connection

    def _idle_one(self, origin: Any) -> Any:
        with contextlib.suppress(IndexError):
            while True:
                connection = self._idle.pop()
                if connection.can_handle_request(origin) and not connection.has_expired():
                    return connection
                _close(connection)
        return None

    def give_back(self, connection: Any, reuse: bool) -> None:
        try:
            if reuse:
                self._idle.append(connection)
            else:
                _close(connection)
            self._close_idle(0 if self._closed else self._most_idle)
        finally:
            self._in_use.discard(connection)
            self.turns.release()

    def _close_idle(self, most: int) -> None:
        with contextlib.suppress(IndexError):
            while len(self._idle) > most:
                _close(self._idle.popleft())

    def close(self) -> None:
        self._closed = True
        self._close_idle(0)
        for connection in list(self._in_use):
            _close(connection)


def is_reusable(connection: Any) -> bool:
    """Whether the response has come whole, and nothing behind it."""
    return connection.is_idle() and not has_surplus(connection) and not connection.has_expired()


def has_surplus(connection: Any) -> bool:
    """Whether bytes came behind the response: they would be taken for the next one.

    httpcore has no public way to ask. Where its names have changed, no connection is used again.
    """
    while (inner := getattr(connection, "_connection", None)) is not None:
        connection = inner
    if hasattr(connection, "_h2_state"):  # in HTTP/2 each piece of a response says which it belongs to
        return False
    state = getattr(connection, "_h11_state", None)
    return state is None or state.trailing_data[0] != b""


def _close(connection: Any) -> None:
    with contextlib.suppress(Exception):
        connection.close()


class _LentStream:
    """A response's body, whose closing gives the connection back."""

    def __init__(self, stream: Any, close: Callable[[], None]) -> None:
        self._stream = stream
        self._close = close
        self._closed = False

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._close()
