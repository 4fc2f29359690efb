"""What is written to a tenant: nothing without permission, nothing to what is not ours, and nothing stays."""

import pytest
from attrs import evolve

from contract_tests.suite.tenants.outages import FOREVER, Outage, refused
from contract_tests.suite.tenants.tenants import (
    ACTIONS,
    CASE,
    EMPTY,
    LONG,
    WRITES,
    WRITING_TO_LONG,
    judged_tenant,
    only,
    tenant,
)
from tines_contract import Plan, Report, Status, Verdict
from tines_contract.probes.probe import READING
from tines_contract.probes.writer import MOST_PAGES
from tines_fake import Exchange, FakeTenant, Request, Response
from tines_spec import operations, resource_of

TO_ITSELF = Plan(CASE, generated=0, writing_case=CASE, scenarios=0)
FILLED = only(*WRITES, "LIST-KEY-MISSING", plan=evolve(TO_ITSELF, lists=(ACTIONS,)))
"""All writes; then the case is filled to be read, and hardly read."""


def _held(fake: FakeTenant) -> list[object]:
    """What all cases hold."""
    return [fake.case(case).actions for case in range(CASE - 1, EMPTY + 2)]


def _writes(fake: FakeTenant) -> list[Exchange]:
    return [exchange for exchange in fake.journal if exchange.request.method not in READING]


def _skipped(report: Report) -> set[str]:
    """The operations on actions that have a skipped promise."""
    names = {outcome.promise.operation for outcome in report.with_status(Status.SKIPPED)}
    return names & {one.name for one in resource_of(operations()[ACTIONS]) if one is not None}


def test_a_plan_without_a_case_to_write_to_writes_nothing_and_skips_what_writes_promise() -> None:
    fake = tenant(50)
    report = judged_tenant(fake, Plan(CASE, generated=0))
    assert (report.verdict, _writes(fake)) == (Verdict.ACCEPTED, [])
    assert _skipped(report) == {"createCaseAction", "updateCaseAction", "deleteCaseAction", "replaceAllCaseActions"}


@pytest.mark.parametrize(("actions", "scenarios"), [(0, 1), (2, 0), (50, 1), (2100, 0)])
def test_a_run_leaves_each_case_as_it_was(actions: int, scenarios: int) -> None:
    fake = tenant(actions)
    before, plan = _held(fake), evolve(TO_ITSELF, scenarios=scenarios, lists=(ACTIONS,))
    report = judged_tenant(fake, plan)
    assert not report.broken
    assert report.requests <= plan.most_requests(limited=False)  # as was announced
    assert len(_writes(fake)) > 50
    assert _held(fake) == before


def test_all_actions_are_replaced_only_in_a_case_that_was_empty() -> None:
    fake = tenant(1)
    report = judged_tenant(fake, TO_ITSELF)
    assert not any(exchange.request.path.endswith("/actions/batch") for exchange in _writes(fake))
    assert _skipped(report) == {"replaceAllCaseActions"}


def test_an_empty_case_is_filled_so_that_every_promise_is_tried() -> None:
    report = judged_tenant(tenant(0), TO_ITSELF)
    assert report.verdict is Verdict.ACCEPTED, report.outcomes
    assert _skipped(report) == set()


def interrupted(_: FakeTenant, __: Request) -> Response:
    """The user interrupts the run."""
    raise KeyboardInterrupt


MOMENTS = range(3, 505, 19)


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_was_made_is_removed_when_the_run_is_interrupted(moment: int) -> None:
    outage = Outage(tenant(0), interrupted, moment, requests=1)
    before = _held(outage.fake)
    with pytest.raises(KeyboardInterrupt):
        outage.judged(FILLED)
    assert _held(outage.fake) == before


@pytest.mark.parametrize("moment", MOMENTS[::3])
def test_what_was_made_is_removed_after_a_short_outage(moment: int) -> None:
    outage = Outage(tenant(0), refused, moment, requests=3)
    before = _held(outage.fake)
    outage.judged(FILLED)
    assert _held(outage.fake) == before


def test_after_a_lasting_outage_the_report_names_what_may_be_left() -> None:
    report = Outage(tenant(0), refused, 80, requests=FOREVER).judged(TO_ITSELF)
    assert ("could not be removed" in report.cleanup_error, report.exit_code) == (True, 6)


def test_the_pages_of_a_long_case_are_not_read_twice_in_a_row() -> None:
    """As where the case has more pages than are read of it."""
    fake = tenant(*LONG)
    judged_tenant(fake, evolve(WRITING_TO_LONG, lists=()))
    queries = [exchange.request.query for exchange in fake.journal]
    pages = [f"per_page=50&page={number}" for number in range(1, MOST_PAGES + 1)]
    assert any(queries[at : at + len(pages)] == pages for at in range(len(queries)))
    assert not any(queries[at : at + 2 * len(pages)] == 2 * pages for at in range(len(queries)))
