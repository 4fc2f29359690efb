"""What is written to a tenant: nothing without permission, nothing to what is not ours, and nothing stays."""

from collections.abc import Callable

import pytest
from attrs import evolve

from contract_tests.suite.tenants.narrow_plans import WRITES, only
from contract_tests.suite.tenants.tenants import LONG, WRITING_TO_LONG, tenant
from tines_contract import FakeTarget, Plan, Report, Status, Verdict, judge
from tines_contract.probes.writer import MOST_PAGES
from tines_contract.transport.targets import UnreachableError
from tines_fake import WRITE_FAULTS, Exchange, FakeTenant, Request, Response
from tines_fake.contents.resources import positive_integer
from tines_spec import operations, resource_of

CASE = 7
Listed = Callable[[FakeTenant, int], bytes]


def _tenant(actions: int, **options: object) -> FakeTenant:
    fake = FakeTenant(**options)
    fake.add_case(CASE)
    for case, size in ((CASE, actions), (CASE + 1, 3)):
        for _ in range(size):
            fake.add_action(case)
    return fake


def _held(fake: FakeTenant, case: int = CASE) -> bytes:
    return fake.answer(Request(origin=fake.origin, path=f"/api/v2/cases/{case}/actions", query="per_page=500")).body


def _plan() -> Plan:
    return Plan(CASE, generated=0, writing_case=CASE, scenarios=0)


FILLED = only(*WRITES, "LIST-KEY-MISSING", plan=evolve(_plan(), lists=("listCaseActions",)))
"""All writes; then the case is filled to be read, and hardly read."""


def _writes(fake: FakeTenant) -> list[Exchange]:
    return [exchange for exchange in fake.journal if exchange.request.method != "GET"]


def test_a_plan_without_a_case_to_write_to_writes_nothing() -> None:
    fake = _tenant(50)
    report = judge(FakeTarget(fake), Plan(CASE))
    assert report.verdict is Verdict.ACCEPTED
    assert _writes(fake) == []


def _skipped(report: Report) -> set[str]:
    """The operations on actions that have a skipped promise."""
    names = {outcome.promise.operation for outcome in report.with_status(Status.SKIPPED)}
    return names & {one.name for one in resource_of(operations()["listCaseActions"]) if one is not None}


def test_promises_of_writing_are_skipped_where_nothing_is_written() -> None:
    report = judge(FakeTarget(_tenant(50)), Plan(CASE, generated=0))
    assert _skipped(report) == {"createCaseAction", "updateCaseAction", "deleteCaseAction", "replaceAllCaseActions"}


@pytest.mark.parametrize(("actions", "scenarios"), [(0, 1), (2, 0), (50, 1), (2100, 0)])
def test_a_run_leaves_each_case_as_it_was(actions: int, scenarios: int) -> None:
    fake = _tenant(actions)
    before = [_held(fake, case) for case in (CASE, CASE + 1)]
    report = judge(FakeTarget(fake), evolve(_plan(), scenarios=scenarios, lists=("listCaseActions",)))
    assert not report.broken
    assert len(_writes(fake)) > 50
    assert [_held(fake, case) for case in (CASE, CASE + 1)] == before


def test_an_action_that_is_not_ours_is_written_to_by_no_request() -> None:
    fake = _tenant(60)
    theirs = {str(number) for number in range(1, 64)}
    judge(FakeTarget(fake), Plan(CASE, generated=3, writing_case=CASE, scenarios=2, lists=("listCaseActions",)))
    assert not {exchange.request.path.rpartition("/")[2] for exchange in _writes(fake)} & theirs


def test_all_actions_are_replaced_only_in_a_case_that_was_empty() -> None:
    fake = _tenant(1)
    report = judge(FakeTarget(fake), _plan())
    assert not any(exchange.request.path.endswith("/actions/batch") for exchange in _writes(fake))
    assert _skipped(report) == {"replaceAllCaseActions"}


def test_an_empty_case_is_filled_so_that_every_promise_is_tried() -> None:
    fake = _tenant(0)
    report = judge(FakeTarget(fake), _plan())
    assert report.verdict is Verdict.ACCEPTED, report.outcomes
    assert _skipped(report) == set()


class Breaking(FakeTarget):
    """A tenant that cannot be reached, or whose user interrupts the run, from the n-th request on, for so many."""

    def send(self, request: Request) -> Response:
        n, times, error = BREAKS[0]
        sent = len(self.fake.journal) + SKIPPED[0]
        if n <= sent < n + times:
            SKIPPED[0] += 1
            raise error
        return self.fake.answer(request)


BREAKS: list[tuple[int, int, BaseException]] = [(0, 0, RuntimeError())]
SKIPPED = [0]
MOMENTS = range(3, 505, 19)


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_was_made_is_removed_when_the_run_is_interrupted(moment: int) -> None:
    fake = _tenant(0)
    BREAKS[0], SKIPPED[0] = (moment, 1, KeyboardInterrupt()), 0
    before = _held(fake)
    with pytest.raises(KeyboardInterrupt):
        _paced(Breaking(fake), FILLED)
    assert _held(fake) == before


@pytest.mark.parametrize("moment", MOMENTS[::3])
def test_what_was_made_is_removed_after_a_short_outage(moment: int) -> None:
    fake = _tenant(0)
    BREAKS[0], SKIPPED[0] = (moment, 3, UnreachableError("gone")), 0
    before = _held(fake)
    _paced(Breaking(fake), FILLED)
    assert _held(fake) == before


def test_after_a_lasting_outage_the_report_names_what_may_be_left() -> None:
    fake = _tenant(0)
    BREAKS[0], SKIPPED[0] = (80, 10_000, UnreachableError("gone")), 0
    report = _paced(Breaking(fake), _plan())
    assert "could not be removed" in report.cleanup_error
    assert report.exit_code == 6


def test_what_cannot_be_removed_is_named() -> None:
    fake = _tenant(0, faults=[fault for fault in WRITE_FAULTS if fault.id == "DELETE-IGNORED"])
    report = judge(FakeTarget(fake), _plan())
    assert report.broken == ["DELETE-GONE"]
    listed = {one.number for one in report.leftovers}
    assert listed
    assert all(positive_integer(str(number)) for number in listed)


@pytest.mark.parametrize(("actions", "limit", "scenarios"), [(0, None, 4), (50, None, 1), (0, 90, 2)])
def test_no_more_requests_are_sent_than_were_announced(actions: int, limit: int | None, scenarios: int) -> None:
    plan = Plan(CASE, writing_case=CASE, scenarios=scenarios)
    report = _paced(FakeTarget(_tenant(actions), requests_a_minute=limit), plan)
    assert report.verdict is Verdict.ACCEPTED
    assert report.requests <= plan.most_requests(limited=limit is not None)


def _paced(target: FakeTarget, plan: Plan) -> Report:
    now = [0.0]

    def pause(seconds: float) -> None:
        now[0] += seconds

    return judge(target, plan, clock=lambda: now[0], pause=pause)


def test_the_pages_of_a_long_case_are_not_read_twice_in_a_row() -> None:
    """As where the case has more pages than are read of it."""
    fake = tenant(*LONG)
    judge(FakeTarget(fake), evolve(WRITING_TO_LONG, lists=()), pause=lambda _: None)
    queries = [exchange.request.query for exchange in fake.journal]
    pages = [f"per_page=50&page={number}" for number in range(1, MOST_PAGES + 1)]
    assert any(queries[at : at + len(pages)] == pages for at in range(len(queries)))
    assert not any(queries[at : at + 2 * len(pages)] == 2 * pages for at in range(len(queries)))
