"""What openapi.yaml does not say of the resources that it lists: defaults that read well, and how an order sorts.

A list that is only read needs nothing here.
"""

from collections.abc import Mapping
from typing import Any

from tines_fake.contents.behaviour import Behaviour, Order
from tines_fake.contents.case_actions import CASE_ACTIONS
from tines_fake.contents.item_fields import Item

_PRIORITIES = ("INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL")


def _case(number: int) -> Mapping[str, Any]:
    state = {"status": "CLOSED"} if number % 4 == 0 else {"status": "OPEN", "resolved_at": None}
    return {
        **state,
        "name": f"Case {number}",
        "url": f"https://fake.tines.test/cases/{number}",
        "priority": _PRIORITIES[number % len(_PRIORITIES)],
    }


def _task(number: int) -> Mapping[str, Any]:
    return {"description": f"Task {number}", "completed": number % 3 == 0}


def _by(name: str, *, descending: bool = False) -> Order:
    # Not every case has every time. Those without one come first.
    return Order(key=lambda item: (item.get(name) is not None, item.get(name)), descending=descending)


def _priority(case: Item) -> int:
    return _PRIORITIES.index(case["priority"]) if case.get("priority") in _PRIORITIES else -1


_CASES = Behaviour(
    defaults=_case,
    orders={
        "CREATED_ASC": _by("created_at"),
        "CREATED_DESC": _by("created_at", descending=True),
        "OPENED_ASC": _by("opened_at"),
        "OPENED_DESC": _by("opened_at", descending=True),
        "PRIORITY_ASC": Order(key=_priority),
        "PRIORITY_DESC": Order(key=_priority, descending=True),
        "RECENTLY_EDITED": _by("updated_at", descending=True),
        "LEAST_RECENTLY_EDITED": _by("updated_at"),
    },
)

BEHAVIOURS: Mapping[str, Behaviour] = {
    "listCases": _CASES,
    "listCaseTasks": Behaviour(defaults=_task),
    "listCaseActions": CASE_ACTIONS,
}
