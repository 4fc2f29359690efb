"""The tenant of a test behind a socket, as long as the test lasts."""

import contextlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tines_fake import FakeTenant, VirtualClock
from tines_fake.quirks import Quirks, quirks_like
from tines_fake.tenant.in_force import in_force
from tines_pytest.session_server import SessionServer


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
def served_tenant(fake: FakeTenant, server: SessionServer) -> Iterator[FakeTenant]:
    """The tenant behind the session's socket, as long as this lasts."""
    fake.origin, fake.clock = server.origin, VirtualClock(running=time.monotonic)
    with server.serving(fake), in_force(fake, is_served=True):
        yield fake
