"""Tenants for the suite to judge."""

from collections.abc import Callable, Iterable

import pytest

from tines_contract import FakeTarget, Plan, Report, judge
from tines_fake import FakeTenant, Fault, Quirks

CASE = 7
Judged = Callable[..., Report]


def _tenant(actions: int, quirks: Quirks | None, faults: Iterable[Fault]) -> FakeTenant:
    """A tenant whose case 7 has so many actions, between two cases that have some too."""
    fake = FakeTenant(quirks=quirks, faults=faults)
    for case, size in ((CASE - 1, 5), (CASE, actions), (CASE + 1, 30)):
        fake.add_case(case)
        for _ in range(size):
            fake.add_action(case)
    return fake


@pytest.fixture(scope="session")
def judged() -> Judged:
    """Judges a fake tenant by the laws alone, in milliseconds."""

    def run(actions: int = 45, quirks: Quirks | None = None, faults: Iterable[Fault] = ()) -> Report:
        return judge(FakeTarget(_tenant(actions, quirks, faults)), Plan(CASE, generated=0))

    return run
