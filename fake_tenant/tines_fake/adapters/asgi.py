"""The fake tenant as an ASGI application.

A response whose delivery is scripted is sent over the socket by hand, since no ASGI server drips or resets.
"""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from tines_fake.exchanges.delivery import AT_ONCE, End, Head, steps_of
from tines_fake.exchanges.exchange import Request, Response, Tenant

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
TRANSPORT = "tines_fake.transport"
"""Where a scope has the connection's transport, if the server is ours."""

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


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
        return await send_whole(response, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def _may_have_body(scope: Scope, headers: dict[str, str]) -> bool:
    """Whether there is anything to wait for; most requests that read say by no header that there is."""
    return scope["method"] != "GET" or "content-length" in headers or "transfer-encoding" in headers


async def send_whole(response: Response, send: Send) -> None:
    """Send a response at once."""
    await send(_start(response))
    await send({"type": "http.response.body", "body": response.body})


def _start(response: Response) -> dict[str, Any]:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.headers.items()]
    headers.append((b"content-length", b"%d" % len(response.body)))
    return {"type": "http.response.start", "status": response.status, "headers": headers}


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
    origin = f"{scope.get('scheme', 'http')}://{headers.get('host', 'localhost')}"
    target, query = path.decode("latin-1").partition("?")[0], scope["query_string"].decode("latin-1")
    return Request.received(scope["method"], origin, target, query, headers, body, api_key)


async def send_as_delivered(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Send it step by step, and end the connection, as `Delivery` says.

    Behind somebody else's server waits and pieces are as they should be, and an end that is due raises.
    """
    wire = _Socket(scope[TRANSPORT], response) if TRANSPORT in scope else _AnyServer(send, response)
    for step in steps_of(response.delivery or AT_ONCE, response.body):
        if wire.is_closed():
            break
        if isinstance(step, int | float):
            await asyncio.sleep(step)
        elif isinstance(step, Head):
            await wire.head(step.drip)
        elif isinstance(step, bytes):
            await wire.piece(step)
        else:
            wire.end(step)
    await wire.finish(receive)


class _Socket:
    """Writes past the server, which takes the connection's end for the client's."""

    def __init__(self, transport: Any, response: Response) -> None:
        self._transport = transport
        self._response = response

    def is_closed(self) -> bool:
        return bool(self._transport.is_closing())

    async def head(self, drip: float) -> None:
        head = _head(self._response)
        for place in range(len(head) if drip else 0):
            self._transport.write(head[place : place + 1])
            await asyncio.sleep(drip)
        if not drip:
            self._transport.write(head)

    async def piece(self, body: bytes) -> None:
        self._transport.write(body)
        # What is written by itself is sent by itself.
        await asyncio.sleep(0)

    def end(self, step: End) -> None:
        if step.reset:
            opened = self._transport.get_extra_info("socket")
            with contextlib.suppress(OSError, AttributeError):
                opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            self._transport.abort()

    async def finish(self, receive: Receive) -> None:
        if not self._transport.is_closing():
            self._transport.close()
        while (await receive())["type"] != "http.disconnect":
            pass


class _AnyServer:
    def __init__(self, send: Send, response: Response) -> None:
        self._send = send
        self._response = response

    def is_closed(self) -> bool:
        return False

    async def head(self, drip: float) -> None:
        await asyncio.sleep(drip * len(_head(self._response)))
        await self._send(_start(self._response))

    async def piece(self, body: bytes) -> None:
        await self._send({"type": "http.response.body", "body": body, "more_body": True})

    def end(self, step: End) -> None:
        raise ConnectionResetError("reset as the test says") if step.reset else ConnectionAbortedError("ended early")

    async def finish(self, _: Receive) -> None:
        await self._send({"type": "http.response.body", "body": b""})


def _head(response: Response) -> bytes:
    reason = HTTPStatus(response.status).phrase if response.status in list(HTTPStatus) else ""
    lines = [f"HTTP/1.1 {response.status} {reason}"]
    lines += [f"{name}: {value}" for name, value in response.headers.items()]
    lines += [f"content-length: {len(response.body)}", "connection: close"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
