"""Hands a call to a transport and waits for the head of its response: the public way of httpx, or at once to the pool.

Everything that is a transport has the public way. httpx's own transports turn what they are given into a request to
their pool, and its response back, which for a page of twenty is a tenth of all the time; so the pool is asked at once.
The public way is taken where something was put over a transport or a pool (mocks and tracers do that), and where httpx
would write the target in another way.

The client's own connections go through the environment's proxy and trust the system's certificates. A transport is
whatever httpx or httpx2 sends with. Their own connections are held to the deadline whoever made them; any other
transport as far as it lets go in between.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol
from urllib.parse import urlsplit

from msgspec import Struct

from tines_runtime.call.response import Call, Headers, replaced
from tines_runtime.clock import Clock, clock_of
from tines_runtime.configuration import Tenant
from tines_runtime.in_process import LocalTenant, connecting_only_where_allowed, guarding, place_of_caller
from tines_runtime.network.blocking_network import DeadlineBackend
from tines_runtime.network.connection_pool import AsyncConnectionPool, ConnectionPool
from tines_runtime.network.http_library import HttpLibrary, OnePiece, comes_from_library, is_shipped, library_of
from tines_runtime.network.network_options import NetworkOptions, pool_options
from tines_runtime.secret import Secret, SecretValue

# httpx escapes whatever else there is, and resolves dots at the beginning of a segment.
_WRITTEN_AS_IT_IS = re.compile(r"(?:[A-Za-z0-9/?&=_~+-]++|%[0-9A-Fa-f]{2}|(?<!/)\.)*+")
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


class Destination:
    """Where calls go: the tenant, and the headers that all of them have, as httpx and as a pool takes them."""

    def __init__(self, tenant: Tenant, agent: str, own_headers: SecretValue[Headers]) -> None:
        self.tenant = tenant
        self.made_at = place_of_caller()
        parts = urlsplit(tenant.origin)
        default = {"https": 443, "http": 80}[parts.scheme]
        self.scheme = parts.scheme.encode()
        self.host = (parts.hostname or "").encode()
        self.port = None if parts.port == default else parts.port
        self.headers = SecretValue(_headers(tenant.key, agent, own_headers))
        self.raw_headers = SecretValue(
            _raw((("Host", parts.netloc.removesuffix(f":{default}")), *self.headers.reveal()))
        )
        self._agent = agent
        self._own_headers = own_headers

    def inside(self, local: LocalTenant) -> "Destination":
        """Where calls go while a tenant of this process is in force: with its key, if this is another tenant."""
        if self.tenant.origin == local.origin:
            return self
        return Destination(Tenant(local.origin, Secret(local.api_key)), self._agent, self._own_headers)


def _headers(key: Secret, agent: str, own_headers: SecretValue[Headers]) -> Headers:
    return (
        ("Authorization", key.bearer()),
        ("Accept", "application/json"),
        ("Accept-Encoding", "gzip"),
        ("User-Agent", agent),
        *own_headers.reveal(),
    )


def _raw(headers: Headers) -> tuple[tuple[bytes, bytes], ...]:
    return tuple((name.encode(), value.encode()) for name, value in headers)


class Incoming(Struct, frozen=True):
    """A response whose head has come: its headers as they are, the body's pieces, and what ends it."""

    status: int
    headers: Iterable[tuple[bytes, bytes]]
    pieces: Any
    close: Callable[[], Any]


class Kind(Struct, frozen=True):
    """Blocking or async, by the names of httpx: of its transport, its base class, and the methods of both."""

    transport: str
    base: str
    send: str
    close: str


BLOCKING = Kind("HTTPTransport", "BaseTransport", "handle_request", "close")
ASYNC = Kind("AsyncHTTPTransport", "AsyncBaseTransport", "handle_async_request", "aclose")


