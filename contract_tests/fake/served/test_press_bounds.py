"""A receiver of a press is waited for, and read, within bounds."""

import contextlib
import socket
import threading
import tracemalloc
from collections.abc import Iterator
from typing import Any
from wsgiref.simple_server import make_server

import anyio
import pytest

from contract_tests.fake.served.receivers import ALLOWING, Quiet, tenant


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as one:
        yield one


def _url(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}/"


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nx: ", b"HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n"])
def test_a_receiver_that_drips_past_the_timeout_is_left(listening: socket.socket, head: bytes) -> None:
    left = threading.Event()

    def drip() -> None:
        with listening.accept()[0] as connection, contextlib.suppress(OSError):
            connection.sendall(head)
            while not left.wait(0.01):
                connection.sendall(b"x")

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    try:
        with pytest.raises(TimeoutError, match="did not respond within"):
            tenant().press(42, 1, to=_url(listening), sent_by="tenant", timeout=0.3)
    finally:
        left.set()
        thread.join()


@pytest.mark.parametrize(("piece", "error"), [(None, TimeoutError), (b"", TimeoutError), (b"x" * 65536, ValueError)])
def test_an_application_that_never_ends_its_response_is_left(piece: bytes | None, error: type[Exception]) -> None:
    async def endless(scope: Any, receive: Any, send: Any) -> None:
        if piece is None:
            await anyio.sleep_forever()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while True:
            await send({"type": "http.response.body", "body": piece, "more_body": True})

    with pytest.raises(error):
        tenant().press(42, 1, to=endless, sent_by="tenant", timeout=0.3)


@pytest.mark.parametrize("kind", ["URL", "WSGI", "ASGI"])
def test_a_response_without_end_is_read_to_its_bound(kind: str) -> None:
    body = bytes(3 << 20)
    headers = {**ALLOWING, "content-length": str(len(body))}
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]

    def wsgi(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        start_response("200 OK", list(headers.items()))
        return [body]

    async def asgi(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        await send({"type": "http.response.body", "body": body})

    with make_server("127.0.0.1", 0, wsgi, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.handle_request if kind == "URL" else bool)
        thread.start()
        receiver = {"URL": f"http://127.0.0.1:{server.server_port}/", "WSGI": wsgi, "ASGI": asgi}[kind]
        tracemalloc.start()
        try:
            with pytest.raises(ValueError, match="more than 1048576 bytes"):
                tenant().press(42, 1, to=receiver, sent_by="tenant")
            assert tracemalloc.get_traced_memory()[1] < 10 << 20
        finally:
            tracemalloc.stop()
            thread.join()
