"""The connections that a client opens for itself, and the transports that it is given.

The client's own go through the environment's proxy and trust the system's certificates. A transport is whatever httpx
or httpx2 sends with. Their own connections are held to the deadline whoever made them; any other transport as far as it
lets go in between.
"""

from typing import Any, Protocol

from msgspec import Struct

from tines_runtime.clock import Clock, clock_of
from tines_runtime.in_process import LocalTenant
from tines_runtime.network.blocking_network import DeadlineBackend
from tines_runtime.network.connection_pool import AsyncConnectionPool, ConnectionPool
from tines_runtime.network.http_library import HttpLibrary, comes_from_library, library_of
from tines_runtime.network.network_options import NetworkOptions, pool_options
from tines_runtime.network.sender import BLOCKING, Destination, Kind, Sender


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
    # A network of somebody's own would not say whether anything was sent.
    if not comes_from_library(network) or not hasattr(inner, "create_connection"):
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
