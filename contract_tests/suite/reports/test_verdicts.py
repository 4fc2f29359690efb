"""What a tenant that cannot be judged comes to: never accepted, and each with its exit code."""

from collections.abc import Callable
from contextlib import closing

import pytest

from contract_tests.suite.tenants.tenants import READING, judged
from tines_contract import ExitCode, FakeTarget, OriginTarget, Plan, Status, judge
from tines_contract.report.text_report import as_text
from tines_contract.transport.pacing import Pacer, RateLimitedError
from tines_fake import FakeTenant, Fault, Request, Response
from tines_spec import operation_at, operations, promises


class Wall:
    """A tenant that answers everything alike."""

    origin = "https://wall.tines.test"
    name = "a wall"
    requests_a_minute: int | None = None

    def __init__(self, *answers: Response) -> None:
        self._answers = list(answers)
        self.sent: list[Request] = []

    def send(self, request: Request) -> Response:
        self.sent.append(request)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, ExitCode.UNJUDGED),
        (401, ExitCode.NOT_AUTHORISED),
        (403, ExitCode.NOT_AUTHORISED),
        (404, ExitCode.NOT_FOUND),
        (301, ExitCode.ACCUSED),
        (304, ExitCode.ACCUSED),
        (500, ExitCode.ACCUSED),
        (503, ExitCode.UNREACHABLE),
    ],
)
def test_a_tenant_with_one_response_to_everything_is_not_accepted(status: int, code: ExitCode) -> None:
    assert judge(Wall(Response(status=status)), Plan(1, generated=0)).exit_code is code


@pytest.mark.parametrize(
    "location", ["https://login.example/sign-in?next=secret", "//login.example:8443", "https://user@LOGIN.example./"]
)
def test_a_redirect_to_another_host_is_an_obstacle_that_names_it(location: str) -> None:
    wall = Wall(Response(status=302, headers={"location": location}))
    report = judge(wall, Plan(1))
    assert (report.exit_code, len(wall.sent)) == (ExitCode.NOT_FOUND, 1)
    assert report.obstacle is not None
    assert "'login.example'" in report.obstacle.message
    assert "secret" not in as_text(report)


@pytest.mark.parametrize("location", ["/elsewhere", "elsewhere?a=b", "", "https://wall.tines.test/", "https://[oops"])
def test_a_redirect_on_the_tenants_own_host_breaks_status_and_nothing_is_written(location: str) -> None:
    wall = Wall(Response(status=307, headers={"location": location}))
    report = judge(wall, Plan(1, generated=0, writing_case=1))
    requested = {found.name for one in wall.sent if (found := operation_at(one.method, one.path))}
    assert requested >= {"listCases", "getCase", "listCaseActions"}
    of_status = [one.id for one in promises() if one.operation in requested and one.id.endswith("-STATUS")]
    assert report.broken == of_status
    assert {request.method for request in wall.sent} == {"GET"}


def test_a_tenant_that_refuses_the_key_is_sent_one_request() -> None:
    wall = Wall(Response(status=401))
    judge(wall, Plan(1))
    assert len(wall.sent) == 1


def test_a_tenant_that_is_down_is_unreachable() -> None:
    with closing(OriginTarget("http://127.0.0.1:1", "key", requests_a_minute=None)) as target:
        report = judge(target, Plan(1))
    assert report.exit_code is ExitCode.UNREACHABLE


def test_a_wrong_base_path_is_not_found() -> None:
    class Elsewhere(FakeTarget):
        def send(self, request: Request) -> Response:
            return Response(status=404) if "/v2/" in request.path else super().send(request)

    report = judge(Elsewhere(FakeTenant.sample()), Plan(2))
    assert report.exit_code is ExitCode.NOT_FOUND
    assert "there is no case 2" in as_text(report)


def test_a_page_for_people_in_place_of_the_list_is_an_obstacle() -> None:
    html = Response(status=200, headers={"content-type": "text/html"}, body=b"<html>Sign in</html>")
    report = judge(wall := Wall(html), Plan(1, generated=0))
    assert (report.exit_code, len(wall.sent)) == (ExitCode.NOT_FOUND, 1)


