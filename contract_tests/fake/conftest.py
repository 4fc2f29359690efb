"""Tenants that many tests begin with."""

import pytest

from contract_tests.fake.served.sender import Sender
from tines_fake import FakeTenant


@pytest.fixture
def sender() -> Sender:
    """Of a tenant with two cases, one of them empty."""
    fake = FakeTenant()
    fake.add_case(1)
    fake.add_action(2, id=50)
    return Sender(fake)


@pytest.fixture(params=["in process", "served"])
def any_fake(request: pytest.FixtureRequest) -> FakeTenant:
    """A tenant that clients reach in process, or over a socket; its case 1 has one action."""
    fake: FakeTenant = request.getfixturevalue("tines_fake" if request.param == "in process" else "tines_fake_server")
    fake.case(1).add_action(label="Escalate")
    return fake
