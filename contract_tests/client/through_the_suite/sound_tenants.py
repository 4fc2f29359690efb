"""Tenants whose plan exercises every promise and every operation."""

from typing import Any

from tines_contract import Plan
from tines_fake import FakeTenant

CASE, EMPTY_CASE = 7, 8
PLAN = Plan(CASE, generated=0, writing_case=EMPTY_CASE, scenarios=0)


def _filled() -> FakeTenant:
    fake = FakeTenant()
    fake.add_many(f"/api/v2/cases/{CASE}/actions", [{}] * 45)
    fake.add_case(EMPTY_CASE)
    fake.add_action(CASE - 1, id=99)
    return fake


_STATE = _filled().state


def tenant(**options: Any) -> FakeTenant:
    """A tenant with a case to read, one to write to, and one beside them."""
    return FakeTenant(state=_STATE, **options)
