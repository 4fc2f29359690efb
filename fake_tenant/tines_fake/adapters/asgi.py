"""The fake tenant as an ASGI application."""

from collections.abc import Awaitable, Callable
from typing import Any

from tines_fake.adapters.adapted_tenant import Tenant
from tines_fake.adapters.socket_delivery import send_as_delivered
from tines_fake.exchanges.credentials import shown_credentials, shown_headers
from tines_fake.exchanges.exchange import Request

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class AsgiApp:
    """Reads the request whole, as far as the tenant takes it, lets the tenant respond, and sends the response.

    tenant: whose turn it is. It can be set, so that one server serves many, one after the other.
    """

    def __init__(self, tenant: Tenant) -> None:
        self.tenant = tenant

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await _lifespan(receive, send)
        if scope["type"] != "http":
            return None
        tenant = self.tenant
        raw = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        body = await read_body(receive, tenant.largest_body) if _may_have_body(scope, raw) else b""
        response = tenant.respond(_request(scope, raw, body, tenant.api_key))
        if response.delivery is not None:
            return await send_as_delivered(response, scope, receive, send)
        headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.headers.items()]
        headers.append((b"content-length", b"%d" % len(response.body)))
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": response.body})
        return None


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def _may_have_body(scope: Scope, headers: dict[str, str]) -> bool:
    """Whether there is anything to wait for; most requests that read say by no header that there is."""
    return scope["method"] != "GET" or "content-length" in headers or "transfer-encoding" in headers


async def read_body(receive: Receive, largest: int) -> bytes:
    """The body, or as much of it as shows that it is too large."""
    body = bytearray()
    more = True
    while more and len(body) <= largest:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return bytes(body)


def _request(scope: Scope, headers: dict[str, str], body: bytes, api_key: str) -> Request:
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    return Request(
        method=scope["method"],
        origin=f"{scope.get('scheme', 'http')}://{headers.get('host', 'localhost')}",
        path=path.decode("latin-1").partition("?")[0],
        query=scope["query_string"].decode("latin-1"),
        credentials=shown_credentials(headers.get("authorization"), api_key),
        body=body,
        headers=shown_headers(headers.items()),
    )
