"""Tenants of this process, such as a fake's, by their origins: clients that are made for one send to it.

So a program under test that makes its own client reaches the fake that its environment names.
"""

from typing import Any, Protocol

from tines_runtime.clock import Clock


class LocalTenant(Protocol):
    """transport, async_transport: what to send with; None where requests go over the network as always."""

    @property
    def tines_clock(self) -> Clock | None: ...
    def transport(self) -> Any: ...
    def async_transport(self) -> Any: ...


_tenants: dict[str, LocalTenant] = {}


def enter(origin: str, tenant: LocalTenant) -> None:
    """From now on clients that are made for the origin are the tenant's."""
    _tenants[origin] = tenant


def leave(origin: str) -> None:
    _tenants.pop(origin, None)


def tenant_at(origin: str) -> LocalTenant | None:
    return _tenants.get(origin)
