"""A tenant that is away for a while: what was found is kept, the rest is waited for, and nobody is accused of it."""

import pytest

from contract_tests.suite.tenants.busy_tenants import Wrapped
from contract_tests.suite.tenants.outages import (
    FOREVER,
    KINDS,
    OF_ONE_REQUEST,
    PARTLY_DOWN,
    SECONDS,
    Away,
    Outage,
    Scattered,
    Selective,
    done_and_reset,
    done_and_timed_out,
    refused,
    unavailable,
)
from contract_tests.suite.tenants.tenants import EMPTY, READING_ALL, WRITING, full_tenant, tenant
from tines_contract import ExitCode, Plan, Verdict
from tines_contract.report.text_report import as_text
from tines_contract.transport.outages import MOST_OUTAGE
from tines_fake import FakeTenant, Request, Response, fault

MOMENTS = (5, 84, 171, 242, 330, 480)
"""Of a run of some 500 requests, which reads first, then writes, and cleans up in the end."""
LENGTHS = (1, 9, 40)
TO_SELF = Plan(EMPTY, generated=0, scenarios=0, writing_case=EMPTY, lists=("listCaseActions",))
"""Writes first, and reads then."""


@pytest.mark.parametrize("kind", range(len(KINDS)), ids=[away.__name__ for away in KINDS])
@pytest.mark.parametrize("moment", range(len(MOMENTS)), ids=MOMENTS)
def test_an_outage_at_any_moment_accuses_no_sound_tenant(moment: int, kind: int) -> None:
    """Of any length: each meets each kind, and each moment."""
    requests = LENGTHS[(moment + kind) % len(LENGTHS)]
    report = Outage(tenant(), KINDS[kind], MOMENTS[moment] + requests, requests=requests).judged(WRITING)
    assert not report.broken, as_text(report)
    assert report.exit_code in (ExitCode.ACCEPTED, ExitCode.UNREACHABLE), as_text(report)


@pytest.mark.parametrize("moment", [130, 260])
def test_an_outage_of_half_a_minute_is_waited_for(moment: int) -> None:
    outage = Outage(tenant(), unavailable, moment, seconds=30)
    outage.requests_a_minute = 90
    report = outage.judged(WRITING)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


@pytest.mark.parametrize("moment", [40, 130, 260])
def test_an_outage_of_ten_minutes_leaves_a_paced_tenant_unjudged(moment: int) -> None:
    outage = Outage(tenant(), unavailable, moment, seconds=600)
    outage.requests_a_minute = 90
    report = outage.judged(WRITING)
    assert (report.broken, report.exit_code) == ([], ExitCode.UNREACHABLE), as_text(report)
    assert any(one.status.value == "held" for one in report.outcomes)


@pytest.mark.parametrize("away", [refused, done_and_reset], ids=lambda away: away.__name__)
def test_one_lost_response_to_a_write_throws_nothing_away(away: Away) -> None:
    lost: list[Request] = []

    def losing(fake: FakeTenant, request: Request) -> Response:
        if request.method == "POST" and not lost and len(fake.journal) > 150:
            lost.append(request)
            return away(fake, request)
        return fake.respond(request)

    report = Wrapped(tenant(), losing).judged(WRITING)
    assert lost
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


@pytest.mark.parametrize("away", [unavailable, done_and_timed_out], ids=lambda away: away.__name__)
@pytest.mark.parametrize("seed", range(4))
def test_a_few_scattered_failures_leave_nothing_unjudged(away: Away, seed: int) -> None:
    """Whether a write was done then or not: of this run nothing is left, and nothing is there twice."""
    report = Scattered(tenant(), away, seed, one_in=30).judged(WRITING)
    assert (report.verdict, report.leftovers) == (Verdict.ACCEPTED, []), as_text(report)


@pytest.mark.parametrize("name", ["CREATE-STORED-TWICE", "UPDATE-LOST", "REPLACE-MERGES", "COUNT-OFF"])
def test_a_fault_is_found_between_scattered_failures(name: str) -> None:
    report = Scattered(tenant(faults=[fault(name)]), unavailable, seed=1).judged(WRITING)
    assert report.broken == [fault(name).promise], as_text(report)


BROKEN = [fault(one) for one in ("DELETE-IGNORED", "UPDATE-LOST", "PAGE-GAP")]


@pytest.mark.parametrize("turn", range(3), ids=[1, 9, "for ever"])
@pytest.mark.parametrize("which", range(3), ids=[one.id for one in BROKEN])
def test_a_broken_tenant_is_not_accepted_for_an_outage(which: int, turn: int) -> None:
    """Each fault, each length and each moment meet once."""
    broken, requests, moment = BROKEN[which], (1, 9, FOREVER)[turn], (30, 170, 290)[(which + turn) % 3]
    report = Outage(tenant(faults=[broken]), unavailable, moment, requests=requests).judged(WRITING)
    assert set(report.broken) <= {broken.promise}, as_text(report)
    assert report.verdict is not Verdict.ACCEPTED, as_text(report)


def test_what_was_confirmed_before_an_outage_accuses() -> None:
    report = Outage(tenant(faults=[fault("PAGE-GAP")]), refused, 250, requests=FOREVER).judged(WRITING)
    assert report.broken == [fault("PAGE-GAP").promise], as_text(report)
    assert report.exit_code is ExitCode.ACCUSED
    assert "connection refused" in as_text(report)


def test_what_was_seen_once_before_an_outage_is_said_and_accuses_nobody() -> None:
    report = Outage(tenant(0, faults=[fault("UPDATE-LOST")]), refused, 156, requests=FOREVER).judged(TO_SELF)
    assert report.exit_code is ExitCode.UNREACHABLE
    (note,) = [one.note for one in report.outcomes if one.promise.id == "UPDATE-READ-BACK"]
    assert "it was broken once, and could not be tried again" in note
    assert note in as_text(report)


@pytest.mark.parametrize("which", OF_ONE_REQUEST)
def test_a_tenant_that_always_responds_to_one_request_with_503_is_accused(which: str) -> None:
    fails, promise, plan = OF_ONE_REQUEST[which]
    report = Selective(tenant(), fails).judged(plan)
    assert promise in report.broken, as_text(report)


SEEN_IN_FULL = ("every third request", "every seventh request", "writes for a while")
"""Where what failed first is seen in the end."""


@pytest.mark.parametrize("which", PARTLY_DOWN)
def test_a_tenant_that_is_partly_down_is_not_accused(which: str) -> None:
    fails, plan = PARTLY_DOWN[which]
    report = Selective(full_tenant() if plan is READING_ALL else tenant(), fails).judged(plan)
    assert report.broken == [], as_text(report)
    assert which in SEEN_IN_FULL or report.verdict is Verdict.UNJUDGED, as_text(report)


@pytest.mark.parametrize("moment", [84, 242, 330])
def test_all_outages_of_a_run_are_waited_for_together(moment: int) -> None:
    """Also where the tenant dies while writes are on, and nothing can be removed."""
    dead = Outage(tenant(), refused, moment, requests=FOREVER)
    assert dead.judged(WRITING).exit_code is ExitCode.UNREACHABLE
    assert dead.now - dead.sent * SECONDS <= MOST_OUTAGE + 10
