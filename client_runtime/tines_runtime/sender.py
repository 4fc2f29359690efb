"""Hands a call to a transport and waits for the head of its response: the public way of httpx, or at once to the pool.

Everything that is a transport has the public way. httpx's own transports turn what they are given into a request to
their pool, and its response back, which for a page of twenty is a tenth of all the time; so the pool is asked at once.
The public way is taken where something was put over a transport or a pool (mocks and tracers do that), and where httpx
would write the target in another way.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from tines_runtime.call import Call
from tines_runtime.configuration import Tenant
from tines_runtime.connection_pool import AsyncConnectionPool, ConnectionPool
from tines_runtime.http_library import HttpLibrary, OnePiece, is_shipped
from tines_runtime.in_process import LocalTenant, guarding, place_of_caller
from tines_runtime.secret import Secret, SecretValue

# httpx escapes whatever else there is, and resolves dots at the beginning of a segment.
_WRITTEN_AS_IT_IS = re.compile(r"(?:[A-Za-z0-9/?&=_~+-]++|%[0-9A-Fa-f]{2}|(?<!/)\.)*+")
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


class Destination:
    """Where calls go: the tenant, and the name that this client gives of itself."""

    def __init__(self, tenant: Tenant, agent: str, headers: SecretValue[tuple[tuple[str, str], ...]]) -> None:
        self.tenant = tenant
        self.agent = agent
        self.headers = headers
        self.made_at = place_of_caller()
        parts = urlsplit(tenant.origin)
        default = {"https": 443, "http": 80}[parts.scheme]
        self.scheme = parts.scheme.encode()
        self.host = (parts.hostname or "").encode()
        self.port = None if parts.port == default else parts.port
        self.host_header = parts.netloc.removesuffix(f":{default}").encode()

    def inside(self, local: LocalTenant) -> "Destination":
        """Where calls go while a tenant of this process is in force: with its key, if this is another tenant."""
        if self.tenant.origin == local.origin:
            return self
        return Destination(Tenant(local.origin, Secret(local.api_key)), self.agent, self.headers)


def _origin(destination: Destination, library: HttpLibrary) -> Any:
    url = library.core.URL(scheme=destination.scheme, host=destination.host, port=destination.port, target=b"/")
    return url.origin


class Incoming(Struct, frozen=True):
    """A response whose head has come: its headers as they are, the body's pieces, and what ends it."""

    status: int
    headers: Iterable[tuple[bytes, bytes]]
    pieces: Any
    close: Callable[[], Any]


class Sender:
    """A transport, and the pool behind it if it is one of httpx's own.

    A pool's connections are held to the deadline, and say whether anything was sent. Another transport is not believed
    when it says that it never connected in time: some say so when a response drips. A transport over the client's own
    pool is made only if something was put over such transports.
    """

    def __init__(
        self, destination: Destination, library: HttpLibrary, pool: ConnectionPool | None, transport: Any
    ) -> None:
        self.destination = destination
        self.library = library
        self.transport = transport
        self.enforces_deadline = pool is not None
        self._pool = pool
        self._origin = _origin(destination, library)

    def submit(self, call: Call[Any], bound: float | None) -> Incoming:
        if self._pool is not None and _is_plain(self, self._pool, "handle_request", call):
            came, close = self._pool.lend(self._origin, bound, lambda: _for_pool(self, call, bound, _content(call)))
            return Incoming(came.status, came.headers, came.stream, close)
        self.transport = self.transport or over_pool(self.library.http.HTTPTransport, self._pool)
        response = self.transport.handle_request(_request(self, call, bound))
        return Incoming(response.status_code, response.headers.raw, response.stream, response.close)

    def close(self) -> None:
        for opened in (self.transport, self._pool):
            if opened is not None:
                opened.close()


class AsyncSender:
    """As `Sender`, for asyncio and trio."""

    def __init__(
        self, destination: Destination, library: HttpLibrary, pool: AsyncConnectionPool | None, transport: Any
    ) -> None:
        self.destination = destination
        self.library = library
        self.transport = transport
        self.enforces_deadline = pool is not None
        self._pool = pool
        self._origin = _origin(destination, library)

    async def submit(self, call: Call[Any], bound: float | None) -> Incoming:
        if self._pool is not None and _is_plain(self, self._pool, "handle_async_request", call):
            came, close = await self._pool.lend(
                self._origin, bound, lambda: _for_pool(self, call, bound, OnePiece(_content(call) or b""))
            )
            return Incoming(came.status, came.headers, came.stream, close)
        self.transport = self.transport or over_pool(self.library.http.AsyncHTTPTransport, self._pool)
        request = _request(self, call, bound)
        request.stream = self.library.public_body(_content(call) or b"")
        response = await self.transport.handle_async_request(request)
        return Incoming(response.status_code, response.headers.raw, response.stream, response.aclose)

    async def close(self) -> None:
        for opened in (self.transport, self._pool):
            if opened is not None:
                await opened.aclose()


def over_pool(kind: Any, pool: Any) -> Any:
    """A transport of httpx's whose connections are those of the pool."""
    transport = kind(verify=False)
    transport._pool = pool
    return transport


def _is_plain(
    sender: Sender | AsyncSender, pool: ConnectionPool | AsyncConnectionPool, method: str, call: Call[Any]
) -> bool:
    """Whether httpx itself would just ask the pool: the method is its own, and it would leave the target as it is."""
    transport = sender.transport
    if transport is None:
        is_covered = sender.library.is_mocked()
    else:
        is_covered = method in vars(transport) or not is_shipped(type(transport), method) or pool.is_mocked()
    return not is_covered and _WRITTEN_AS_IT_IS.fullmatch(call.target.reveal()) is not None


def _for_pool(sender: Sender | AsyncSender, call: Call[Any], bound: float | None, body: Any) -> Any:
    destination, core = sender.destination, sender.library.core
    headers = [
        (b"Host", destination.host_header),
        *_length(call),
        *((name.encode(), value.encode()) for name, value in _headers(destination, call)),
    ]
    target = core.URL(
        scheme=destination.scheme, host=destination.host, port=destination.port, target=call.target.reveal().encode()
    )
    return core.Request(
        call.method.encode(), target, headers=headers, content=body, extensions=_extensions(sender, bound)
    )


def _length(call: Call[Any]) -> list[tuple[bytes, bytes]]:
    if call.body is None and call.method not in _WITH_BODY:
        return []
    return [(b"Content-Length", b"%d" % len(_content(call) or b""))]


def _request(sender: Sender | AsyncSender, call: Call[Any], bound: float | None) -> Any:
    url = f"{sender.destination.tenant.origin}{call.target.reveal()}"
    headers = _headers(sender.destination, call)
    return sender.library.http.Request(
        call.method, url, headers=headers, content=_content(call), extensions=_extensions(sender, bound)
    )


def _extensions(sender: Sender | AsyncSender, bound: float | None) -> dict[str, Any]:
    destination = sender.destination
    guard = guarding(destination.tenant.origin, destination.made_at, awaited=isinstance(sender, AsyncSender))
    return {"timeout": {"connect": bound, "read": bound, "write": bound, "pool": bound}, **guard}


def _headers(destination: Destination, call: Call[Any]) -> list[tuple[str, str]]:
    return [
        ("Authorization", destination.tenant.key.bearer()),
        ("Accept", "application/json"),
        ("Accept-Encoding", "gzip"),
        ("User-Agent", destination.agent),
        *destination.headers.reveal(),
        *call.headers,
    ]


def _content(call: Call[Any]) -> bytes | None:
    return None if call.body is None else call.body.reveal()
