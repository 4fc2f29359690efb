"""Connections that are lent to one request at a time.

httpx's own pools are not used. They look at every connection for every request that waits, hand one connection to
several, and keep for good what a cancelled request was opening. Here a request waits for its turn, takes an idle
connection or opens one, and gives it back, however it ends. So nothing is left of it.

A pool has httpcore's interface, and takes the place of the pool inside an httpx transport. That one still makes the
connections: it knows the proxy, the certificates and the network.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from tines_runtime.deadline import note_unsent, seconds_left
from tines_runtime.fair_semaphore import FairSemaphore
from tines_runtime.http_library import HttpLibrary, is_shipped
from tines_runtime.idle_connections import MOST_CONNECTIONS, Connections
from tines_runtime.per_process import PerProcess


class ConnectionPool:
    """For threads."""

    def __init__(self, library: HttpLibrary, inner: Any) -> None:
        self._library = library
        self._inner = inner
        self._state = PerProcess(lambda: (FairSemaphore(limit_of(inner)), Connections(inner, _close)))

    def lend(
        self, origin: Any, timeout: float | None, make_request: Callable[[], Any]
    ) -> tuple[Any, Callable[[], None]]:
        """Send a request, made when its turn has come; gives the response and what closes it.

        Raises what httpcore raises.
        """
        turns, connections = self._state.get()
        note_unsent(timeout, True)
        turn = turns.acquire(seconds_left(timeout))
        if turn is None:
            raise self._library.core.PoolTimeout("all connections are in use")
        connection = None
        try:
            connection = connections.take(origin)
            response = connection.handle_request(make_request())
        except BaseException:
            if connection is not None:
                connections.drop(connection)
            turns.release(turn)
            raise

        is_closed = False

        def close() -> None:
            nonlocal is_closed
            if is_closed:
                return
            is_closed = True
            try:
                response.close()
                connections.give_back(connection)
            except BaseException:
                connections.drop(connection)
                raise
            finally:
                turns.release(turn)

        return response, close

    def is_mocked(self) -> bool:
        """Whether something was put over httpcore's pools: then that is asked."""
        return not is_shipped(type(self._inner), "handle_request")

    def handle_request(self, request: Any) -> Any:
        if self.is_mocked():
            return self._inner.handle_request(request)
        timeout = request.extensions.get("timeout", {}).get("pool")
        response, close = self.lend(request.url.origin, timeout, lambda: request)
        content = _LentStream(response.stream, close)
        return self._library.core.Response(
            response.status, headers=response.headers, content=content, extensions=response.extensions
        )

    def close(self) -> None:
        self._state.get()[1].close()
        self._inner.close()

    def __enter__(self) -> "ConnectionPool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def limit_of(inner: Any) -> int:
    return int(getattr(inner, "_max_connections", MOST_CONNECTIONS))


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
