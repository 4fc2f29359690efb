"""Tenants for a test: in this process or behind a socket, and named by the environment as long as the test lasts."""

import contextlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tines_fake import FakeTenant, VirtualClock
from tines_fake.quirks import Quirks, quirks_like
from tines_fake.transports import clock_for_clients
from tines_pytest.session_server import SessionServer
from tines_runtime import in_process
from tines_runtime.clock import Clock


class _InProcess:
    """Where clients of a tenant send to."""

    def __init__(self, fake: FakeTenant) -> None:
        self._fake = fake
        self.transport = fake.transport
        self.async_transport = fake.async_transport

    @property
    def tines_clock(self) -> Clock | None:
        return clock_for_clients(self._fake.clock)


class _OverTheNetwork:
    """Clients of a tenant use the network, and wait on its clock."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock

    @property
    def tines_clock(self) -> Clock | None:
        return self._clock

    def transport(self) -> Any:
        return None

    async_transport = transport


def quirks_of_files(files: Iterable[Path]) -> Quirks | None:
    """Those of the last one, if any."""
    found = None
    try:
        for file in files:
            found = quirks_like(file)
    except (OSError, ValueError) as error:
        pytest.fail(f"tines_fake_like: {error}", pytrace=False)
    return found


@contextlib.contextmanager
def fresh_tenant(quirks: Quirks | None = None) -> Iterator[FakeTenant]:
    """An empty tenant, which clients of its origin reach without a socket."""
    fake = FakeTenant(quirks=quirks, clock=VirtualClock())
    with _named(fake, _InProcess(fake)):
        yield fake


@contextlib.contextmanager
def served_tenant(fake: FakeTenant, server: SessionServer) -> Iterator[FakeTenant]:
    """The tenant behind the session's socket, as long as this lasts."""
    clock = VirtualClock(running=time.monotonic)
    fake.origin, fake.clock = server.origin, clock
    with server.serving(fake), _named(fake, _OverTheNetwork(clock)):
        yield fake


@contextlib.contextmanager
def _named(fake: FakeTenant, local: in_process.LocalTenant) -> Iterator[None]:
    """The environment names the tenant, and this process knows it."""
    in_process.enter(fake.origin, local)
    try:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("TINES_TENANT", fake.origin)
            environment.setenv("TINES_API_KEY", fake.api_key)
            yield
    finally:
        in_process.leave(fake.origin)
