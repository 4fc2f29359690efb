"""The fake tenant behind a socket, with uvicorn (the extra `fake`).

It responds under names of this machine, and those that it was given. A web page whose own name is made to point here
(DNS rebinding) could else read and write what the fake holds.
"""

import contextlib
import functools
import gc
import importlib.util
import ipaddress
import logging
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from tines_fake.adapters.asgi import TRANSPORT, Receive, Scope, Send, send_whole
from tines_fake.exchanges.exchange import error_response

if TYPE_CHECKING:
    import uvicorn

App = Callable[..., Awaitable[None]]
# What listens everywhere is reached here.
_REACHED: dict[str, str] = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - read, not bound
_LARGEST_HEAD = 64 * 1024
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_BACKLOG = 1024
_LOOK = 0.005
_SECONDS_TO_END = 10
_LONGEST_SHOWN = 100


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 is any free one. Raises OSError where the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # By its protocol asyncio knows that it may send small responses at once, without waiting for more of them.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


def origin_of(listening: socket.socket) -> str:
    """The origin under which the socket is reached."""
    bound, port = listening.getsockname()[:2]
    host = _REACHED.get(bound, str(bound))
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_installed() -> bool:
    """Whether there is what serves."""
    return importlib.util.find_spec("uvicorn") is not None


def serve(app: App, listening: socket.socket) -> None:
    """Serve until a KeyboardInterrupt, which ends it at once, whatever is half sent."""
    gc.freeze()  # what is there now stays, and need not be looked at again
    _server(app, loop="auto").run(sockets=[listening])


@contextlib.contextmanager
def serving(app: App) -> Iterator[str]:
    """Serve on a free port of this machine, from a thread, as long as the context lasts; gives the origin."""
    with bind("127.0.0.1", 0) as listening:
        # Not uvloop: some versions of uvicorn make it the loop of the whole process, which is not ours.
        server = _server(app, loop="asyncio")
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="fake tenant", daemon=True)
        thread.start()
        try:
            yield origin_of(listening)
        finally:
            # A server that is asked to end before it has begun may never do.
            while thread.is_alive() and not server.started:
                time.sleep(_LOOK)
            server.should_exit = server.force_exit = True
            thread.join(_SECONDS_TO_END)


def _server(app: App, loop: Literal["auto", "asyncio"]) -> "uvicorn.Server":
    import uvicorn

    config = uvicorn.Config(
        app,
        http=_protocol(),
        loop=loop,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=0,
    )
    server = uvicorn.Server(config)
    # Whom the end interrupts is no news.
    logging.getLogger("uvicorn.error").addFilter(lambda _: not server.should_exit)
    return server


@functools.cache
def _protocol() -> Any:
    """uvicorn's protocol, the fast one where that is installed."""
    if importlib.util.find_spec("httptools") is not None:
        return _giving_transport(_with_bounded_head())
    from uvicorn.protocols.http.h11_impl import H11Protocol  # bounds a head by itself

    return _giving_transport(H11Protocol)


def _giving_transport(base: Any) -> Any:
    """A protocol that gives the application the connection's transport."""

    class Protocol(base):  # type: ignore[misc]  # one of two, as installed
        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            served: App = self.app

            def app(scope: dict[str, Any], receive: Any, send: Any) -> Awaitable[None]:
                scope[TRANSPORT] = transport
                result: Awaitable[None] = served(scope, receive, send)
                return result

            self.app: App = app

    return Protocol


def _with_bounded_head() -> Any:
    """A protocol that ends a connection on which the head of a request grows without end."""
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

    class Bounded(HttpToolsProtocol):
        unread = 0

        def data_received(self, data: bytes) -> None:
            self.unread += len(data)
            super().data_received(data)
            if self.unread > _LARGEST_HEAD and not self.transport.is_closing():
                self.transport.write(_TOO_LARGE)
                self.transport.close()

        def on_headers_complete(self) -> None:
            self.unread = 0
            super().on_headers_complete()

        def on_body(self, body: bytes) -> None:
            self.unread = 0
            super().on_body(body)

    return Bounded


class HostCheck:
    """An ASGI application before another. names: hosts that it responds under besides those of this machine."""

    def __init__(self, app: App, names: Iterable[str] = ()) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)
        self._is_known = functools.lru_cache(self._knows)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        hosts = [value for name, value in scope["headers"] if name == b"host"] if scope["type"] == "http" else []
        reached = (scope.get("server") or ("",))[0]
        unknown = next((host for host in hosts if not self._is_known(host, reached)), None)
        if unknown is None:
            return await self._app(scope, receive, send)
        shown = repr(_name_of(unknown)[:_LONGEST_SHOWN])
        advice = f"use 127.0.0.1 or localhost, or start it with --allow-host {shown}"
        return await send_whole(error_response(421, "errors", f"this fake does not respond as {shown}: {advice}"), send)

    def _knows(self, host: bytes, reached: str) -> bool:
        """reached: the address at which the connection came in, which no rebound name can be."""
        name = _name_of(host)
        return name in {*self._names, "localhost", reached} or name.endswith(".localhost") or is_loopback(name)


def _name_of(host: bytes) -> str:
    try:
        return (urlsplit(f"//{host.decode('latin-1')}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Whether an address is one of this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
