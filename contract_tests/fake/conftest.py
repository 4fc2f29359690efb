"""A tenant with two cases, one of them empty."""

import pytest

from contract_tests.fake.served.sender import Sender
from tines_fake import FakeTenant


@pytest.fixture
def sender() -> Sender:
    fake = FakeTenant()
    fake.add_case(1)
    fake.add_action(2, id=50)
    return Sender(fake)