class Sender:
    """A transport, and the pool behind it if it is one of httpx's own. Its kind says which of its methods to call.

    A pool's connections are held to the deadline, and say whether anything was sent. Another transport is not believed
    when it says that it never connected in time: some say so when a response drips. A transport over the client's own
    pool is made only if something was put over such transports.
    """

    def __init__(self, kind: Kind, destination: Destination, library: HttpLibrary, pool: Any, transport: Any) -> None:
        self.destination = destination
        self.library = library
        self.transport = transport
        self.enforces_deadline = pool is not None
        self._kind = kind
        self._pool = pool
        self._target = {"scheme": destination.scheme, "host": destination.host, "port": destination.port}
        self._origin = library.core.URL(**self._target, target=b"/").origin

    def route(self) -> str:
        """Where it connects to, such as `acme.tines.com through the proxy localhost:3128`."""
        host, proxy = urlsplit(self.destination.tenant.origin).netloc, getattr(self._pool, "proxy", None)
        return host if proxy is None else f"{host} through the proxy {proxy.url.host.decode()}:{proxy.url.port}"

    def submit(self, call: Call[Any], bound: float | None) -> Incoming:
        if self._goes_to_the_pool(call):
            came, close = self._pool.lend(self._origin, bound, self._for_pool(call, bound, _content(call)))
            return Incoming(came.status, came.headers, came.stream, close)
        transport, request = self._over_pool(), self._request(call, bound)
        with self._guarded():
            response = transport.handle_request(request)
        return Incoming(response.status_code, response.headers.raw, response.stream, response.close)

    async def submit_async(self, call: Call[Any], bound: float | None) -> Incoming:
        body = _content(call) or b""
        if self._goes_to_the_pool(call):
            came, close = await self._pool.lend(self._origin, bound, self._for_pool(call, bound, OnePiece(body)))
            return Incoming(came.status, came.headers, came.stream, close)
        request = self._request(call, bound)
        request.stream = self.library.public_body(body)
        transport = self._over_pool()
        with self._guarded():
            response = await transport.handle_async_request(request)
        return Incoming(response.status_code, response.headers.raw, response.stream, response.aclose)

    def close(self) -> None:
        for opened in (self.transport, self._pool):
            if opened is not None:
                opened.close()

    async def close_async(self) -> None:
        for opened in (self.transport, self._pool):
            if opened is not None:
                await opened.aclose()

    def _goes_to_the_pool(self, call: Call[Any]) -> bool:
        """Whether httpx itself would just ask it: the method is its own, and it would leave the target as it is."""
        transport, method = self.transport, self._kind.send
        if self._pool is None:
            return False
        if transport is None:
            is_covered = self.library.is_mocked()
        else:
            is_covered = method in vars(transport) or not is_shipped(type(transport), method) or self._pool.is_mocked()
        return not is_covered and _WRITTEN_AS_IT_IS.fullmatch(call.target.reveal()) is not None

    def _for_pool(self, call: Call[Any], bound: float | None, body: Any) -> Any:
        core = self.library.core
        headers = [*self.destination.raw_headers.reveal(), *_length(call), *_raw(call.headers)]
        if call.own_headers is not None:
            headers = [*replaced(headers, _raw(call.own_headers.reveal()))]
        target = core.URL(**self._target, target=call.target.reveal().encode())
        extensions = self._extensions(bound)
        return core.Request(call.method.encode(), target, headers=headers, content=body, extensions=extensions)

    def _over_pool(self) -> Any:
        if self.transport is None:
            self.transport = getattr(self.library.http, self._kind.transport)(verify=False)
            self.transport._pool = self._pool
        return self.transport

    def _request(self, call: Call[Any], bound: float | None) -> Any:
        url = f"{self.destination.tenant.origin}{call.target.reveal()}"
        headers = [*self.destination.headers.reveal(), *call.headers]
        if call.own_headers is not None:
            headers = [*replaced(headers, call.own_headers.reveal())]
        extensions = self._extensions(bound)
        return self.library.http.Request(
            call.method, url, headers=headers, content=_content(call), extensions=extensions
        )

    def _guarded(self) -> AbstractContextManager[None]:
        """Not for what responds in this process: an application may need a database."""
        if hasattr(type(self.transport), "tines_clock") or self.library.runs_code_of_tests(self.transport):
            return nullcontext()
        return connecting_only_where_allowed(self.destination.tenant.origin, self.destination.made_at)

    def _extensions(self, bound: float | None) -> dict[str, Any]:
        destination, awaited = self.destination, self._kind is ASYNC
        guard = guarding(destination.tenant.origin, destination.made_at, awaited=awaited)
        return {"timeout": {"connect": bound, "read": bound, "write": bound, "pool": bound}, **guard}


