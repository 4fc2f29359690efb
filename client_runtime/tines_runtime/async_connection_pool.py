"""As `connection_pool.py`, for asyncio and trio: each event loop has connections of its own."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from tines_runtime.connection_pool import limit_of
from tines_runtime.deadline import note_unsent
from tines_runtime.fair_semaphore import AsyncFairSemaphore
from tines_runtime.http_library import HttpLibrary, is_shipped
from tines_runtime.idle_connections import Connections
from tines_runtime.per_loop import PerLoop
from tines_runtime.per_process import PerProcess


class _LoopState:
    def __init__(self, inner: Any) -> None:
        self.turns = AsyncFairSemaphore(limit_of(inner))
        self.connections = Connections(inner, _close)

    def close(self) -> None:
        self.connections.close()


class AsyncConnectionPool:
    """For tasks. The connection of a request that is cancelled is closed; nothing else has to be cleaned up."""

    def __init__(self, library: HttpLibrary, inner: Any) -> None:
        self._library = library
        self._inner = inner
        self._state = PerProcess(lambda: PerLoop(lambda: _LoopState(inner)))

    async def lend(
        self,
        origin: Any,
        timeout: float | None,  # noqa: ASYNC109 - a call's own cancels it from outside
        make_request: Callable[[], Any],
    ) -> tuple[Any, Callable[[], Awaitable[None]]]:
        """As `ConnectionPool.lend`."""
        state = self._state.get().get()
        note_unsent(timeout, True)
        await state.turns.acquire()
        connection = None
        try:
            connection = state.connections.take(origin)
            response = await connection.handle_async_request(make_request())
        except BaseException:
            if connection is not None:
                state.connections.drop(connection)
            state.turns.release()
            raise

        is_closed = False

        async def close() -> None:
            nonlocal is_closed
            if is_closed:
                return
            is_closed = True
            try:
                await response.aclose()
                state.connections.give_back(connection)
            except BaseException:
                state.connections.drop(connection)
                raise
            finally:
                state.turns.release()

        return response, close

    def is_mocked(self) -> bool:
        """Whether something was put over httpcore's pools: then that is asked."""
        return not is_shipped(type(self._inner), "handle_async_request")

    async def handle_async_request(self, request: Any) -> Any:
        if self.is_mocked():
            return await self._inner.handle_async_request(request)
        timeout = request.extensions.get("timeout", {}).get("pool")
        response, close = await self.lend(request.url.origin, timeout, lambda: request)
        content = _LentStream(response.stream, close)
        return self._library.core.Response(
            response.status, headers=response.headers, content=content, extensions=response.extensions
        )

    async def aclose(self) -> None:
        self._state.get().close()
        await self._inner.aclose()

    async def __aenter__(self) -> "AsyncConnectionPool":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


def _close(connection: Any) -> None:
    """Close a connection on our own network: that waits for nothing, and needs no event loop."""
    closing = connection.aclose()
    with contextlib.suppress(StopIteration, Exception):
        closing.send(None)
    closing.close()


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
