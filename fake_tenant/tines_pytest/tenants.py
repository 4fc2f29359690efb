"""The tenant of a test behind a socket, as long as the test lasts."""

import contextlib
import time
from collections.abc import Iterator

from tines_fake import FakeTenant, VirtualClock
from tines_fake.in_force import in_force
from tines_pytest.session_server import SessionServer


@contextlib.contextmanager
def served_tenant(fake: FakeTenant, server: SessionServer) -> Iterator[FakeTenant]:
    """The tenant behind the session's socket, as long as this lasts."""
    fake.origin, fake.clock = server.origin, VirtualClock(running=time.monotonic)
    with server.serving(fake), in_force(fake, is_served=True):
        yield fake