def test_a_server_error_that_does_not_come_again_does_not_accuse() -> None:
    sent = []

    class Hiccup(FakeTarget):
        def send(self, request: Request) -> Response:
            sent.append(request)
            return Response(status=500) if len(sent) == 30 else super().send(request)

    assert not judge(Hiccup(FakeTenant.sample()), Plan(2, generated=0)).broken
    assert len(sent) > 30


def test_schemathesis_alone_finds_a_broken_shape() -> None:
    from tines_contract.contract.subjects import main_subject
    from tines_contract.engine.sequences.made_up_requests import schemathesis_findings
    from tines_contract.evidence.observation import Observation
    from tines_contract.probes.item_requests import ItemRequests
    from tines_contract.probes.probe import Probe
    from tines_fake import FAULTS, Exchange

    fault: Fault = next(fault for fault in FAULTS if fault.id == "LABEL-NULL")
    fake = FakeTenant.sample(faults=[fault])

    def send(sent: Probe) -> Observation:
        return Observation(Exchange(request=sent.request, response=fake.answer(sent.request)), sent.purpose)

    found = list(schemathesis_findings(ItemRequests(fake.origin, 1, main_subject()).reads, 20, send))
    assert {finding.promise for finding in found} == {"LIST-SHAPE"}


@pytest.fixture
def paced() -> Callable[[Wall], tuple[Pacer, list[float]]]:
    """A pacer whose waits pass at once, and what it waited."""

    def build(wall: Wall) -> tuple[Pacer, list[float]]:
        now, waited = [0.0], []

        def pause(seconds: float) -> None:
            waited.append(seconds)
            now[0] += seconds

        return Pacer(wall, lambda _: None, clock=lambda: now[0], pause=pause), waited

    return build


REQUEST = Request(origin="https://wall.tines.test", path="/")


def test_a_rate_limit_is_waited_for_as_long_as_the_tenant_says(
    paced: Callable[[Wall], tuple[Pacer, list[float]]],
) -> None:
    pacer, waited = paced(Wall(Response(status=429, headers={"retry-after": "7"}), Response(status=200)))
    assert pacer.send(REQUEST).status == 200
    assert waited == [7.0]


def test_a_rate_limit_that_goes_on_is_given_up_after_a_minute(
    paced: Callable[[Wall], tuple[Pacer, list[float]]],
) -> None:
    pacer, waited = paced(Wall(Response(status=429)))
    with pytest.raises(RateLimitedError):
        pacer.send(REQUEST)
    assert sum(waited) == 60


def test_a_rate_limit_of_an_hour_is_not_waited_for(paced: Callable[[Wall], tuple[Pacer, list[float]]]) -> None:
    pacer, waited = paced(Wall(Response(status=429, headers={"retry-after": "3600"})))
    with pytest.raises(RateLimitedError, match="3600 s"):
        pacer.send(REQUEST)
    assert waited == []


def test_no_more_requests_a_minute_are_sent_than_the_limit(
    paced: Callable[[Wall], tuple[Pacer, list[float]]],
) -> None:
    wall = Wall(Response(status=200))
    wall.requests_a_minute = 5
    pacer, waited = paced(wall)
    for _ in range(11):
        pacer.send(REQUEST)
    assert waited == [60.0, 60.0]


def test_an_accepted_run_counts_what_it_could_show() -> None:
    """Of a run that reads only: the promises of writes are not among those that held."""
    report = judged(plan=READING)
    writes = sum(operations()[one.promise.operation].writes for one in report.outcomes)
    held = len(report.with_status(Status.HELD))
    last = as_text(report).splitlines()[-1]
    assert last.startswith(f"accepted: {held} of {held} promises that reading can show held; {writes} need writes; ")
    assert "need writes" not in as_text(judged()).splitlines()[-1]
