"""A tenant with two cases, one of them empty."""

import sys
from pathlib import Path

import pytest

# Under --import-mode=importlib tests do not find the modules beside them.
sys.path.append(str(Path(__file__).parent))

from asking import Asking

from tines_fake import FakeTenant


@pytest.fixture
def asking() -> Asking:
    fake = FakeTenant()
    fake.add_case(1)
    fake.add_action(2, id=50)
    return Asking(fake)
