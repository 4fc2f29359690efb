"""A response whose delivery is scripted, sent over a socket: by hand, since no ASGI server drips or resets."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from tines_fake.exchanges.delivery import AT_ONCE, End, Head, Piece, Wait, steps_of
from tines_fake.exchanges.exchange import Response

TRANSPORT = "tines_fake.transport"
"""Where a scope has the connection's transport, if the server is ours."""

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


async def send_as_delivered(
    response: Response,
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """Send it step by step, and end the connection, as `Delivery` says.

    Behind somebody else's server waits and pieces are as they should be, and an end that is due raises.
    """
    wire = _Socket(scope[TRANSPORT], response) if TRANSPORT in scope else _AnyServer(send, response)
    for step in steps_of(response.delivery or AT_ONCE, response.body):
        if wire.is_closed():
            break
        if isinstance(step, Wait):
            await asyncio.sleep(step.seconds)
        elif isinstance(step, Head):
            await wire.head(step.drip)
        elif isinstance(step, Piece):
            await wire.piece(step.body)
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

    async def finish(self, receive: Callable[[], Awaitable[dict[str, Any]]]) -> None:
        if not self._transport.is_closing():
            self._transport.close()
        while (await receive())["type"] != "http.disconnect":
            pass


class _AnyServer:
    def __init__(self, send: Callable[[dict[str, Any]], Awaitable[None]], response: Response) -> None:
        self._send = send
        self._response = response

    def is_closed(self) -> bool:
        return False

    async def head(self, drip: float) -> None:
        await asyncio.sleep(drip * len(_head(self._response)))
        headers = [(name.encode(), value.encode()) for name, value in self._response.headers.items()]
        headers.append((b"content-length", b"%d" % len(self._response.body)))
        await self._send({"type": "http.response.start", "status": self._response.status, "headers": headers})

    async def piece(self, body: bytes) -> None:
        await self._send({"type": "http.response.body", "body": body, "more_body": True})

    def end(self, step: End) -> None:
        raise ConnectionResetError("reset as the test says") if step.reset else ConnectionAbortedError("ended early")

    async def finish(self, _: Callable[[], Awaitable[dict[str, Any]]]) -> None:
        await self._send({"type": "http.response.body", "body": b""})


def _head(response: Response) -> bytes:
    reason = HTTPStatus(response.status).phrase if response.status in list(HTTPStatus) else ""
    lines = [f"HTTP/1.1 {response.status} {reason}"]
    lines += [f"{name}: {value}" for name, value in response.headers.items()]
    lines += [f"content-length: {len(response.body)}", "connection: close"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
