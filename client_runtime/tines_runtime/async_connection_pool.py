"""As `connection_pool.py`, for asyncio and trio: each event loop has connections of its own."""

import contextlib
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import anyio

from tines_runtime.connection_pool import MOST_CONNECTIONS, MOST_IDLE, is_reusable
from tines_runtime.deadline import note_unsent
from tines_runtime.fair_semaphore import AsyncFairSemaphore
from tines_runtime.http_library import HttpLibrary, is_shipped
from tines_runtime.per_loop import PerLoop
from tines_runtime.per_process import PerProcess

CLOSING_SECONDS = 1.0
"""How long closing a connection may take: its peer may not read our goodbye."""


class AsyncConnectionPool:
    """For tasks. What cancels a request closes its connection; nothing else has to be cleaned up."""

    def __init__(self, library: HttpLibrary, inner: Any) -> None:
        self._library = library
        self._inner = inner
        self._connections = PerProcess(lambda: PerLoop(lambda: _Connections(inner)))

    async def lend(self, request: Any) -> tuple[Any, Callable[[], Awaitable[None]]]:
        """Send the request; gives the response and what closes it. Raises what httpcore raises."""
        connections = self._connections.get().get()
        timeout = request.extensions.get("timeout", {}).get("pool")
        note_unsent(timeout, True)
        await connections.turns.acquire()
        connection = await connections.take(request)
        try:
            response = await connection.handle_async_request(request)
        except BaseException:
            await connections.give_back(connection, reuse=False)
            raise

        async def close() -> None:
            try:
                await response.aclose()
            finally:
                await connections.give_back(connection, reuse=is_reusable(connection))

        return response, close

    def is_mocked(self) -> bool:
        """Whether something was put over httpcore's pools: then that is asked."""
        return not is_shipped(type(self._inner), "handle_async_request")

    async def handle_async_request(self, request: Any) -> Any:
        if self.is_mocked():
            return await self._inner.handle_async_request(request)
        response, close = await self.lend(request)
        content = _LentStream(response.stream, close)
        return self._library.core.Response(
            response.status, headers=response.headers, content=content, extensions=response.extensions
        )

    async def aclose(self) -> None:
        await self._connections.get().get().aclose()
        await self._inner.aclose()

    async def __aenter__(self) -> "AsyncConnectionPool":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


class _Connections:
    """Those of one event loop: in use, and idle, the one used last first."""

    def __init__(self, inner: Any) -> None:
        self.turns = AsyncFairSemaphore(getattr(inner, "_max_connections", MOST_CONNECTIONS))
        self._inner = inner
        self._most_idle: int = getattr(inner, "_max_keepalive_connections", MOST_IDLE)
        self._idle: deque[Any] = deque()
        self._in_use: set[Any] = set()
        self._closed = False

    async def take(self, request: Any) -> Any:
        try:
            connection = await self._idle_one(request.url.origin) or self._inner.create_connection(request.url.origin)
        except BaseException:
            self.turns.release()
            raise
        self._in_use.add(connection)
        return connection

    async def _idle_one(self, origin: Any) -> Any:
        while self._idle:
            connection = self._idle.pop()
            if connection.can_handle_request(origin) and not connection.has_expired():
                return connection
            await _close(connection)
        return None

    async def give_back(self, connection: Any, reuse: bool) -> None:
        try:
            if reuse:
                self._idle.append(connection)
            else:
                await _close(connection)
            await self._close_idle(0 if self._closed else self._most_idle)
        finally:
            self._in_use.discard(connection)
            self.turns.release()

    async def _close_idle(self, most: int) -> None:
        while len(self._idle) > most:
            await _close(self._idle.popleft())

    async def aclose(self) -> None:
        self._closed = True
        await self._close_idle(0)
        for connection in list(self._in_use):
            await _close(connection)


async def _close(connection: Any) -> None:
    with anyio.move_on_after(CLOSING_SECONDS, shield=True), contextlib.suppress(Exception):
        await connection.aclose()


class _LentStream:
    """A response's body, whose closing gives the connection back."""

    def __init__(self, stream: Any, close: Callable[[], Awaitable[None]]) -> None:
        self._stream = stream
        self._close = close
        self._closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for piece in self._stream:
                yield piece
        except BaseException:
            await self.aclose()
            raise

    async def aclose(self) -> None:
        if not self._closed:
            self._closed = True
            await self._close()
