"""What a tenant that cannot be judged comes to: never accepted, and each with its exit code."""

import pytest

from contract_tests.suite.tenants.hostile_tenants import Recorded
from contract_tests.suite.tenants.outages import Outage
from contract_tests.suite.tenants.tenants import READING, judged, only
from tines_contract import ExitCode, Plan, Status, judge
from tines_contract.engine.sequences.made_up_requests import schemathesis_findings
from tines_contract.evidence.observation import Observation
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import Probe
from tines_contract.promises.lists import main_subject
from tines_contract.report.text_report import as_text
from tines_fake import Exchange, FakeTenant, Response, fault
from tines_spec import operation_at, operations, promises

ORIGIN = FakeTenant().origin


def alike(*responses: Response) -> Recorded:
    """A tenant that responds to everything alike, after the first responses."""
    left = list(responses)
    return Recorded(FakeTenant(), lambda *_: left.pop(0) if left[1:] else left[0])


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, ExitCode.UNJUDGED),
        (301, ExitCode.ACCUSED),
        (304, ExitCode.ACCUSED),
        (500, ExitCode.ACCUSED),
    ],
)
def test_a_tenant_with_one_response_to_everything_is_not_accepted(status: int, code: ExitCode) -> None:
    assert judge(alike(Response(status=status)), Plan(1, generated=0)).exit_code is code


@pytest.mark.parametrize(
    "location", ["https://login.example/sign-in?next=secret", "//login.example:8443", "https://user@LOGIN.example./"]
)
def test_a_redirect_to_another_host_is_an_obstacle_that_names_it(location: str) -> None:
    wall = alike(Response(status=302, headers={"location": location}))
    report = judge(wall, Plan(1))
    assert (report.exit_code, wall.sent) == (ExitCode.NOT_FOUND, 1)
    assert report.obstacle is not None
    assert "'login.example'" in report.obstacle.message
    assert "secret" not in as_text(report)


@pytest.mark.parametrize("location", ["/elsewhere", "elsewhere?a=b", "", f"{ORIGIN}/", "https://[oops"])
def test_a_redirect_on_the_tenants_own_host_breaks_status_and_nothing_is_written(location: str) -> None:
    wall = alike(Response(status=307, headers={"location": location}))
    report = judge(wall, Plan(1, generated=0, writing_case=1))
    requests = [one.request for one in wall.log]
    requested = {found.name for one in requests if (found := operation_at(one.method, one.path))}
    assert requested >= {"listCases", "getCase", "listCaseActions"}
    of_status = [one.id for one in promises() if one.operation in requested and one.id.endswith("-STATUS")]
    assert report.broken == of_status
    assert {request.method for request in requests} <= {"GET", "HEAD"}


def test_a_server_error_that_does_not_come_again_does_not_accuse() -> None:
    hiccup = Outage(FakeTenant.sample(), lambda *_: Response(status=500), 29, requests=1)
    assert not hiccup.judged(Plan(2, generated=0)).broken
    assert hiccup.sent > 30


def test_schemathesis_alone_finds_a_broken_shape() -> None:
    fake = FakeTenant.sample(faults=[fault("LABEL-NULL")])

    def send(sent: Probe) -> Observation:
        return Observation(Exchange(request=sent.request, response=fake.respond(sent.request)), sent.purpose)

    found = list(schemathesis_findings(ListRequests.of_case(fake.origin, 1, main_subject()), 20, send))
    assert {finding.promise for finding in found} == {"LIST-SHAPE"}


@pytest.mark.parametrize(
    ("retry_after", "waited", "code"),
    [("7", 7, ExitCode.NOT_AUTHORISED), (None, 60, ExitCode.RATE_LIMITED), ("3600", 0, ExitCode.RATE_LIMITED)],
)
def test_a_rate_limit_is_waited_for_as_long_as_the_tenant_says_and_for_a_minute_at_most(
    retry_after: str | None, waited: int, code: ExitCode
) -> None:
    limited = Response(status=429, headers={"retry-after": retry_after} if retry_after else {})
    wall = alike(limited, Response(status=401)) if retry_after else alike(limited)
    assert judge(wall, Plan(1), clock=wall.clock, pause=wall.pause).exit_code is code
    assert wall.now == waited


def test_an_accepted_run_counts_what_it_could_show() -> None:
    """Of a run that reads only: the promises of writes are not among those that held."""
    report = judged(plan=READING)
    writes = sum(operations()[one.promise.operation].writes for one in report.outcomes)
    held = len(report.with_status(Status.HELD))
    last = as_text(report).splitlines()[-1]
    kept = f"{held} of {held} promises that reading can show held"
    assert last.startswith(f"accepted: {kept}; {writes} skipped since they need writes; ")
    assert "need writes" not in as_text(judged()).splitlines()[-1]
    some = as_text(judged(plan=only("LIST-KEY-MISSING", plan=READING))).splitlines()[-1]
    assert f": 1 of 1 promises held; {len(promises()) - 1} skipped since they were not selected (" in some
