"""Tenants whose plan exercises every promise and every operation."""

from typing import Any

from tines_contract import Plan
from tines_fake import FakeTenant
from tines_fake.state import State, new_action

CASE, EMPTY_CASE = 7, 8
PLAN = Plan(CASE, generated=0, writing_case=EMPTY_CASE, scenarios=0)
_STATE = State(
    {CASE: tuple(new_action(number) for number in range(1, 46)), EMPTY_CASE: (), CASE - 1: (new_action(99),)}
)


def tenant(**options: Any) -> FakeTenant:
    """A tenant with a case to read, one to write to, and one beside them."""
    return FakeTenant(state=_STATE, **options)
