"""The connections that a client opens for itself, and the transports that it is given.

The client's own go through the environment's proxy and trust the system's certificates. A transport is whatever httpx
or httpx2 sends with. Their own connections are held to the deadline whoever made them; any other transport as far as it
lets go in between.
"""

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from tines_runtime.blocking_network import DeadlineBackend
from tines_runtime.configuration import Tenant
from tines_runtime.connection_pool import AsyncConnectionPool, ConnectionPool
from tines_runtime.http_library import HttpLibrary, comes_from_library, library_of, mocked, preferred
from tines_runtime.in_process import LocalTenant, tenant_for
from tines_runtime.network_options import NetworkOptions, pool_options
from tines_runtime.sender import AsyncSender, Destination, Sender


class Transport(Protocol):
    """A blocking transport of httpx or httpx2: their BaseTransport."""

    def handle_request(self, request: Any, /) -> Any: ...
    def close(self) -> None: ...


class AsyncTransport(Protocol):
    """An async transport of httpx or httpx2: their AsyncBaseTransport."""

    async def handle_async_request(self, request: Any, /) -> Any: ...
    async def aclose(self) -> None: ...


S = TypeVar("S")
P = TypeVar("P", ConnectionPool, AsyncConnectionPool)
_OF_ENVIRONMENT = NetworkOptions()


class Senders(Generic[S]):
    """What a client sends with: the transport that it was given, or its own, one for each library that is in use.

    Without one that was given, `inside` makes what sends to a tenant of this process.
    """

    def __init__(
        self,
        make: Callable[[HttpLibrary], S],
        given: HttpLibrary | None = None,
        inside: Callable[[LocalTenant], S] | None = None,
    ) -> None:
        self._make = make
        self._given = given
        self._made: dict[HttpLibrary, S] = {}
        self._make_inside = inside
        self._inside: tuple[LocalTenant, S] | None = None

    def local(self, tenant: Tenant) -> LocalTenant | None:
        """The tenant of this process that is in force for a client without a transport that was given."""
        return None if self._make_inside is None else tenant_for(tenant)

    def current(self, inside: LocalTenant | None) -> S:
        if inside is not None and self._make_inside is not None:
            last = self._inside
            if last is None or last[0] is not inside:
                last = self._inside = inside, self._make_inside(inside)
            return last[1]
        library = self._given or mocked() or preferred()
        if library not in self._made:
            self._made[library] = self._make(library)
        return self._made[library]

    def made(self) -> list[S]:
        return list(self._made.values())


def open_senders(
    destination: Destination, given: Transport | None, network: NetworkOptions = _OF_ENVIRONMENT
) -> Senders[Sender]:
    """A sender with the transport that was given, or with connections of the client's own.

    Raises TypeError for what is no transport, ConfigurationError for a proxy or certificates of the environment that
    make no sense.
    """
    if given is None:
        return Senders(
            lambda library: _own(destination, library, network), inside=lambda local: _inside(destination, local)
        )
    _check(given, "handle_request", "close", "BaseTransport")
    network.refuse_beside_a_transport()
    library = library_of(given)
    pool = _pool_of(given, library, "HTTPTransport", ConnectionPool, DeadlineBackend)
    return Senders(lambda library: Sender(destination, library, pool, given), library)


def open_async_senders(
    destination: Destination, given: AsyncTransport | None, network: NetworkOptions = _OF_ENVIRONMENT
) -> Senders[AsyncSender]:
    """As `open_senders`, for asyncio and trio."""
    if given is None:
        return Senders(
            lambda library: _own_async(destination, library, network),
            inside=lambda local: _inside_async(destination, local),
        )
    _check(given, "handle_async_request", "aclose", "AsyncBaseTransport")
    network.refuse_beside_a_transport()
    library = library_of(given)
    pool = _pool_of(given, library, "AsyncHTTPTransport", AsyncConnectionPool, _async_network)
    return Senders(lambda library: AsyncSender(destination, library, pool, given), library)


def _check(transport: object, send: str, close: str, kind: str) -> None:
    if isinstance(transport, type) or not (hasattr(transport, send) and hasattr(transport, close)):
        raise TypeError(f"transport must be an {kind} of httpx or httpx2, not {type(transport).__name__}")


def _pool_of(
    transport: Any, library: HttpLibrary, httpx_kind: str, kind: type[P], network_of: Callable[[Any, Any], Any]
) -> P | None:
    """Put a pool of ours into a transport of httpx's. It has no public way for that; elsewhere there is none."""
    inner: Any = getattr(transport, "_pool", None)
    if isinstance(inner, kind):
        return inner
    network = getattr(inner, "_network_backend", None)
    # A network of somebody's own would not say whether anything was sent.
    if not comes_from_library(network) or not hasattr(inner, "create_connection"):
        return None
    if not isinstance(transport, getattr(library.http, httpx_kind)):
        return None
    inner._network_backend = network_of(library.core, network)
    transport._pool = pool = kind(library, inner)
    return pool


def _async_network(core: Any, _: object) -> Any:
    from tines_runtime.async_network import AsyncNetwork

    return AsyncNetwork(core)


def _own(destination: Destination, library: HttpLibrary, network: NetworkOptions) -> Sender:
    core = library.core
    options = pool_options(destination.tenant, library, network)
    inner = core.ConnectionPool(**options, network_backend=DeadlineBackend(core, core.SyncBackend()))
    return Sender(destination, library, ConnectionPool(library, inner), None)


def _inside(destination: Destination, local: LocalTenant) -> Sender:
    transport = local.transport()
    return Sender(destination.inside(local), library_of(transport), None, transport)


def _inside_async(destination: Destination, local: LocalTenant) -> AsyncSender:
    transport = local.async_transport()
    return AsyncSender(destination.inside(local), library_of(transport), None, transport)


def _own_async(destination: Destination, library: HttpLibrary, network: NetworkOptions) -> AsyncSender:
    core = library.core
    options = pool_options(destination.tenant, library, network)
    inner = core.AsyncConnectionPool(**options, network_backend=_async_network(core, None))
    return AsyncSender(destination, library, AsyncConnectionPool(library, inner), None)
