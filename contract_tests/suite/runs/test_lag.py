"""A replica that is behind is no breach: it is waited for once, and the report says how long."""

import itertools
import json
from collections.abc import Callable
from contextlib import closing

import pytest
from attrs import evolve

from contract_tests.suite.tenants.busy_tenants import Wrapped
from contract_tests.suite.tenants.lagging import CachedCount, Lagging
from contract_tests.suite.tenants.plain_server import KEY, Handler, serving
from contract_tests.suite.tenants.tenants import CASE, EMPTY, READING, WRITES_ALONE, WRITING, only, tenant
from tines_contract import OriginTarget, Verdict, judge
from tines_contract.report.json_report import as_json
from tines_contract.report.text_report import as_text
from tines_fake import FakeTenant, Request, Response, fault

LAGS, TAKEN = (0.02, 0.055, 0.3, 2.0), (0.001, 0.05, 0.3)
WHICH: dict[str, Callable[[int], bool]] = {
    "every read": lambda _: True,
    "every other read": lambda read: read % 2 == 0,
    "two of three reads": lambda read: read % 3 > 0,
}
MET = [
    pytest.param(lag, takes, list(WHICH)[(i + j) % 3])
    for (i, lag), (j, takes) in itertools.product(enumerate(LAGS), enumerate(TAKEN))
]


@pytest.mark.parametrize(("lag", "takes", "which"), MET)
def test_a_tenant_whose_replica_lags_is_accepted(lag: float, takes: float, which: str) -> None:
    lagging = Lagging(tenant(), lag, takes, WHICH[which])
    report = lagging.judged(WRITING)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


@pytest.mark.parametrize(("lag", "case"), [(0.055, EMPTY), (0.8, CASE), (2.0, CASE)])
def test_a_count_that_lags_accuses_nobody(lag: float, case: int) -> None:
    """In a case that is written to, and in one that is filled to be read."""
    report = CachedCount(tenant(0), lag, takes=0.001).judged(evolve(WRITING, writing_case=case))
    assert (report.broken, report.record.lag > lag) == ([], True), as_text(report)


def test_a_count_that_lags_behind_a_colleague_accuses_nobody() -> None:
    cached = CachedCount(tenant(), 0.8, takes=0.001)
    cached.fake.add_action(CASE)
    report = cached.judged(READING)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


@pytest.mark.parametrize(
    "name", ["CREATE-NOT-STORED", "UPDATE-LOST", "UPDATE-NO-KEY-DONE", "DELETE-IGNORED", "REPLACE-MERGES"]
)
@pytest.mark.parametrize("lag", [0.055, 2.0])
def test_a_fault_breaks_its_promise_alone_on_a_replica_that_lags_too(name: str, lag: float) -> None:
    broken = (fault(name),)
    report = Lagging(tenant(faults=broken), lag, takes=0.001, faults=broken).judged(WRITES_ALONE)
    assert report.broken == [fault(name).promise], as_text(report)


def test_what_stays_stale_for_ever_accuses() -> None:
    report = Lagging(tenant(), lag=10**6, takes=0.001).judged(WRITES_ALONE)
    assert {"CREATE-STORED"} <= set(report.broken), as_text(report)


def test_the_length_of_the_lag_is_in_the_report_with_what_to_do() -> None:
    report = Lagging(tenant(), 0.3, takes=0.001).judged(WRITES_ALONE)
    assert "lag: a write was read up to 0.36 s later; this accuses nobody, and --settle 0.4s waits" in as_text(report)
    assert json.loads(as_json(report))["lag"] == pytest.approx(0.35, abs=0.01)


def test_a_lag_is_found_out_once_and_not_at_each_write() -> None:
    quiet, lagging = Wrapped(tenant()), Lagging(tenant(), 0.3, takes=0.001)
    assert lagging.judged(WRITING).requests <= quiet.judged(WRITING).requests + 6


@pytest.mark.parametrize("which", WHICH)
def test_no_more_is_waited_after_a_write_than_half_as_long_again_as_a_lag(which: str) -> None:
    lagging = Lagging(tenant(), 1.0, takes=0.001, from_replica=WHICH[which])
    lagging.judged(only("CREATE-*"))
    assert max(lagging.pauses) <= 1.5


def test_removing_much_waits_for_the_lag_twice_so_a_run_ends_soon_after_its_time_is_over() -> None:
    lagging = Lagging(tenant(), 2.0, takes=0.001)
    report = lagging.judged(WRITES_ALONE, max_time=40)
    assert (report.verdict, report.leftovers) == (Verdict.UNJUDGED, [])
    assert lagging.now < 40 + 2 * max(lagging.pauses)


def test_a_cookie_that_leads_to_what_was_written_is_kept() -> None:
    """Whoever does not send it reads for ever what was there at first."""
    at_first = FakeTenant(state=tenant().state)

    def sticky(handler: Handler, response: Response) -> None:
        path, _, query = handler.path.partition("?")
        if handler.command == "GET" and "primary=1" not in (handler.headers["cookie"] or "") and response.status != 401:
            response = at_first.respond(Request(origin=handler.server.origin, path=path, query=query))
        handler.reply(response, **({} if handler.command == "GET" else {"set-cookie": "primary=1; path=/"}))

    with (
        serving(sticky, tenant()) as server,
        closing(OriginTarget(server.origin, KEY, requests_a_minute=None)) as target,
    ):
        report = judge(target, only("createCaseAction"))
    assert (report.verdict, report.record.lag) == (Verdict.ACCEPTED, 0), as_text(report)
