"""What a run will send is said first, and no run takes more than it may: requests, time, pace."""

from collections import deque

import pytest
from attrs import evolve

from contract_tests.suite.command.command_runs import Command, Terminal
from contract_tests.suite.tenants.busy_tenants import Limited, Wrapped
from contract_tests.suite.tenants.lagging import Lagging
from contract_tests.suite.tenants.tenants import CASE, EMPTY, READING_ALL, WRITING, WRITING_ALL, full_tenant, tenant
from tines_contract import ExitCode, Plan, Status, Verdict, judge
from tines_contract.engine.judging.forecast import LATENCY, NEAR, forecast
from tines_contract.probes.probe import WRONG_KEYS
from tines_contract.report.progress import WatchedTarget
from tines_contract.report.text_report import as_text
from tines_fake import FakeTenant, Request, Response
from tines_spec import promises


class Counting(Wrapped):
    """A tenant in which each response takes as long as a forecast has it."""

    def __init__(self, fake: FakeTenant, rate: int | None) -> None:
        super().__init__(fake)
        self.requests_a_minute = rate
        self.at: list[float] = []

    def send(self, request: Request) -> Response:
        self.at.append(self.now)
        self.now += NEAR if self.requests_a_minute is None else LATENCY
        return super().send(request)


@pytest.mark.parametrize(
    ("plan", "rate"), [(READING_ALL, 90), (READING_ALL, None), (evolve(WRITING_ALL, case_id=EMPTY), 90)]
)
def test_a_forecast_is_about_what_a_run_sends_and_takes(plan: Plan, rate: int | None) -> None:
    found = forecast(plan, rate)
    target = Counting(full_tenant(), rate)
    report = target.judged(plan, max_time=36_000)
    assert report.verdict is Verdict.ACCEPTED
    assert found.requests == pytest.approx(report.requests, rel=0.1)
    assert found.seconds == pytest.approx(target.now, rel=0.2, abs=20)
    assert report.requests <= plan.most_requests(limited=rate is not None)


def test_a_plan_sends_nothing_and_names_operations_time_and_promises(command: Command) -> None:
    code, out, err = command("plan", "--tenant=https://acme.tines.test", "--case=42")  # it needs no key either
    assert (code, err) == (0, "")
    assert "nothing was sent" in out
    assert "listCaseActions" in out
    assert "createCaseAction" not in out
    assert "min at 90 a minute" in out
    assert "TINES_CONTRACT_WRITES=1" in out


def test_a_plan_of_writes_counts_them_apart(command: Command) -> None:
    allowed = {"TINES_CONTRACT_WRITES": "1", "TINES_CONTRACT_CASES": "1"}
    _, out, _ = command("plan", "--tenant=https://acme.tines.test", "--case=42", **allowed)
    assert "writes to case 42 and to new cases, which are removed" in out
    assert "random sequences of writes, about" in out
    assert f"judges {len(promises())} of {len(promises())} promises" in out


def test_a_plan_says_what_a_budget_cuts(command: Command) -> None:
    code, out, _ = command("plan", "--tenant=fake", "--rate=90", "--max-requests=20", "--max-time=2s", "--only=GET-*")
    assert code == 0
    assert "--max-requests 20 will cut it short" in out
    assert "--max-time will cut it short after 2 s" in out


def test_a_plan_is_refused_for_the_same_input_as_a_run(command: Command) -> None:
    assert [command(name, "--tenant=fake", "--only=NONE")[0] for name in ("plan", "run")] == [2, 2]


@pytest.mark.parametrize("most", [1, 5, 40, 120, 300])
def test_a_run_sends_no_more_than_it_may_but_to_remove_what_it_made(most: int) -> None:
    target = Counting(tenant(0), None)
    plan = evolve(WRITING, case_id=CASE, writing_case=CASE, max_requests=most)
    report = target.judged(plan)
    assert report.exit_code is ExitCode.UNJUDGED
    assert (report.leftovers, report.cleanup_error) == ([], "")
    assert most <= report.requests <= most + 120
    cut = [one for one in report.with_status(Status.NOT_EXERCISED) if "--max-requests" in one.note]
    assert cut
    if report.with_status(Status.HELD):
        assert cut[-1].promise.id in as_text(report)


def test_a_run_that_only_reads_sends_not_one_more() -> None:
    report = Counting(full_tenant(), None).judged(evolve(READING_ALL, max_requests=100))
    assert report.requests == 100
    assert "it may send (--max-requests)" in as_text(report)


def _most_in_a_minute(moments: list[float]) -> int:
    window: deque[float] = deque()
    most = 0
    for moment in moments:
        window.append(moment)
        while moment - window[0] >= 60:
            window.popleft()
        most = max(most, len(window))
    return most


