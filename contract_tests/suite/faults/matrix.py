"""Every fault in every tenant: what each cell is, and what the suite makes of it, without a socket."""

import datetime
import functools
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import evolve, frozen

from contract_tests.suite.faults.covering import HALF, rows_for_faults
from contract_tests.suite.tenants.tenants import (
    ACTIONS,
    CASE,
    CASES,
    EMPTY,
    READING_ALL,
    WRITING,
    filled,
    judged_tenant,
    list_judged_with,
    only,
    reading,
)
from tines_contract import Plan, Report, Status
from tines_contract.command.agreement import Agreement
from tines_contract.engine.judging.verdict import Acceptance
from tines_fake import FAULTS, FakeTenant, Fault, Quirks
from tines_fake.faults.catalogue import shape_faults
from tines_spec import kind_of, operations, promises, resource_of, writable

_READING_SHORT_CASE = evolve(WRITING, case_id=EMPTY + 1)
_READING_FULL_CASE = evolve(WRITING, case_id=CASE + 1)


@frozen
class Hidden:
    """A fault that a quirk hides: what is not shown, or refused, cannot be seen to be wrong.

    fault: its id. by: whether a tenant of these quirks hides it. why: in words.
    """

    fault: str
    by: Callable[[Quirks], bool]
    why: str


def way(fault: Fault) -> tuple[str, str]:
    """In which way an operation is wrong, of which kind: resources share their checks."""
    operation = operations()[fault.operation]
    return kind_of(operation), fault.id.removeprefix(f"{operation.prefix}-")


_ACTIONS_FIRST = sorted(FAULTS, key=lambda one: list_judged_with(one.operation) != ACTIONS)
ONE_OF_EACH_WAY = {way(fault): fault for fault in reversed(_ACTIONS_FIRST)}
"""A fault for each way, of actions where there is one."""
_RULE_OF = {promise.id: promise.name for promise in promises()}
_ONE_OF_EACH_RULE = {(kind, _RULE_OF[fault.promise]): fault.id for (kind, _), fault in ONE_OF_EACH_WAY.items()}
"""A fault for each rule of a kind of operation."""


def ways_to_be_wrong() -> list[Fault]:
    """One of each, actions first; and those of the list of cases, which is like no other."""
    return [fault for fault in _ACTIONS_FIRST if fault.operation == CASES or ONE_OF_EACH_WAY[way(fault)] is fault]


_BY_ITEM = "CREATE-PARAMS-LOST CREATE-PARAMS-AS-NUMBERS CREATE-PARAMS-ASTRAL"
_BY_ITEM_TOO = "UPDATE-PARAMS-AS-NUMBERS UPDATE-PARAMS-ASTRAL UPDATE-PARAMS-CUT"
_OF_TIMES = "CASES-ORDER-TURNED CASES-TIME-WITHOUT-OFFSET CASES-TIME-WITH-BLANK"
_OF_FILTERS = "CASES-PRIORITY-MIXED CASES-PRIORITY-ALIKE CASES-OPENED-MIXED CASES-TEAM-LEAK CASES-TEAM-MISSED"
_OWNED_TAKEN = " ".join(one.id for one in ways_to_be_wrong() if one.id.endswith("-OWNED-TAKEN"))
HIDDEN = tuple(
    Hidden(fault, by, why)
    for faults, by, why in (
        (f"{_BY_ITEM} {_BY_ITEM_TOO}", lambda one: one.item != "newest", "older responses do not show query_params"),
        (_OWNED_TAKEN, lambda one: one.owned_fields != "ignored", "such a body is refused"),
        (_OF_TIMES, lambda one: one.optional_fields != "given", "no case comes with a timestamp"),
        (_OF_FILTERS, lambda one: one.optional_fields != "given", "no case comes with a team or a priority"),
        ("CASE-STATUS-STALE", lambda one: one.optional_fields != "given", "no case comes with a status"),
    )
    for fault in faults.split()
)
HIDDEN_FAULTS = frozenset(one.fault for one in HIDDEN)


def is_hidden(fault: str, quirks: Quirks) -> bool:
    return any(one.fault == fault and one.by(quirks) for one in HIDDEN)


@functools.cache
def _by_id() -> Mapping[str, Fault]:
    return {fault.id: fault for fault in (*FAULTS, *shape_faults())}


