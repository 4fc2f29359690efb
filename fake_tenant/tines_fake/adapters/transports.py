"""The fake tenant as httpx transports: no socket is opened."""

from collections.abc import AsyncIterator, Iterator

import anyio
import httpx

from tines_fake.adapters.adapted_tenant import Tenant
from tines_fake.clock import Clock, VirtualClock, clock_for_clients
from tines_fake.exchanges.credentials import shown_credentials, shown_headers
from tines_fake.exchanges.delivery import AT_ONCE, End, Head, Wait, steps_of
from tines_fake.exchanges.exchange import Request, Response


class FakeTransport(httpx.BaseTransport):
    """For blocking clients. tines_clock: the clock that a client of ours is to wait on; None is the machine's."""

    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant

    @property
    def tines_clock(self) -> VirtualClock | None:
        return clock_for_clients(self._tenant.clock)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._tenant.respond(raw_request(request, request.read(), self._tenant.api_key))
        if response.delivery is None:
            return httpx_response(response)
        delivered = _Delivered(response, request)
        delivered.begin(self._tenant.clock)
        return httpx.Response(response.status, headers=delivered.headers, stream=_Stream(delivered, self._tenant.clock))


class FakeAsyncTransport(httpx.AsyncBaseTransport):
    """For async clients, as `FakeTransport`."""

    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant

    @property
    def tines_clock(self) -> VirtualClock | None:
        return clock_for_clients(self._tenant.clock)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = self._tenant.respond(raw_request(request, await request.aread(), self._tenant.api_key))
        if response.delivery is None:
            return httpx_response(response)
        delivered = _Delivered(response, request)
        await delivered.begin_async(self._tenant.clock)
        stream = _AsyncStream(delivered, self._tenant.clock)
        return httpx.Response(response.status, headers=delivered.headers, stream=stream)


class _Delivered:
    """A response that does not come at once and whole, and what its client makes of that: it waits, and has enough."""

    def __init__(self, response: Response, request: httpx.Request) -> None:
        self.headers = {**response.headers, "content-length": str(len(response.body))}
        self._size = len(response.body)
        self._came = 0
        self._steps = steps_of(response.delivery or AT_ONCE, response.body)
        self._timeout: float | None = request.extensions.get("timeout", {}).get("read")

    def begin(self, clock: Clock) -> None:
        """Up to the body."""
        for seconds in self._waits_before_body():
            clock.sleep(seconds)

    async def begin_async(self, clock: Clock) -> None:
        for seconds in self._waits_before_body():
            await _sleep(clock, seconds)

    def _waits_before_body(self) -> Iterator[float]:
        for step in self._steps:
            if isinstance(step, Wait):
                yield from self._wait(step.seconds)
            elif isinstance(step, End):
                self._end(step)
            elif isinstance(step, Head):
                if step.drip:
                    yield from [step.drip] * sum(len(f"{name}: {value}\r\n") for name, value in self.headers.items())
                return

    def pieces(self) -> Iterator[float | bytes]:
        """Of the body: bytes, or for how long to wait before the next."""
        for step in self._steps:
            if isinstance(step, Wait):
                yield from self._wait(step.seconds)
            elif isinstance(step, End):
                self._end(step)
            elif not isinstance(step, Head):
                self._came += len(step.body)
                yield step.body

    def _wait(self, seconds: float) -> Iterator[float]:
        if self._timeout is None or seconds <= self._timeout:
            yield seconds
            return
        yield self._timeout
        raise httpx.ReadTimeout("timed out")

    def _end(self, step: End) -> None:
        if step.reset:
            raise httpx.ReadError("[Errno 104] Connection reset by peer")
        raise httpx.RemoteProtocolError(
            "peer closed connection without sending complete message body "
            f"(received {self._came} bytes, expected {self._size})"
        )


class _Stream(httpx.SyncByteStream):
    def __init__(self, delivered: _Delivered, clock: Clock) -> None:
        self._delivered = delivered
        self._clock = clock

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._delivered.pieces():
            if isinstance(piece, bytes):
                yield piece
            else:
                self._clock.sleep(piece)


class _AsyncStream(httpx.AsyncByteStream):
    def __init__(self, delivered: _Delivered, clock: Clock) -> None:
        self._delivered = delivered
        self._clock = clock

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._delivered.pieces():
            if isinstance(piece, bytes):
                yield piece
            else:
                await _sleep(self._clock, piece)


async def _sleep(clock: Clock, seconds: float) -> None:
    await (clock.sleep_async(seconds) if isinstance(clock, VirtualClock) else anyio.sleep(seconds))


def raw_request(request: httpx.Request, body: bytes, api_key: str) -> Request:
    """What an httpx client sends, raw. body: what it sends, read."""
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    return Request(
        method=request.method,
        origin=f"{request.url.scheme}://{request.headers['host']}",
        path=path,
        query=query,
        credentials=shown_credentials(request.headers.get("authorization"), api_key),
        body=body,
        headers=shown_headers(request.headers.items()),
    )


def httpx_response(response: Response) -> httpx.Response:
    """A raw response, as an httpx client takes it."""
    return httpx.Response(response.status, headers=dict(response.headers), content=response.body)
