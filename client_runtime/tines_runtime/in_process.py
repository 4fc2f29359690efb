"""Tenants of this process, such as a fake's: while one is in force, clients send to it, and to nothing else.

A client that is made for its origin is the tenant's, and so is one whose tenant and key came from the environment,
whenever it was made: the environment names the tenant now. Any other client that would reach the network is stopped,
unless its host is allowed by name. httpcore says what it is about to do to the `trace` of a request, whoever drives it:
pools, proxies, transports around transports. Mocks and applications in this process do not connect, so that they are
never stopped. A transport may have another way into the network, or make the request anew: Python itself says when it
connects.
"""

import functools
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol
from urllib.parse import urlsplit

from tines_runtime.clock import Clock
from tines_runtime.configuration import Tenant
from tines_runtime.errors import ConfigurationError


class LocalTenant(Protocol):
    """is_served: clients of its origin reach it over the network. allowed_hosts: what else clients may reach there."""

    @property
    def origin(self) -> str: ...
    @property
    def api_key(self) -> str: ...
    @property
    def is_served(self) -> bool: ...
    @property
    def allowed_hosts(self) -> Collection[str]: ...
    @property
    def tines_clock(self) -> Clock | None: ...
    def transport(self) -> Any: ...
    def async_transport(self) -> Any: ...


_in_force: list[LocalTenant] = []


def enter(tenant: LocalTenant) -> None:
    """From now on the tenant is in force."""
    _in_force.append(tenant)


def leave(tenant: LocalTenant) -> None:
    """From now on those are in force that were before it."""
    _in_force.remove(tenant)


def tenant_for(tenant: Tenant) -> LocalTenant | None:
    """Where a client that was made for a tenant sends to: of those in force the one that was entered last."""
    in_force = _in_force[::-1]
    if not in_force:
        return None
    last = in_force[0] if tenant.from_environment else None
    return next((one for one in in_force if one.origin == tenant.origin), last)


def forbids(origin: str) -> bool:
    """Whether no client may reach an origin over the network now."""
    in_force = _in_force[:]
    if not in_force:
        return False
    parts = urlsplit(origin)
    names = {origin, parts.netloc, parts.hostname or ""}
    reachable = ({*one.allowed_hosts, one.origin} if one.is_served else one.allowed_hosts for one in in_force)
    return all(names.isdisjoint(one) for one in reachable)


_REACHING = ("connect_tcp.started", "connect_unix_socket.started", "send_request_headers.started")
_OURS = frozenset({"tines_cases", "tines_runtime"})


def guarding(origin: str, made_at: str, *, awaited: bool) -> dict[str, Any]:
    """The extension of a request to an origin by which it is stopped; none where the client may reach it."""
    if not forbids(origin):
        return {}

    def stop(event: str, _: object) -> None:
        if event.endswith(_REACHING):
            raise ConfigurationError(_advice(origin, made_at))

    async def stop_awaited(event: str, information: object) -> None:
        stop(event, information)

    return {"trace": stop_awaited if awaited else stop}


_CONNECTING = frozenset({"socket.connect", "socket.getaddrinfo"})
_may_not_connect: ContextVar[str | None] = ContextVar("_may_not_connect", default=None)


@contextmanager
def connecting_only_where_allowed(origin: str, made_at: str) -> Iterator[None]:
    """As long as this lasts, this thread or task does not connect, if the client may not reach its origin now."""
    if not forbids(origin):
        yield
        return
    _watch_connecting()
    token = _may_not_connect.set(_advice(origin, made_at))
    try:
        yield
    finally:
        _may_not_connect.reset(token)


@functools.cache
def _watch_connecting() -> None:
    def stop(event: str, _: object) -> None:
        if event in _CONNECTING and (advice := _may_not_connect.get()):
            raise ConfigurationError(advice)

    sys.addaudithook(stop)  # for good: there is no way to remove one


def _advice(origin: str, made_at: str) -> str:
    return (
        f"a fake tenant is in force, and the client of {origin}, made at {made_at}, would have reached the network: "
        "nothing was sent. A client that takes tenant and key from the environment reaches the fake: TinesClient(). "
        f"To let this one through: fake.allowed_hosts.add({urlsplit(origin).netloc!r})"
    )


def place_of_caller() -> str:
    """The file and the line of the program that calls the client."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] in _OURS:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"
