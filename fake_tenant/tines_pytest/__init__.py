"""The fake tenant as pytest fixtures. They are there wherever tines-cases is installed, without any configuration.

    def test_the_program_adds_a_button(tines_fake):
        tines_fake.case(1).add_action(label="Escalate")
        program.main()                              # makes its own TinesClient(), from the environment
        assert tines_fake.journal.requests(method="POST")[0].json["label"] == "Runbook"

Nothing but pytest is imported before a test asks for one of them. Not affiliated with Tines.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tines_cases import AsyncTinesClient, TinesClient
    from tines_fake import FakeTenant
    from tines_pytest.session_server import SessionServer

__all__ = ("async_tines_client", "tines_client", "tines_fake", "tines_fake_server")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the file of a tenant that the fake is like."""
    parser.addini("tines_fake_like", "what `python -m tines_contract probe --json` printed of a tenant", type="paths")


@pytest.fixture
def tines_fake(pytestconfig: pytest.Config) -> "Iterator[FakeTenant]":
    """An empty tenant in this process, with a clock that tests advance. Clients reach it without a socket, and no more.

    The ini option `tines_fake_like` names a file that `python -m tines_contract probe --json` printed of a tenant: the
    fake has its quirks. For another scope, write a fixture with `tines_fake.running()`.
    """
    from tines_fake import FakeTenant, VirtualClock, running
    from tines_pytest.session_server import quirks_of_files

    quirks = quirks_of_files(pytestconfig.getini("tines_fake_like"))
    with running(FakeTenant(quirks=quirks, clock=VirtualClock())) as fake:
        yield fake


@pytest.fixture(scope="session")
def _tines_session_server() -> "Iterator[SessionServer]":
    from tines_pytest.session_server import session_server

    with session_server() as server:
        yield server


@pytest.fixture
def tines_fake_server(tines_fake: "FakeTenant", _tines_session_server: "SessionServer") -> "Iterator[FakeTenant]":
    """The tenant of `tines_fake` behind a socket, for any HTTP client: `tines_fake_server.origin` says where."""
    with _tines_session_server.serving(tines_fake) as fake:
        yield fake


@pytest.fixture
def tines_client(request: pytest.FixtureRequest) -> "Iterator[TinesClient]":
    """A client of the test's tenant. It waits, between retries and for its pace, on the tenant's clock."""
    from tines_cases import TinesClient

    fake = _tenant_of(request)
    with TinesClient(fake.origin, fake.api_key) as client:
        yield client


@pytest.fixture
def async_tines_client(request: pytest.FixtureRequest) -> "Iterator[AsyncTinesClient]":
    """As `tines_client`, for asyncio and trio."""
    from tines_cases import AsyncTinesClient
    from tines_pytest.session_server import closed_with_its_loop

    fake = _tenant_of(request)
    with closed_with_its_loop(AsyncTinesClient(fake.origin, fake.api_key)) as client:
        yield client


def _tenant_of(request: pytest.FixtureRequest) -> "FakeTenant":
    name = "tines_fake_server" if "tines_fake_server" in request.fixturenames else "tines_fake"
    fake: FakeTenant = request.getfixturevalue(name)
    return fake
