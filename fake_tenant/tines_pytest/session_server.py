"""One server for a session of pytest, or for each worker of one; each test has a tenant of its own behind it."""

import contextlib
from collections.abc import Iterator

import pytest

from tines_fake import FakeTenant
from tines_fake.adapters.asgi import AsgiApp
from tines_fake.serving.host_check import HostCheck
from tines_fake.serving.server import is_installed, serving


class SessionServer:
    """origin: where it is reached."""

    def __init__(self, origin: str, app: AsgiApp) -> None:
        self.origin = origin
        self._app = app

    @contextlib.contextmanager
    def serving(self, fake: FakeTenant) -> Iterator[None]:
        """Let a tenant respond, as long as this lasts. After it, nobody is at home."""
        self._app.tenant = fake
        try:
            yield
        finally:
            self._app.tenant = FakeTenant()


@contextlib.contextmanager
def session_server() -> Iterator[SessionServer]:
    if not is_installed():
        pytest.fail("tines_fake_server needs the extra: pip install 'tines-cases[fake]'", pytrace=False)
    app = AsgiApp(FakeTenant())
    with serving(HostCheck(app)) as origin:
        yield SessionServer(origin, app)
