"""Every list is judged by itself: one that cannot be had, is short or is busy does not keep others from judgement."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve

from contract_tests.suite.faults.covering import covering_rows
from contract_tests.suite.tenants.busy_tenants import Busy, Wrapped
from contract_tests.suite.tenants.response_changes import changed_success
from contract_tests.suite.tenants.tenants import (
    ACTIONS,
    CASE,
    CASES,
    LISTS,
    OTHER_LISTS,
    READING_ALL,
    TASKS,
    WRITING_ALL,
    full_tenant,
    judged_tenant,
    reading,
    state,
    tenant,
)
from tines_contract import ExitCode, Plan, Report, Status, Verdict
from tines_contract.checks import CHECKS
from tines_contract.probes.page_walks import by_id
from tines_contract.promises.lists import PagedList
from tines_contract.report.text_report import as_text
from tines_fake import FakeTenant, Quirks, Request, Response
from tines_spec import operation_at, operations, promises, resource_of

ROWS = covering_rows()


def refusing(fake: FakeTenant, status: Mapping[str, int]) -> Wrapped:
    """A tenant that responds to some operations with one status. status: by the name of the operation."""

    def respond(fake: FakeTenant, request: Request) -> Response:
        operation = operation_at(request.method, request.path)
        code = None if operation is None else status.get(operation.name)
        headers = {"location": "https://login.example/"}
        return fake.respond(request) if code is None else Response(status=code, headers=headers)

    return Wrapped(fake, respond)


def of_operation(report: Report, name: str) -> Counter[Status]:
    """How many promises of an operation came out how."""
    return Counter(outcome.status for outcome in report.outcomes if outcome.promise.operation == name)


def notes(report: Report, name: str) -> set[str]:
    return {outcome.note for outcome in report.outcomes if outcome.promise.operation == name}


def test_each_promise_is_tried_where_there_is_enough_of_everything() -> None:
    report = judged_tenant(full_tenant(), WRITING_ALL)
    assert report.with_status(Status.HELD) == list(report.outcomes), as_text(report)


@pytest.mark.parametrize("row", range(len(ROWS)))
def test_each_other_list_is_accepted_whatever_two_quirks_meet(row: int) -> None:
    """That of actions is, with all that is written, in test_innocent.py."""
    report = judged_tenant(full_tenant(ROWS[row]), reading(OTHER_LISTS))
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


@pytest.mark.parametrize(
    ("name", "status"), [*((name, 403) for name in OTHER_LISTS), *((TASKS, status) for status in (401, 404, 410, 302))]
)
def test_a_list_that_the_key_may_not_read_is_skipped(name: str, status: int) -> None:
    report = refusing(full_tenant(), {name: status}).judged(READING_ALL)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)
    assert of_operation(report, name) == {Status.SKIPPED: len(operations()[name].promises)}
    assert all(set(of_operation(report, other)) == {Status.HELD} for other in {*LISTS} - {name})


def test_a_page_for_people_at_any_other_address_is_no_list() -> None:
    """As of a tenant without notes, whose application in the browser starts at any address that it does not know."""
    people = Response(status=200, headers={"content-type": "text/html"}, body=b"<!doctype html>")

    def respond(fake: FakeTenant, request: Request) -> Response:
        return people if "/notes" in request.path and request.method == "GET" else fake.respond(request)

    report = Wrapped(full_tenant(), respond).judged(READING_ALL)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)
    assert set(of_operation(report, "listCaseNotes")) == {Status.SKIPPED}


@pytest.mark.parametrize("status", [403, 404, 405, 410, 501])
def test_writes_that_a_tenant_lacks_are_skipped_in_other_lists(status: int) -> None:
    tasks = [one.name for one in resource_of(operations()[TASKS]) if one is not None and one.writes]
    plan = evolve(WRITING_ALL, lists=(ACTIONS, TASKS))
    report = refusing(full_tenant(), dict.fromkeys(tasks, status)).judged(plan)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)
    assert all(set(of_operation(report, name)) == {Status.SKIPPED} for name in tasks)


@pytest.mark.parametrize(("name", "what"), [(CASES, "cases"), (TASKS, f"tasks of case {CASE}")])
def test_a_404_for_one_list_alone_is_not_said_to_be_for_the_case_or_the_address(name: str, what: str) -> None:
    report = refusing(full_tenant(), {name: 404}).judged(READING_ALL)
    why = "are refused with 404, and another list is not: the key may not see them"
    assert notes(report, name) == {f"the {what} {why}"}


def test_one_case_with_a_time_is_not_said_to_have_none() -> None:
    fake = FakeTenant()
    fake.add_case(CASE)
    report = judged_tenant(fake, reading([CASES]))
    [order] = [outcome.note for outcome in report.outcomes if outcome.promise.id == "CASES-CREATED-ASC"]
    assert order == "no page held two cases with created_at, and none has to have it"


def test_a_case_is_read_by_its_number_without_the_list_of_cases() -> None:
    report = refusing(full_tenant(), {CASES: 403}).judged(READING_ALL)
    counts = of_operation(report, "getCase")
    assert counts == {Status.HELD: len(operations()["getCase"].promises) - 1, Status.SKIPPED: 1}


@pytest.mark.parametrize("status", [401, 403])
def test_items_that_the_key_may_not_read_by_their_id_are_skipped(status: int) -> None:
    report = refusing(full_tenant(), {"getCase": status}).judged(READING_ALL)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)
    assert set(of_operation(report, "getCase")) == {Status.SKIPPED}


@pytest.mark.parametrize("name", OTHER_LISTS)
def test_a_list_that_is_down_leaves_the_tenant_unjudged(name: str) -> None:
    report = refusing(full_tenant(), {name: 503}).judged(READING_ALL)
    assert report.exit_code is ExitCode.UNJUDGED
    assert any("503" in note for note in notes(report, name))


@pytest.mark.parametrize("name", OTHER_LISTS)
def test_a_list_that_fails_with_a_server_error_is_accused(name: str) -> None:
    report = refusing(full_tenant(), {name: 500}).judged(READING_ALL)
    assert f"{operations()[name].prefix}-NEVER-SERVER-ERROR" in report.broken


@pytest.mark.parametrize(("status", "code"), [(401, ExitCode.NOT_AUTHORISED), (404, ExitCode.NOT_FOUND)])
def test_without_the_list_of_actions_a_tenant_is_not_judged(status: int, code: ExitCode) -> None:
    report = refusing(full_tenant(), {ACTIONS: status}).judged(READING_ALL)
    assert report.exit_code is code


def test_a_key_that_is_revoked_during_the_last_list_is_noticed() -> None:
    until = judged_tenant(full_tenant(), READING_ALL).requests - 5

    def respond(fake: FakeTenant, request: Request) -> Response:
        return Response(status=401) if len(fake.journal) >= until else fake.respond(request)

    assert Wrapped(full_tenant(), respond).judged(READING_ALL).exit_code is ExitCode.NOT_AUTHORISED


@pytest.mark.parametrize(("plan", "or_else"), [(READING_ALL, ", or set TINES_CONTRACT_WRITES=1"), (WRITING_ALL, "")])
def test_a_tenant_without_tasks_is_accepted(plan: Plan, or_else: str) -> None:
    report = judged_tenant(tenant(45), plan)
    assert report.verdict is Verdict.ACCEPTED
    assert f"there are no tasks; give a case with 43 or more (--case){or_else}" in notes(report, TASKS)
    assert "there are too few cases (5); give a key that sees 43 or more" in notes(report, CASES)


@pytest.mark.parametrize("size", range(0, 45, 4))
def test_a_list_of_any_length_that_nothing_fills_is_accepted(size: int) -> None:
    fake = FakeTenant(state=state(45, tuple((name, size) for name in OTHER_LISTS)))
    report = judged_tenant(fake, READING_ALL)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


@pytest.mark.parametrize(("actions", "tasks"), [(3, 45), (45, 3), (3, 3)])
def test_what_a_list_is_too_short_for_is_skipped_if_another_list_shows_it(actions: int, tasks: int) -> None:
    """Of whichever list; where none shows it, it was not exercised, all of it for one reason."""
    report = judged_tenant(FakeTenant(state=state(actions, ((TASKS, tasks),))), reading([ACTIONS, TASKS]))
    status, code = (Status.NOT_EXERCISED, 7) if actions == tasks else (Status.SKIPPED, 0)
    short = [one for one in report.outcomes if "there are too few" in one.note]
    assert report.exit_code == code, as_text(report)
    assert {one.status for one in short} == {status}
    listed, _, last = as_text(report).rpartition("unjudged")
    assert (listed or last).count("there are too few") == len({one.note for one in short}) == 1 + (code == 7)


def test_what_is_remembered_of_items_of_one_id_grows_no_faster_than_they_do() -> None:
    items = [{"id": 7, "description": f"'Task' {number}"} for number in range(14)]
    remembered = by_id(PagedList(operations()[TASKS]), items)
    assert len(repr(remembered)) < 2 * len(repr(items))
    assert remembered == by_id(PagedList(operations()[TASKS]), items[::-1])


def test_a_list_whose_items_all_have_one_id_is_accused() -> None:
    fake = FakeTenant(state=state(45))
    fake.add_many(f"/api/v2/cases/{CASE}/tasks", [{"description": f"Task {number}"} for number in range(45)])
    of_one_id = changed_success(lambda one: one.path.endswith("/tasks"), lambda _, body: _give_all(body["tasks"], id=7))
    report = Wrapped(fake, of_one_id()).judged(reading([TASKS]))
    assert "TASKS-PAGES-DISJOINT" in report.broken, as_text(report)


def _give_all(items: list[dict[str, Any]], **fields: object) -> None:
    for item in items:
        item.update(fields)


def _abridge(_: Request, body: dict[str, Any]) -> None:
    """The list is in short what a single case is in full: texts, times, and what may be null."""
    for case in body["cases"]:
        times = {name: case[name].replace("Z", ".000+00:00") for name in ("created_at", "updated_at")}
        case.update(times, description="Call…", status=None)


def test_a_list_that_abridges_what_single_items_hold_is_accepted() -> None:
    fake = FakeTenant()
    fake.add_many("/api/v2/cases", [{"description": "Call the user"}] * 45)
    brief = changed_success(lambda one: one.path == "/api/v2/cases", _abridge)
    report = Wrapped(fake, brief()).judged(evolve(reading([CASES]), case_id=1))
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


def test_thousands_of_cases_are_walked_to_their_end() -> None:
    fake = FakeTenant(state=state(45, ((CASES, 3000),)))
    report = judged_tenant(fake, reading([CASES]))
    assert set(of_operation(report, CASES)) == {Status.HELD}, as_text(report)
    assert report.requests < 150


def test_more_cases_than_can_be_walked_are_accepted_all_the_same() -> None:
    fake = FakeTenant(state=state(45, ((CASES, 3000),)), quirks=Quirks(largest_page=50))
    report = judged_tenant(fake, reading([ACTIONS, CASES]))
    assert report.verdict is Verdict.ACCEPTED, as_text(report)
    assert any("too many cases" in note for note in notes(report, CASES))


def test_lists_that_are_filtered_are_not_held_to_be_the_whole() -> None:
    fake = full_tenant()
    for case in range(CASE, CASE + 40, 2):
        fake.add_case(case, team={"id": 1, "name": "One"})
    report = judged_tenant(fake, evolve(reading([CASES]), generated=60))
    assert report.verdict is Verdict.ACCEPTED, as_text(report)
    assert any(one.request.argument("team_id") for one in fake.journal)


def _edit(fake: FakeTenant, case: int, sent: int) -> object:
    return fake.add_case(case, name=f"Theirs {sent}", updated_at=datetime.now(UTC))


WORK: dict[str, Callable[[FakeTenant, int], object]] = {
    "create a case": lambda fake, _: fake.add_case(),
    "edit a case": lambda fake, sent: _edit(fake, CASE, sent),
    "edit the oldest case": lambda fake, sent: _edit(fake, CASE - 1, sent),
    "add a task": lambda fake, _: fake.case(CASE).add_task(),
}


@pytest.mark.parametrize("work", WORK)
@pytest.mark.parametrize(("every", "order"), [(1, "id"), (1, "updated"), (7, "id-down")])
def test_a_tenant_at_whose_cases_others_work_is_accepted(work: str, every: int, order: str) -> None:
    def write(fake: FakeTenant, sent: int) -> object:
        return WORK[work](fake, sent) if sent % every == 0 else None

    report = Busy(full_tenant(Quirks(order=order)), write).judged(reading([CASES, TASKS]))
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


def test_a_promise_that_no_check_knows_is_skipped_with_that_note(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LIST-SHAPE", "TASKS-SHAPE", "CREATE-STORED"):
        monkeypatch.delitem(CHECKS, name)
    report = judged_tenant(full_tenant(), WRITING_ALL)
    skipped = {outcome.promise.id: outcome.note for outcome in report.with_status(Status.SKIPPED)}
    assert skipped.keys() == {"LIST-SHAPE", "TASKS-SHAPE", "CREATE-STORED"}
    assert set(skipped.values()) == {"no check of tines_contract knows this promise"}


def test_a_plan_may_name_the_lists_that_it_reads() -> None:
    fake = full_tenant()
    report = judged_tenant(fake, reading([TASKS]))
    assert report.verdict is Verdict.ACCEPTED
    assert {one.request.path.split("/")[5] for one in fake.journal} == {"tasks"}
    assert {outcome.promise.operation for outcome in report.with_status(Status.HELD)} == {TASKS, "getCaseTask"}


def test_a_plan_that_reads_nothing_accepts_nobody() -> None:
    assert judged_tenant(full_tenant(), reading([])).exit_code is ExitCode.UNJUDGED


def test_every_promise_of_reading_has_an_outcome() -> None:
    report = judged_tenant(full_tenant(), READING_ALL)
    assert [outcome.promise.id for outcome in report.outcomes] == [promise.id for promise in promises()]
