"""The fake tenant as an ASGI application."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from tines_fake.credentials import shown_credentials
from tines_fake.exchange import Request

if TYPE_CHECKING:
    from tines_fake.tenant import FakeTenant

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class AsgiApp:
    """Reads the request whole, as far as the tenant takes it, lets the tenant respond, and sends the response whole."""

    def __init__(self, tenant: "FakeTenant") -> None:
        self._tenant = tenant

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await _lifespan(receive, send)
        if scope["type"] != "http":
            return None
        body = await _body(receive, self._tenant.largest_body)
        response = self._tenant.respond(_request(scope, body, self._tenant.api_key))
        headers = [(name.encode(), value.encode()) for name, value in response.headers.items()]
        headers.append((b"content-length", str(len(response.body)).encode()))
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": response.body})
        return None


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _body(receive: Receive, largest: int) -> bytes:
    """The body, or as much of it as shows that it is too large."""
    body = bytearray()
    more = True
    while more and len(body) <= largest:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return bytes(body)


def _request(scope: dict[str, Any], body: bytes, api_key: str) -> Request:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    path = scope.get("raw_path") or scope["path"].encode()
    return Request(
        method=scope["method"],
        origin=f"{scope.get('scheme', 'http')}://{headers.get('host', 'localhost')}",
        path=path.decode("latin-1").partition("?")[0],
        query=scope["query_string"].decode("latin-1"),
        credentials=shown_credentials(headers.get("authorization"), api_key),
        body=body,
    )
