"""Cases are made where that is allowed, judged, and removed; no case of anybody else is written to, or accused for."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from contract_tests.suite.command.command_runs import Command
from contract_tests.suite.tenants.busy_tenants import Busy, Wrapped
from contract_tests.suite.tenants.hostile_tenants import OURS, THEIRS, Recorded
from contract_tests.suite.tenants.plain_server import KEY, Handler, serving
from contract_tests.suite.tenants.response_changes import Respond, changed_success, of, refused
from contract_tests.suite.tenants.tenants import EMPTY, WRITING, WRITING_ALL, only, tenant
from tines_contract import Plan, Report, Status, Verdict
from tines_contract.probes.probe import NOT_SENT, Probe, Purpose
from tines_contract.report.text_report import as_text
from tines_contract.transport.guard import Guard
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.targets import FakeTarget, TargetSender, utc_now
from tines_fake import FakeTenant, Request, Response
from tines_spec import operations, resource_of

CASES = "/api/v2/cases"
WRITES = [one.name for one in resource_of(operations()["createCase"]) if one is not None and one.writes]
PLAN = only(*WRITES, plan=evolve(WRITING, lists=(), mark=OURS))
SHOWING = of("listCases", "getCase", "createCase", "updateCase")


def statuses(report: Report) -> dict[Status, set[str]]:
    """What came out for the writes to cases."""
    found = [one for one in report.outcomes if one.promise.operation in WRITES]
    return {one.status: {other.note for other in found if other.status is one.status} for one in found}


def _cases(body: dict[str, Any]) -> list[dict[str, Any]]:
    return body.get("cases", [body])


def without(*names: str, where: Callable[[Request], bool] = SHOWING) -> Callable[[], Respond]:
    """A tenant that does not show some fields of a case."""
    return changed_success(where, lambda _, body: [case.pop(name, None) for case in _cases(body) for name in names])


SOUND = {
    "plain": lambda: FakeTenant.respond,
    "no description": without("description"),
    "no description in lists": without("description", where=of("listCases")),
    "no priority and no times": without("priority", "opened_at", "resolved_at"),
}


@pytest.mark.parametrize("respond", SOUND.values(), ids=SOUND)
def test_a_sound_tenant_keeps_all_and_has_the_cases_that_it_had(respond: Callable[[], Respond]) -> None:
    wrapped = Wrapped(tenant(), respond())
    before = wrapped.fake.cases
    report = wrapped.judged(PLAN)
    assert (statuses(report), report.verdict) == ({Status.HELD: {""}}, Verdict.ACCEPTED), as_text(report)
    assert (wrapped.fake.cases, report.leftovers) == (before, [])


def frozen(name: str) -> Respond:
    """A tenant in which an operation shows for ever what it has shown first."""
    first: dict[str, Response] = {}

    def respond(fake: FakeTenant, request: Request) -> Response:
        response = fake.respond(request)
        return first.setdefault(request.url, response) if response.status == 200 and of(name)(request) else response

    return respond


def test_a_case_that_stays_as_it_was_before_its_update_accuses() -> None:
    report = Wrapped(tenant(), frozen("getCase")).judged(only("updateCase", "CASE-AS-LISTED", plan=PLAN))
    assert report.broken == ["CASE-AS-LISTED"], as_text(report)


LACKING = {
    **{f"{status}": (refused(of("createCase"), status), f"responds with {status}") for status in (401, 403, 404, 405)},
    "no team": (without("team"), "no case that was read shows team.id, and a new one needs that as team_id"),
}


@pytest.mark.parametrize(("respond", "why"), LACKING.values(), ids=LACKING)
def test_a_tenant_that_lets_nobody_make_a_case_is_not_accused(respond: Callable[[], Respond], why: str) -> None:
    report = Wrapped(tenant(), respond()).judged(evolve(PLAN, lists=None, promises=None))
    ((status, notes),) = statuses(report).items()
    assert (status, report.broken, report.verdict) == (Status.SKIPPED, [], Verdict.ACCEPTED), as_text(report)
    assert all(why in note for note in notes)
    assert "skipped, all of createCase, updateCase, deleteCase among them" in as_text(report).splitlines()[-1]


def test_a_tenant_with_more_cases_than_a_page_holds_has_none_made() -> None:
    fake = tenant()
    fake.add_many(CASES, [{}] * 500)
    recorded = Recorded(fake)
    assert "there are 505 cases" in "".join(statuses(recorded.judged(PLAN))[Status.SKIPPED])
    assert [one for one in recorded.log if one.request.method != "GET"] == []


@pytest.mark.parametrize("every", [2, 7])
def test_colleagues_who_work_on_cases_are_no_harm(every: int) -> None:
    def work(fake: FakeTenant, sent: int) -> None:
        last = fake.cases[-1]
        if sent % every == 0:
            fake.add_case(EMPTY + 1, name=f"Theirs {sent}", description=f"{sent}")
            fake.add_case(name=f"Theirs {sent}")
        elif last.name.startswith("Theirs"):
            fake.respond(Request(method="DELETE", origin=fake.origin, path=f"{CASES}/{last.case_id}"))

    report = Busy(tenant(), work).judged(PLAN)
    assert (report.verdict, report.suspected_harm) == (Verdict.ACCEPTED, []), as_text(report)


@pytest.mark.parametrize("plan", [WRITING_ALL, evolve(WRITING_ALL, case_id=EMPTY)], ids=["apart", "filled"])
def test_without_consent_no_case_is_written_to(plan: Plan) -> None:
    recorded = Recorded(tenant())
    report = recorded.judged(evolve(plan, makes_cases=False, lists=("listCases", "listCaseNotes")))
    paths = {one.request.path for one in recorded.log if one.request.method != "GET"}
    assert not [path for path in paths if path.count("/") < 5], paths
    assert all("TINES_CONTRACT_CASES=1" in note for note in statuses(report)[Status.SKIPPED])


@pytest.fixture
def guard() -> Guard:
    return Guard(TargetSender(FakeTarget(tenant()), utc_now), Ledger(OURS))


def sent(guard: Guard, method: str, path: str, **body: Any) -> Response:
    request = Request(method=method, origin="https://fake.tines.test", path=path, body=json.dumps(body).encode())
    return guard.send(Probe(request, Purpose.WRITE)).response


@pytest.mark.parametrize("number", [EMPTY, 2147483646], ids=["a colleague's", "nobody's"])
def test_the_guard_sends_no_write_to_a_case_that_is_not_the_runs_own(guard: Guard, number: int) -> None:
    path = f"{CASES}/{number}"
    sent(guard, "GET", path)
    assert sent(guard, "PUT", path, description="x") is NOT_SENT
    sent(guard, "GET", path)
    assert sent(guard, "DELETE", path) is NOT_SENT


def test_the_guard_keeps_the_mark_in_what_a_run_makes(guard: Guard) -> None:
    new = {"team_id": 2, "name": f"{OURS}: #1"}
    for unmarked in ({}, {"team_id": 2, "name": "Phishing"}, {**new, "name": 7}):
        assert sent(guard, "POST", CASES, **unmarked) is NOT_SENT
    path = f"{CASES}/{json.loads(sent(guard, 'POST', CASES, **new).body)['case_id']}"
    assert sent(guard, "DELETE", path) is NOT_SENT  # nothing has read it yet
    sent(guard, "GET", path)
    assert sent(guard, "PUT", path, name="Phishing") is NOT_SENT
    assert sent(guard, "PUT", path, status="closed").status == 200
    assert (sent(guard, "DELETE", path).status, sent(guard, "GET", path).status) == (204, 404)
    assert sent(guard, "DELETE", path).status == 404  # it was the run's


def test_clean_removes_the_cases_of_one_run_and_nothing_else(command: Command) -> None:
    fake = FakeTenant.sample()
    for name in (f"{OURS}: #1", f"{THEIRS}: #1", f"about {OURS}: #1"):
        fake.add_case(name=name)
    with serving(Handler.reply, fake) as server:
        for options, left in (((), 63), (("--mark", OURS), 62)):
            code, out, _ = command("clean", "--tenant", server.origin, "--case=3", "--yes", *options, TINES_API_KEY=KEY)
            assert (code, len(fake.cases)) == (0, left), out
    assert [one.name for one in fake.cases[-2:]] == [f"{THEIRS}: #1", f"about {OURS}: #1"]


def test_a_case_that_cannot_be_removed_is_named_with_the_way_to_remove_it() -> None:
    keeps = refused(of("deleteCase"), 403)
    report = Wrapped(tenant(), keeps(), origin="https://acme.tines.com").judged(PLAN)
    assert len(report.leftovers) == 1
    number = report.leftovers[0].number
    assert f"case {number}, which this run has made, and the key may not delete it" in as_text(report)
    assert statuses(report).keys() == {Status.SKIPPED}
