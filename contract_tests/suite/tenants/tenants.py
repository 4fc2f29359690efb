"""The tenants that the suite judges here, and how: a case to read, another to write to, nobody waiting."""

import functools
from collections.abc import Collection, Iterable

from attrs import evolve

from tines_contract import FakeTarget, Plan, Report, judge
from tines_contract.engine.judging.selection import selected
from tines_contract.probes.marks import MARK
from tines_contract.probes.plan import promises_of
from tines_contract.promises.lists import main_subject
from tines_fake import FakeTenant, Fault, Quirks
from tines_fake.contents.state import State
from tines_spec import lists, operations, resource_of

CASE = 7
EMPTY = CASE + 2
ACTIONS, CASES, TASKS = "listCaseActions", "listCases", "listCaseTasks"
LISTS = tuple(one.name for one in lists())
OTHER_LISTS = tuple(name for name in LISTS if name != ACTIONS)
READING = Plan(CASE, generated=0, lists=(ACTIONS,), mark=MARK)
WRITING = Plan(CASE, generated=0, scenarios=0, writing_case=EMPTY, makes_cases=True, lists=(ACTIONS,), mark=MARK)
READING_ALL, WRITING_ALL = evolve(READING, lists=None), evolve(WRITING, lists=None)
WRITES = tuple(one.name for one in main_subject().operations if one is not None and one.writes)
WRITES_ALONE = evolve(WRITING, lists=(), promises={one.id for one in promises_of(main_subject())})
"""No more than a test is about: the writes without the reading."""

LONG = (210, Quirks(largest_page=50))
WRITING_TO_LONG = evolve(WRITING, writing_case=CASE)
"""A case with more actions than are read at a time where it is written to."""

_ASSIGNEE = {"id": "123", "email": "ada@example.com", "first_name": "Ada", "last_name": "Lovelace"}
_LIKE = {TASKS: {"assignees": [_ASSIGNEE]}}


def list_judged_with(operation: str) -> str:
    """The list whose reading judges an operation."""
    owner = resource_of(operations()[operation]).list
    assert owner is not None
    return owner.name


@functools.cache
def state(actions: int, others: tuple[tuple[str, int], ...] = ()) -> State:
    """Case 7 with so many actions between two cases with some; case 9 without any before one with some.

    others: how many items of other lists there are besides, in case 7 between two cases with some.
    """
    fake = FakeTenant()
    for case, size in ((CASE - 1, 5), (CASE, actions), (CASE + 1, 9), (EMPTY, 0), (EMPTY + 1, 3)):
        fake.add_case(case, tags=[{"id": 4, "name": "login"}])
        fake.add_many(f"/api/v2/cases/{case}/actions", [{}] * size)
    for name, items in others:
        operation = operations()[name]
        below = ((CASE - 1, 5), (CASE, items), (CASE + 1, 6)) if operation.path_parameters else ((0, items),)
        for case, size in below:
            fake.add_many(operation.path.format(case_id=case), [_LIKE.get(name, {})] * size)
    return fake.state


def filled(operation: str, items: int = 45) -> State:
    """Where so many items are there to judge an operation by."""
    name = list_judged_with(operation)
    return state(items) if name == ACTIONS else state(12, ((name, items),))


def tenant(actions: int = 45, quirks: Quirks | None = None, faults: Iterable[Fault] = ()) -> FakeTenant:
    """A tenant whose state is there before its faults are."""
    return FakeTenant(state=state(actions), quirks=quirks, faults=faults)


def full_tenant(quirks: Quirks | None = None, faults: Iterable[Fault] = ()) -> FakeTenant:
    """A tenant with enough of everything."""
    return FakeTenant(state=state(45, tuple((name, 45) for name in OTHER_LISTS)), quirks=quirks, faults=faults)


def judged(
    actions: int = 45, quirks: Quirks | None = None, faults: Iterable[Fault] = (), plan: Plan = WRITING
) -> Report:
    """Judge a fake tenant by the laws alone, in milliseconds."""
    return judged_tenant(tenant(actions, quirks, faults), plan)


def judged_tenant(fake: FakeTenant, plan: Plan) -> Report:
    return judge(FakeTarget(fake), plan, pause=lambda _: None)


def reading(names: Collection[str]) -> Plan:
    return evolve(READING, lists=names)


def only(*patterns: str, plan: Plan = WRITES_ALONE) -> Plan:
    """Of a plan, what it takes to judge these promises; patterns are those of `--only`."""
    return evolve(plan, promises=selected(patterns, []))