def _length(call: Call[Any]) -> list[tuple[bytes, bytes]]:
    if call.body is None and call.method not in _WITH_BODY:
        return []
    return [(b"Content-Length", b"%d" % len(_content(call) or b""))]


def _content(call: Call[Any]) -> bytes | None:
    return None if call.body is None else call.body.reveal()


class Transport(Protocol):
    """A blocking transport of httpx or httpx2: their BaseTransport."""

    def handle_request(self, request: Any, /) -> Any: ...
    def close(self) -> None: ...


class AsyncTransport(Protocol):
    """An async transport of httpx or httpx2: their AsyncBaseTransport."""

    async def handle_async_request(self, request: Any, /) -> Any: ...
    async def aclose(self) -> None: ...


class Given(Struct, frozen=True):
    """A transport of somebody's own, its library, and the pool of ours in it, if it is one of httpx's."""

    transport: Any
    library: HttpLibrary
    pool: Any
    clock: Clock | None


class Opener(Struct, frozen=True):
    """Makes what a client sends with: with connections of its own, unless a transport was given."""

    kind: Kind
    destination: Destination
    network: NetworkOptions
    given: Given | None

    def sender(self, library: HttpLibrary) -> Sender:
        """Raises ConfigurationError for a proxy or certificates that make no sense."""
        if self.given is not None:
            return Sender(self.kind, self.destination, library, self.given.pool, self.given.transport)
        core, kind = library.core, _pool_of(self.kind)
        options = pool_options(self.destination.tenant, library, self.network)
        inner = getattr(core, kind.__name__)(**options, network_backend=_network(self.kind, core, None))
        return Sender(self.kind, self.destination, library, kind(library, inner), None)

    def inside(self, local: LocalTenant) -> Sender:
        """What sends to a tenant of this process."""
        transport = local.transport() if self.kind is BLOCKING else local.async_transport()
        return Sender(self.kind, self.destination.inside(local), library_of(transport), None, transport)


def given(transport: Transport | AsyncTransport | None, kind: Kind, network: NetworkOptions) -> Given | None:
    """What was given. Raises TypeError for what is no transport, and for options that have no effect on one."""
    if transport is None:
        return None
    if isinstance(transport, type) or not (hasattr(transport, kind.send) and hasattr(transport, kind.close)):
        raise TypeError(f"transport must be an {kind.base} of httpx or httpx2, not {type(transport).__name__}")
    network.refuse_beside_a_transport()
    library = library_of(transport)
    return Given(transport, library, _pool_put_into(transport, library, kind), clock_of(transport))


def _pool_put_into(transport: Any, library: HttpLibrary, kind: Kind) -> Any:
    """Put a pool of ours into a transport of httpx's. It has no public way for that; elsewhere there is none."""
    inner: Any = getattr(transport, "_pool", None)
    if isinstance(inner, _pool_of(kind)):
        return inner
    network = getattr(inner, "_network_backend", None)
    # A network of somebody's own would not say whether anything was sent; ours knows no sockets of files.
    if not comes_from_library(network) or not hasattr(inner, "create_connection") or getattr(inner, "_uds", None):
        return None
    if not isinstance(transport, getattr(library.http, kind.transport)):
        return None
    inner._network_backend = _network(kind, library.core, network)
    transport._pool = pool = _pool_of(kind)(library, inner)
    return pool


def _pool_of(kind: Kind) -> type[ConnectionPool | AsyncConnectionPool]:
    """Ours, of the same name as httpcore's."""
    return ConnectionPool if kind is BLOCKING else AsyncConnectionPool


def _network(kind: Kind, core: Any, network: Any) -> Any:
    if kind is BLOCKING:
        return DeadlineBackend(core, network or core.SyncBackend())
    from tines_runtime.network.async_network import AsyncNetwork

    return AsyncNetwork(core)
