"""`--only` and `--exclude`: what is judged, and that nothing is sent but what it takes."""

import functools
import zlib
from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from attrs import evolve

from contract_tests.suite.tenants.tenants import WRITING_ALL, full_tenant, judged_tenant
from tines_contract import Plan, Report, Status, Verdict
from tines_contract.engine.judging.selection import selected
from tines_contract.engine.user_input import UsageError
from tines_contract.report.text_report import as_text
from tines_fake import FAULTS, Fault
from tines_spec import operation_at, operations, promises

NAMES = sorted({promise.name for promise in promises()})
FAULT_OF = {fault.promise: fault for fault in reversed(FAULTS)}
OF_CASES = ("createCase", "updateCase", "deleteCase")
ONE_OF_A_NAME = {promise.name: promise for promise in reversed(promises()) if promise.operation not in OF_CASES}


def _plan(*only: str, exclude: Sequence[str] = ()) -> Plan:
    return evolve(WRITING_ALL, promises=selected(only, exclude))


def _judged(plan: Plan, *faults: Fault) -> tuple[Report, Counter[str]]:
    """The report, and how many requests were sent to each operation."""
    fake = full_tenant(faults=faults)
    report = judged_tenant(fake, plan)
    sent = [operation_at(one.request.method, one.request.path) for one in fake.journal]
    return report, Counter("" if operation is None else operation.name for operation in sent)


@functools.cache
def _whole() -> Report:
    return judged_tenant(full_tenant(), WRITING_ALL)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_selected_is_held_by_what_it_takes_alone(name: str) -> None:
    """A promise of that name, of any list."""
    wanted = min((one.id for one in promises() if one.name == name), key=lambda one: zlib.crc32(one.encode()))
    report, _ = _judged(_plan(wanted))
    assert [one.promise.id for one in report.with_status(Status.HELD)] == [wanted], as_text(report)
    assert report.requests < _whole().requests


@pytest.mark.parametrize("name", NAMES)
def test_a_selected_promise_that_is_broken_is_found_alone(name: str) -> None:
    promise = ONE_OF_A_NAME[name]
    report, _ = _judged(_plan(promise.id), FAULT_OF[promise.id])
    assert report.broken == [promise.id], as_text(report)
    assert bool(report.leftovers) is (promise.id == "DELETE-GONE")


def test_a_broken_promise_that_is_excluded_accuses_nobody() -> None:
    fault = FAULT_OF["LIST-COUNT-TOTAL"]
    report, _ = _judged(_plan("LIST-*", exclude=["LIST-COUNT-TOTAL"]), fault)
    assert "LIST-COUNT-TOTAL" not in report.broken
    (outcome,) = (one for one in report.outcomes if one.promise.id == "LIST-COUNT-TOTAL")
    assert (outcome.status, "--exclude" in outcome.note) == (Status.SKIPPED, True)


def test_a_broken_promise_that_is_excluded_drags_no_other_down() -> None:
    fault = next(one for one in FAULTS if one.id == "CREATE-STATUS-PARTIAL")
    report, _ = _judged(_plan("*CaseAction*", exclude=["CREATE-STATUS"]), fault)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


@pytest.mark.parametrize("operation", [one.name for one in operations().values() if not one.writes])
def test_where_only_reading_is_selected_nothing_is_written(operation: str) -> None:
    _, sent = _judged(_plan(operation))
    assert not [name for name in sent if name and operations()[name].writes]


@pytest.mark.parametrize("operation", ["deleteCaseAction", "replaceAllCaseActions"])
def test_an_excluded_write_is_never_sent(operation: str) -> None:
    plan = evolve(_plan("*CaseAction*", exclude=[operation]), scenarios=2)
    _, sent = _judged(plan)
    cleaning = operation == "deleteCaseAction"  # what was made is removed
    assert (sent[operation] > 0) is cleaning


def test_one_promise_of_a_list_takes_a_few_requests() -> None:
    report, sent = _judged(_plan("LIST-KEY-MISSING"))
    assert (report.requests, set(sent)) == (4, {"listCaseActions"})


PATTERNS: list[tuple[list[str], Callable[[str, str], bool]]] = [
    (["LIST-SHAPE"], lambda promise, _: promise == "LIST-SHAPE"),
    (["list-shape"], lambda promise, _: promise == "LIST-SHAPE"),
    (["getCase"], lambda _, operation: operation == "getCase"),
    (["*-KEY-*"], lambda promise, _: "-KEY-" in promise),
    (["get*", "LIST-[PN]*"], lambda promise, operation: operation[:3] == "get" or promise[:6] in ("LIST-P", "LIST-N")),
]


@pytest.mark.parametrize(("patterns", "wanted"), PATTERNS, ids=lambda one: str(one) if isinstance(one, list) else "")
def test_a_pattern_names_a_promise_an_operation_or_some(
    patterns: list[str], wanted: Callable[[str, str], bool]
) -> None:
    assert selected(patterns, []) == {one.id for one in promises() if wanted(one.id, one.operation)}


@pytest.mark.parametrize(
    ("pattern", "near"), [("LIST-COUNTS-TOTAL", "LIST-COUNT-TOTAL"), ("listCaseAction", "listCaseActions"), ("zz9", "")]
)
@pytest.mark.parametrize("option", ["--only", "--exclude"])
def test_a_pattern_that_matches_nothing_is_bad_input_with_near_matches(pattern: str, near: str, option: str) -> None:
    only, exclude = ([pattern], []) if option == "--only" else ([], [pattern])
    with pytest.raises(UsageError) as raised:
        selected(only, exclude)
    assert f"{option} {pattern!r}" in str(raised.value)
    assert near in str(raised.value)
    assert ("did you mean" in str(raised.value)) is bool(near)


def test_patterns_that_leave_nothing_are_bad_input() -> None:
    with pytest.raises(UsageError, match="no promise to judge"):
        selected(["LIST-*"], ["listCaseActions"])


def test_what_is_skipped_for_being_deselected_accepts_nobody_by_itself() -> None:
    report = judged_tenant(full_tenant(), evolve(_plan("CREATE-STATUS"), writing_case=None))
    assert report.verdict is Verdict.UNJUDGED
