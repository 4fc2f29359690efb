"""The connections of a pool that nobody uses, and those that are in use. No waiting and no I/O but closing."""

import contextlib
from collections import deque
from collections.abc import Callable
from typing import Any

from tines_runtime.abandoned import given_back, lent

MOST_CONNECTIONS = 100
MOST_IDLE = 20


class Connections:
    """Takes the one that was used last, and keeps no more than so many idle. Threads may share it.

    `inner` is a pool of httpcore's, which makes the connections.
    """

    def __init__(self, inner: Any, close: Callable[[Any], None]) -> None:
        self._inner = inner
        self._close = close
        self._most_idle: int = getattr(inner, "_max_keepalive_connections", MOST_IDLE)
        self._idle: deque[Any] = deque()
        self._in_use: set[Any] = set()
        self._closed = False

    def take(self, origin: Any) -> Any:
        connection = self._idle_one(origin) or self._inner.create_connection(origin)
        self._in_use.add(connection)
        try:
            lent(connection)
        except BaseException:
            self.drop(connection)
            raise
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
        self._in_use.discard(connection)
        given_back(connection)
        if connection.is_idle() and not has_surplus(connection) and not connection.has_expired():
            self._idle.append(connection)
            self._close_idle(0 if self._closed else self._most_idle)
        else:
            self._close(connection)

    def drop(self, connection: Any) -> None:
        """Close a connection on which a request failed."""
        self._in_use.discard(connection)
        given_back(connection)
        self._close(connection)

    def _close_idle(self, most: int) -> None:
        with contextlib.suppress(IndexError):
            while len(self._idle) > most:
                self._close(self._idle.popleft())

    def close(self) -> None:
        self._closed = True
        self._close_idle(0)
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
