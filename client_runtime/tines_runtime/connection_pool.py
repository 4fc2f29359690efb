"""The two drivers of a pool, for threads and for tasks. Each process and each event loop has a pool of its own.

They wait for a turn, send, and close; a rule belongs in `pool.py`. They have httpcore's interface, and take the place
of the pool inside an httpx transport.
"""

import contextlib
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import anyio

from tines_runtime.deadline import note_unsent, seconds_left
from tines_runtime.http_library import HttpLibrary, is_shipped
from tines_runtime.per_process import PerLoop, PerProcess
from tines_runtime.pool import Pool


class _ThreadGate:
    """As `threading.Event`, but an interrupt finds it open or shut, and never in between."""

    def __init__(self) -> None:
        lock = threading.Lock()
        lock.acquire()
        self.set, self._acquire = lock.release, lock.acquire

    def wait(self, timeout: float | None) -> bool:
        return self._acquire(timeout=-1 if timeout is None else max(0.0, timeout))


class ConnectionPool:
    """For threads."""

    def __init__(self, library: HttpLibrary, inner: Any) -> None:
        self._library = library
        self._inner = inner
        self._pools = PerProcess(lambda: Pool(inner, _ThreadGate, _close))

    def lend(
        self, origin: Any, timeout: float | None, make_request: Callable[[], Any]
    ) -> tuple[Any, Callable[[], None]]:
        """Send a request, made when its turn has come; gives the response and what closes it.

        Raises what httpcore raises.
        """
        note_unsent(timeout, True)
        lease = self._pools.get().lease()
        try:
            if lease.gate is not None and not lease.gate.wait(seconds_left(timeout)):
                raise self._library.core.PoolTimeout("all connections are in use")
            response = lease.take(origin).handle_request(make_request())
        except BaseException:
            lease.discard()
            raise

        def close() -> None:
            if lease.is_over:
                return
            lease.is_over = True
            try:
                response.close()
                lease.give_back()
            except BaseException:
                lease.discard()
                raise

        return response, close

    def is_mocked(self) -> bool:
        """Whether something was put over httpcore's pools: then that is asked."""
        return not is_shipped(type(self._inner), "handle_request")

    def handle_request(self, request: Any) -> Any:
        if self.is_mocked():
            return self._inner.handle_request(request)
        return _of_library(self._library, *self.lend(request.url.origin, _pool_timeout(request), lambda: request))

    def close(self) -> None:
        self._pools.get().close()
        self._inner.close()

    def __enter__(self) -> "ConnectionPool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncConnectionPool:
    """For tasks. The connection of a request that is cancelled is closed; nothing else has to be cleaned up."""

    def __init__(self, library: HttpLibrary, inner: Any) -> None:
        self._library = library
        self._inner = inner
        self._pools = PerProcess(lambda: PerLoop(lambda: Pool(inner, anyio.Event, _close_async)))

    async def lend(
        self,
        origin: Any,
        timeout: float | None,  # noqa: ASYNC109 - a call's own cancels it from outside
        make_request: Callable[[], Any],
    ) -> tuple[Any, Callable[[], Awaitable[None]]]:
        """As `ConnectionPool.lend`."""
        note_unsent(timeout, True)
        lease = self._pools.get().get().lease()
        try:
            if lease.gate is not None:
                await lease.gate.wait()
            response = await lease.take(origin).handle_async_request(make_request())
        except BaseException:
            lease.discard()
            raise

        async def close() -> None:
            if lease.is_over:
                return
            lease.is_over = True
            try:
                await response.aclose()
                lease.give_back()
            except BaseException:
                lease.discard()
                raise

        return response, close

    def is_mocked(self) -> bool:
        """As `ConnectionPool.is_mocked`."""
        return not is_shipped(type(self._inner), "handle_async_request")

    async def handle_async_request(self, request: Any) -> Any:
        if self.is_mocked():
            return await self._inner.handle_async_request(request)
        return _of_library(self._library, *await self.lend(request.url.origin, _pool_timeout(request), lambda: request))

    async def aclose(self) -> None:
        self._pools.get().close()
        await self._inner.aclose()

    async def __aenter__(self) -> "AsyncConnectionPool":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


def _close(connection: Any) -> None:
    with contextlib.suppress(Exception):
        connection.close()


def _close_async(connection: Any) -> None:
    """Close a connection on our own network: that waits for nothing, and needs no event loop."""
    closing = connection.aclose()
    with contextlib.suppress(StopIteration, Exception):
        closing.send(None)
    closing.close()


def _pool_timeout(request: Any) -> float | None:
    timeout: float | None = request.extensions.get("timeout", {}).get("pool")
    return timeout


def _of_library(library: HttpLibrary, response: Any, close: Callable[[], Any]) -> Any:
    content = _LentStream(response.stream, close)
    return library.core.Response(
        response.status, headers=response.headers, content=content, extensions=response.extensions
    )


class _LentStream:
    """A response's body, blocking or async, whose closing gives the connection back."""

    def __init__(self, stream: Any, close: Callable[[], Any]) -> None:
        self._stream = stream
        self.close = self.aclose = close

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
        except BaseException:
            self.close()
            raise

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for piece in self._stream:
                yield piece
        except BaseException:
            await self.aclose()
            raise
