"""What docs/how-to/migrate-from-buttons.md says of the fake."""

import pytest

from tines_cases import TinesClient
from tines_cases.errors import NotFoundError
from tines_fake import FakeTenant


def test_the_fake_has_no_buttons() -> None:
    fake = FakeTenant.sample()
    tines = TinesClient(fake.origin, fake.api_key, transport=fake.transport())
    with pytest.raises(NotFoundError):
        tines.request("GET", "/api/v1/cases/1/buttons")