@frozen
class Cell:
    """One tenant. fault: the id of its fault, if any. row: its quirks, of the rows for faults; None has none.

    items: how many the list that the fault concerns has. whole: whether all is judged, or only what the fault can be
    seen by.
    """

    fault: str
    row: int | None = None
    items: int = 45
    whole: bool = True

    def __str__(self) -> str:
        return f"{self.fault}-{'plain' if self.row is None else self.row}-{self.items}"

    def report(self) -> Report:
        fault = _by_id()[self.fault]
        quirks = Quirks() if self.row is None else rows_for_faults()[self.row]
        fake = FakeTenant(state=filled(fault.operation, self.items), quirks=quirks, faults=[fault])
        return judged_tenant(fake, _whole_plan(fault) if self.whole else _plan(fault))


def _whole_plan(fault: Fault) -> Plan:
    """All that reads, or, of a list that is written to, all that reads and writes."""
    name = list_judged_with(fault.operation)
    return READING_ALL if writable(operations()[name]) is None else evolve(WRITING, lists=(name,))


def _plan(fault: Fault) -> Plan:
    """What a fault can be seen by: the promises of its operation."""
    name = list_judged_with(fault.operation)
    if not operations()[fault.operation].writes:
        return only(fault.operation, plan=reading([name]))
    # Some take from other cases, too.
    if name != ACTIONS:
        return only(fault.operation, plan=evolve(WRITING, lists=(name,)))
    return only(
        fault.operation, plan=_READING_FULL_CASE if fault.operation == "deleteCaseAction" else _READING_SHORT_CASE
    )


@frozen
class Result:
    """What came of a cell. crashed: the checks that did. seconds: how long it took.

    dragged: the promises about the same items that are left open, were the fault an accepted deviation.
    """

    broken: list[str]
    crashed: list[str]
    dragged: list[str]
    seconds: float


def result(cell: Cell) -> Result:
    began = time.perf_counter()
    report = cell.report()
    crashed = [outcome.promise.id for outcome in report.with_status(Status.CRASHED)]
    if cell.whole:  # then its smallest case is looked for, too: a check judges less than was seen
        assert all(outcome.findings for outcome in report.with_status(Status.BROKEN))
    seconds = time.perf_counter() - began
    return Result(report.broken, crashed, _dragged(report, _by_id()[cell.fault]), seconds)


def _dragged(report: Report, fault: Fault) -> list[str]:
    accepted = Agreement([Acceptance(fault.promise, "known")]).applied(report, datetime.date.min)
    alike = {one.name for one in resource_of(operations()[fault.operation]) if one is not None}
    undecided = accepted.with_status(Status.NOT_EXERCISED)
    left_open = (one for one in undecided if not one.seen_once and "harm is suspected" not in one.note)
    return [one.promise.id for one in left_open if one.promise.operation in alike]


def plain_cells() -> Iterator[Cell]:
    """In a tenant without quirks each way to be wrong, of one resource, and for each other promise any fault.

    Of each rule and kind, all promises of one tenant are judged.
    """
    ways = ONE_OF_EACH_WAY.values()
    any_fault = {fault.promise: fault for fault in sorted(FAULTS, key=lambda one: zlib.crc32(one.id.encode()))}
    chosen = {*ways, *{**any_fault, **{fault.promise: fault for fault in ways}}.values()}
    return (Cell(fault.id, whole=fault.id in _ONE_OF_EACH_RULE.values()) for fault in FAULTS if fault in chosen)


def quirky_cells() -> Iterator[Cell]:
    """Each way to be wrong in quirky tenants, those that a quirk can hide in half of the rows.

    Each half of the rows has every alternative of a quirk. The faults of a rule, of whichever operation, divide the
    rows among them: a rule with two faults or more is broken under every alternative, one with a single fault in two.
    """
    by_rule: dict[str, list[Fault]] = {}
    for fault in ways_to_be_wrong():
        by_rule.setdefault(_RULE_OF[fault.promise], []).append(fault)
    for rule, faults in by_rule.items():
        half = zlib.crc32(rule.encode()) % 2 * HALF
        for place, fault in enumerate(faults):
            rows = _rows(fault, half, place, len(faults))
            yield from (Cell(fault.id, row, whole=False) for row in rows if not _is_not_written(fault, row))


def _is_not_written(fault: Fault, row: int) -> bool:
    """Whether a tenant lets no case be made: it shows no team, which a new one needs."""
    of_cases = fault.operation in ("createCase", "updateCase", "deleteCase")
    return of_cases and rows_for_faults()[row].optional_fields != "given"


def _rows(fault: Fault, half: int, place: int, faults: int) -> Iterable[int]:
    """The rows of one of the faults of a rule."""
    if fault.id in HIDDEN_FAULTS:
        return range(half, half + HALF)
    met = min(2, -(-HALF // faults))
    return [(half + place * met + number) % (2 * HALF) for number in range(met)]
