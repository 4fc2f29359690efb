"""The fake tenant as httpx transports: no socket is opened."""

from typing import TYPE_CHECKING

import httpx

from tines_fake.credentials import shown_credentials
from tines_fake.exchange import Request, Response

if TYPE_CHECKING:
    from tines_fake.tenant import FakeTenant


class FakeTransport(httpx.BaseTransport):
    """For blocking clients."""

    def __init__(self, tenant: "FakeTenant") -> None:
        self._tenant = tenant

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return httpx_response(self._tenant.respond(raw_request(request, request.read(), self._tenant.api_key)))


class FakeAsyncTransport(httpx.AsyncBaseTransport):
    """For async clients."""

    def __init__(self, tenant: "FakeTenant") -> None:
        self._tenant = tenant

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return httpx_response(self._tenant.respond(raw_request(request, await request.aread(), self._tenant.api_key)))


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
    )


def httpx_response(response: Response) -> httpx.Response:
    """A raw response, as an httpx client takes it."""
    return httpx.Response(response.status, headers=dict(response.headers), content=response.body)
