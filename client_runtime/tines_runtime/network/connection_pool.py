"""The two drivers of a pool, for threads and for tasks. Each process and each event loop has a pool of its own.

They wait for a turn, send, and close; a rule belongs in `pool.py`. They have httpcore's interface, and take the place
of the pool inside an httpx transport. Neither processes nor event loops may share sockets and locks. What a child
process inherits stays as it is, and referenced. To close or collect it could write into the parent's connections.
"""

import contextlib
import itertools
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any, Generic, Protocol, TypeVar

import anyio

from tines_runtime.network.deadline import note_unsent, seconds_left
from tines_runtime.network.http_library import HttpLibrary, is_shipped
from tines_runtime.network.pool import Pool


class Closable(Protocol):
    def close(self) -> None: ...


T = TypeVar("T")
C = TypeVar("C", bound=Closable)

_forks = itertools.count(1)
_generation = 0


def _count_fork() -> None:
    global _generation  # noqa: PLW0603 - a fork is one of the whole process
    _generation = next(_forks)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_count_fork)


class PerProcess(Generic[T]):
    """A value that each process makes for itself when it first asks. Threads may ask at once."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._values: dict[tuple[int, int], T] = {}

    def get(self) -> T:
        # The generation tells processes apart whose ids are equal; the id, forks that Python does not know of.
        process = (_generation, os.getpid())
        found = self._values.get(process)
        return self._values.setdefault(process, self._make()) if found is None else found


class PerLoop(Generic[C]):
    """A value that each event loop makes for itself when it first asks, and that is closed when the loop is over."""

    def __init__(self, make: Callable[[], C]) -> None:
        self._make = make
        self._values: dict[Any, C] = {}

    def get(self) -> C:
        from anyio.lowlevel import current_token  # which a blocking client does without

        token = current_token()
        loop = getattr(token, "native_token", token)
        found = self._values.get(loop)
        return self._added(loop) if found is None else found

    def _added(self, loop: Any) -> C:
        for other in list(self._values):
            # Loops of other threads clear up too, at the same time.
            if _is_over(other) and (left := self._values.pop(other, None)) is not None:
                left.close()
        self._values[loop] = self._make()
        return self._values[loop]

    def close(self) -> None:
        """Close the values of all loops."""
        for value in list(self._values.values()):
            value.close()


def _is_over(loop: Any) -> bool:
    if hasattr(loop, "is_closed"):
        return bool(loop.is_closed())
    try:
        loop.run_sync_soon(int)  # trio's way to ask
    except Exception:
        return True
    return False


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
        self.proxy: Any = getattr(inner, "_proxy", None)
        self._pools = PerProcess(lambda: Pool(inner, _ThreadGate, _close))

    def lend(self, origin: Any, timeout: float | None, request: Any) -> tuple[Any, Callable[[], None]]:
        """Send a request when its turn has come; gives the response and what closes it. Raises what httpcore raises."""
        note_unsent(timeout, True)
        lease = self._pools.get().lease()
        try:
            if lease.gate is not None and not lease.gate.wait(seconds_left(timeout)):
                raise self._library.core.PoolTimeout("all connections are in use")
            response = lease.take(origin).handle_request(request)
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
        return _of_library(self._library, *self.lend(request.url.origin, _pool_timeout(request), request))

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
        self.proxy: Any = getattr(inner, "_proxy", None)
        self._pools = PerProcess(lambda: PerLoop(lambda: Pool(inner, anyio.Event, _close_async)))

    async def lend(
        self,
        origin: Any,
        timeout: float | None,  # noqa: ASYNC109 - a call's own cancels it from outside
        request: Any,
    ) -> tuple[Any, Callable[[], Awaitable[None]]]:
        """As `ConnectionPool.lend`."""
        note_unsent(timeout, True)
        lease = self._pools.get().get().lease()
        try:
            if lease.gate is not None:
                await lease.gate.wait()
            response = await lease.take(origin).handle_async_request(request)
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
        return _of_library(self._library, *await self.lend(request.url.origin, _pool_timeout(request), request))

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