def test_a_full_run_below_a_limit_of_a_hundred_a_minute_is_accepted_and_never_sends_more() -> None:
    """With all that schemathesis and the random sequences send, on a clock that nobody waits for."""
    limited = Limited(full_tenant())
    limited.requests_a_minute = 90
    moments: list[float] = []
    watched = WatchedTarget(limited, lambda *_: moments.append(limited.now))
    plan = Plan(CASE, writing_case=EMPTY, mark="tines-contract")
    report = judge(watched, plan, clock=limited.clock, pause=limited.pause)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)
    assert (limited.refused, report.requests == len(moments) > 700) == (0, True)
    assert report.requests <= plan.most_requests(limited=True)
    assert _most_in_a_minute(moments) <= 90
    assert limited.now < 3600
    assert forecast(plan, 90).requests == pytest.approx(report.requests, rel=0.1)


@pytest.mark.parametrize("rate", [1, 30])
def test_a_rate_is_kept(rate: int) -> None:
    target = Counting(tenant(), rate)
    target.judged(evolve(READING_ALL, promises=frozenset({"LIST-KEY-WRONG"})))
    assert _most_in_a_minute(target.at) == min(rate, len(target.at))


def test_a_tenant_that_shows_a_write_later_is_accepted_where_that_is_waited_for() -> None:
    report = Lagging(tenant(), 2.0).judged(evolve(WRITING, settle=2.0))
    assert (report.verdict, report.record.lag) == (Verdict.ACCEPTED, 0), as_text(report)


def test_nothing_is_waited_for_between_two_reads() -> None:
    target = Wrapped(tenant())
    assert target.judged(evolve(READING_ALL, settle=2.0)).requests > 50
    assert target.now == 0


WRONG = {
    "--max-requests": ("0", "many"),
    "--rate": ("-1", "1.5"),
    "--timeout": ("soon",),
    "--settle": ("1d",),
    "--seed": ("-1", "abc"),
    "--header": ("X-Token", "X Token: a", "X-Token: \n", "Authorization: Bearer a", "X-HTTP-Method-Override: DELETE"),
    "--wait-for-tenant": ("0",),
    "--accept": ("LIST-SHAPE", "LIST-SHAPES=x", "LIST-SHAPE= "),
    "--baseline": ("/nowhere/a.toml", "none.toml"),
}


@pytest.mark.parametrize(("option", "text"), [(option, text) for option, texts in WRONG.items() for text in texts])
def test_an_option_that_makes_no_sense_is_a_matter_of_usage(option: str, text: str, command: Command) -> None:
    code, _, err = command("run", "--tenant=fake", f"{option}={text}")
    assert (code, option in err, "Traceback" in err) == (2, True, False), err


@pytest.mark.parametrize("name", ["run", "plan", "clean", "probe"])
@pytest.mark.parametrize(
    "case", ["", "0", "abc", "0_1", " 1", "+1", "\u0661", f"{1:020}{0:05000}"], ids=lambda text: ascii(text[:9])
)
def test_a_case_is_ascii_digits_and_nothing_else(case: str, name: str, command: Command) -> None:
    code, _, err = command(name, "--tenant=fake", f"--case={case}", TINES_CASE_ID="2")
    assert (code, "the case must be a positive integer" in err) == (2, True), err


ONE = ("run", "--tenant=fake", "--only=LIST-KEY-WRONG")


def test_quietly_there_is_nothing_but_the_report_and_no_colour_off_a_terminal(command: Command) -> None:
    code, out, err = command(*ONE, "-q")
    assert (code, err, "\x1b" in out) == (0, "", False)
    assert out.endswith("(exit code 0)\n")


def test_verbosely_each_request_is_named(command: Command) -> None:
    _, out, err = command(*ONE, "-v")
    sent = 3 + len(WRONG_KEYS)
    assert err.count(" GET /api/v2/cases/2/actions") == sent
    assert f"{sent} requests" in out
    assert "GET" not in command(*ONE)[2]


def test_a_version_is_that_of_the_package_and_of_the_document(command: Command) -> None:
    code, out, _ = command("--version")
    assert (code, out.startswith("tines-cases "), "openapi.yaml" in out) == (0, True, True)


@pytest.mark.parametrize(("given", "colour"), [("", True), ("--no-color", False), ("NO_COLOR", False)])
def test_a_terminal_shows_colour_unless_it_is_forbidden(
    given: str, colour: bool, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("sys.stdout", screen := Terminal())
    environment = {"NO_COLOR": "1"} if given == "NO_COLOR" else {}
    command(*ONE, *(["--no-color"] if given == "--no-color" else []), TERM="xterm", **environment)
    assert ("\x1b[32maccepted:" in screen.getvalue()) is colour
