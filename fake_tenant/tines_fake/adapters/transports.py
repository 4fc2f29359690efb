"""The fake tenant as httpx transports: no socket is opened."""

from collections.abc import AsyncIterator, Iterator

import anyio
import httpx

from tines_fake.clock import Clock, VirtualClock, clock_for_clients
from tines_fake.exchanges.delivery import AT_ONCE, End, Head, steps_of
from tines_fake.exchanges.exchange import Request, Response, Tenant


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
        delivered = _Delivered(response, request, self._tenant.clock)
        for _ in delivered:
            break  # the head has come
        return httpx.Response(response.status, headers=delivered.headers, stream=delivered)


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
        delivered = _Delivered(response, request, self._tenant.clock)
        async for _ in delivered:
            break
        return httpx.Response(response.status, headers=delivered.headers, stream=delivered)


class _Delivered(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A response that does not come at once and whole: nothing for its head, then the pieces of its body.

    What its client makes of that is part of it: it waits, and has enough.
    """

    def __init__(self, response: Response, request: httpx.Request, clock: Clock) -> None:
        self.headers = {**response.headers, "content-length": str(len(response.body))}
        self._clock = clock
        self._timeout: float | None = request.extensions.get("timeout", {}).get("read")
        self._events = self._happening(response)

    def __iter__(self) -> Iterator[bytes]:
        for event in self._events:
            if isinstance(event, bytes):
                yield event
            else:
                self._clock.sleep(event)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for event in self._events:
            if isinstance(event, bytes):
                yield event
            elif isinstance(self._clock, VirtualClock):
                await self._clock.sleep_async(event)
            else:
                await anyio.sleep(event)

    def _happening(self, response: Response) -> Iterator[float | bytes]:
        """What comes, or for how long to wait before that."""
        came, size = 0, len(response.body)
        for step in steps_of(response.delivery or AT_ONCE, response.body):
            if isinstance(step, int | float):
                yield from self._wait(step)
            elif isinstance(step, Head):
                if step.drip:
                    yield from [step.drip] * sum(len(f"{name}: {value}\r\n") for name, value in self.headers.items())
                yield b""
            elif not isinstance(step, End):
                came += len(step)
                yield step
            elif step.reset:
                raise httpx.ReadError("[Errno 104] Connection reset by peer")
            else:
                counted = f"(received {came} bytes, expected {size})"
                raise httpx.RemoteProtocolError(
                    f"peer closed connection without sending complete message body {counted}"
                )

    def _wait(self, seconds: float) -> Iterator[float]:
        if self._timeout is None or seconds <= self._timeout:
            yield seconds
            return
        yield self._timeout
        raise httpx.ReadTimeout("timed out")


def raw_request(request: httpx.Request, body: bytes, api_key: str) -> Request:
    """What an httpx client sends, raw. body: what it sends, read."""
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    origin = f"{request.url.scheme}://{request.headers['host']}"
    return Request.received(request.method, origin, path, query, dict(request.headers), body, api_key)


def httpx_response(response: Response) -> httpx.Response:
    """A raw response, as an httpx client takes it."""
    return httpx.Response(response.status, headers=dict(response.headers), content=response.body)
