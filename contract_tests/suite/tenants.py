"""The tenants that the suite judges here, and how: a case to read, one beside it to write to, nobody waiting."""

import functools
from collections.abc import Iterable

from tines_contract import FakeTarget, Plan, Report, judge
from tines_fake import FakeTenant, Fault, Quirks
from tines_fake.state import State

CASE = 7
EMPTY = CASE + 2
READING = Plan(CASE, generated=0)
WRITING = Plan(CASE, generated=0, scenarios=0, writing_case=EMPTY)
LONG = (210, Quirks(largest_page=50))
WRITING_TO_LONG = Plan(CASE, generated=0, scenarios=0, writing_case=CASE)
"""A case with more actions than are read at a time where it is written to."""


@functools.cache
def state(actions: int) -> State:
    """Case 7 with so many actions between two cases with some, and case 9 without any before one with some."""
    fake = FakeTenant()
    for case, size in ((CASE - 1, 5), (CASE, actions), (CASE + 1, 30), (EMPTY, 0), (EMPTY + 1, 3)):
        fake.add_case(case)
        fake.add_many("listCaseActions", case, items=[{}] * size)
    return fake.state


def tenant(actions: int = 45, quirks: Quirks | None = None, faults: Iterable[Fault] = ()) -> FakeTenant:
    """A tenant whose state is there before its faults are."""
    return FakeTenant(state=state(actions), quirks=quirks, faults=faults)


def judged(
    actions: int = 45, quirks: Quirks | None = None, faults: Iterable[Fault] = (), plan: Plan = WRITING
) -> Report:
    """Judge a fake tenant by the laws alone, in milliseconds."""
    return judge(FakeTarget(tenant(actions, quirks, faults)), plan, pause=lambda _: None)
