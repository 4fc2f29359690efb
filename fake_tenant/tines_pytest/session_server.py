"""One server for a session of pytest, or for each worker of one; each test has a tenant of its own behind it.

And the quirks that the session's tenants have.
"""

import contextlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tines_fake import FakeTenant, Quirks, VirtualClock
from tines_fake.adapters.asgi import AsgiApp
from tines_fake.quirks import quirks_like
from tines_fake.serving.uvicorn_server import HostCheck, is_installed, serving
from tines_fake.tenant.in_force import in_force


class SessionServer:
    """origin: where it is reached."""

    def __init__(self, origin: str, app: AsgiApp) -> None:
        self.origin = origin
        self._app = app

    @contextlib.contextmanager
    def serving(self, fake: FakeTenant) -> Iterator[FakeTenant]:
        """Let the tenant of a test respond, as long as this lasts. After it, nobody is at home."""
        fake.origin, fake.clock = self.origin, VirtualClock(running=time.monotonic)
        self._app.tenant = fake
        try:
            with in_force(fake, is_served=True):
                yield fake
        finally:
            self._app.tenant = FakeTenant()


@contextlib.contextmanager
def session_server() -> Iterator[SessionServer]:
    if not is_installed():
        pytest.fail("tines_fake_server needs the extra: pip install 'tines-cases[fake]'", pytrace=False)
    app = AsgiApp(FakeTenant())
    with serving(HostCheck(app)) as origin:
        yield SessionServer(origin, app)


def quirks_of_files(files: Iterable[Path]) -> Quirks | None:
    """Those of the last one, if any."""
    found = None
    try:
        for file in files:
            found = quirks_like(file)
    except (OSError, ValueError) as error:
        pytest.fail(f"tines_fake_like: {error}", pytrace=False)
    return found


if TYPE_CHECKING:
    from tines_cases import AsyncTinesClient


@contextlib.contextmanager
def closed_with_its_loop(client: "AsyncTinesClient") -> "Iterator[AsyncTinesClient]":
    """The test's event loop may have ended: what would wait for it is left, as the sockets went with the loop."""
    try:
        yield client
    finally:
        closing = client.close()
        with contextlib.suppress(StopIteration, RuntimeError):
            closing.send(None)
        closing.close()
