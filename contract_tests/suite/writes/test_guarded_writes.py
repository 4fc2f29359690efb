"""A write reaches a tenant only where reading has shown that it is this run's, or nobody's, whatever creates say."""

import itertools

import pytest
from attrs import evolve

from contract_tests.suite.tenants.busy_tenants import Limited
from contract_tests.suite.tenants.hostile_tenants import (
    OURS,
    Impostor,
    Recorded,
    When,
    always,
    late,
    malformed,
    now_and_then,
    trespasses,
)
from contract_tests.suite.tenants.tenants import CASE, EMPTY, LONG, WRITES, WRITES_ALONE, WRITING, only, tenant
from tines_contract import Plan, Status, Verdict
from tines_contract.report.text_report import as_text
from tines_fake import FakeTenant, Request, Response, fault

SMALL = evolve(WRITES_ALONE, mark=OURS)
TO_LONG = evolve(SMALL, writing_case=CASE)
AND_FILLED = only(*WRITES, "LIST-KEY-MISSING", plan=evolve(WRITING, mark=OURS, writing_case=CASE))
"""It is filled to be read, too."""
WITH_SEQUENCES = evolve(SMALL, scenarios=1)
PLANS = {"empty": (5, None, SMALL), "filled": (5, None, AND_FILLED), "long": (*LONG, TO_LONG)}
LIES = [
    *itertools.product(("empty", "filled"), (always, malformed, now_and_then), (True, False)),
    ("long", always, True),
    ("long", malformed, False),
    ("long", now_and_then, True),
]
"""Which plan, when a create gets the action of a colleague, and whether that was made just then."""

DAY = 24.0 * 3600


def _untouched(hostile: Impostor, plan: Plan, before: list[dict]) -> None:
    assert plan.writing_case is not None
    assert list(trespasses(hostile.log, plan.mark)) == []
    there = {item["id"]: item for item in hostile.fake.case(plan.writing_case).actions}
    for item in [*before, *hostile.theirs]:
        assert there[item["id"]]["label"] == item["label"]


@pytest.mark.parametrize(
    ("plan", "when", "fresh"),
    LIES,
    ids=[f"{plan}-{when.__name__}-{'just made' if fresh else 'the first'}" for plan, when, fresh in LIES],
)
def test_an_action_whose_id_a_create_was_answered_with_is_not_touched(plan: str, when: When, fresh: bool) -> None:
    actions, quirks, chosen = PLANS[plan]
    hostile = Impostor(tenant(actions, quirks), when, fresh=fresh)
    before = hostile.fake.case(chosen.writing_case or 0).actions
    report = hostile.judged(chosen, max_time=DAY)
    _untouched(hostile, chosen, before)
    happened = any(one.request.method == "POST" and b"colleague" in one.response.body for one in hostile.log)
    assert report.verdict is not Verdict.ACCEPTED or not (happened or (before and not fresh)), as_text(report)


@pytest.mark.parametrize("plan", PLANS)
def test_a_tenant_that_answers_each_create_with_a_strange_id_is_accused_of_creating(plan: str) -> None:
    actions, quirks, chosen = PLANS[plan]
    report = Impostor(tenant(actions, quirks), always, fresh=True).judged(chosen, max_time=DAY)
    assert [promise for promise in report.broken if promise.startswith("CREATE-")], as_text(report)


def test_random_sequences_touch_nothing_of_others_either() -> None:
    hostile = Impostor(tenant(), lambda _, creates: creates > 27 and creates % 5 == 0, fresh=True)
    report = hostile.judged(WITH_SEQUENCES, max_time=DAY)
    assert hostile.theirs
    _untouched(hostile, WITH_SEQUENCES, [])
    assert report.verdict is not Verdict.ACCEPTED


def test_a_strange_id_that_was_seen_once_leaves_the_tenant_unjudged() -> None:
    hostile = Impostor(tenant(), late, fresh=True)
    report = hostile.judged(WITH_SEQUENCES, max_time=DAY)
    assert len(hostile.theirs) == 1
    undecided = {one.promise.id: one.note for one in report.with_status(Status.NOT_EXERCISED)}
    assert "somebody else's" in undecided["CREATE-READ-BACK"]


def test_an_action_that_is_overwritten_by_a_create_is_not_deleted() -> None:
    """What was in the case before is never this run's, not even with its mark."""

    def overwriting(fake: FakeTenant, request: Request) -> Response:
        if request.method != "POST" or b'"label"' not in request.body:
            return fake.respond(request)
        response = fake.respond(evolve(request, method="PUT", path=f"{request.path}/{number}"))
        return evolve(response, status=201) if response.status == 200 else response

    recorded = Recorded(tenant(5), overwriting)
    number = recorded.fake.case(CASE).actions[0]["id"]
    recorded.judged(TO_LONG, max_time=DAY)
    assert not [one for one in recorded.log if one.request.method == "DELETE" and f"/{number}" in one.request.path]


FAULTS = {
    "empty": (None, "UPDATE-REPLACES", "CREATE-ID-ONE", "REPLACE-LABEL-LOST"),
    "long": (None,),
    "not empty": (None, "DELETE-IGNORED", "GET-OTHER-REACHED"),
}


@pytest.mark.parametrize(("case", "name"), [(case, name) for case, names in FAULTS.items() for name in names])
def test_before_each_write_there_is_a_reading_that_allows_it(case: str, name: str | None) -> None:
    actions, quirks, plan = PLANS.get(case, (5, None, TO_LONG))
    recorded = Recorded(tenant(actions, quirks, [] if name is None else [fault(name)]))
    recorded.judged(plan, max_time=DAY)
    assert list(trespasses(recorded.log, plan.mark)) == []
    assert len([one for one in recorded.log if one.request.method in ("PUT", "DELETE")]) > 20


class LimitedAndShared(Limited, Recorded):
    """A tenant with a rate limit, where a colleague makes an action while the suite waits to replace all."""

    def __init__(self, fake: FakeTenant) -> None:
        super().__init__(fake)
        self.made: list[int] = []
        self._last: Request | None = None

    def send(self, request: Request) -> Response:
        self._last = request
        return super().send(request)

    def pause(self, seconds: float) -> None:
        super().pause(seconds)
        if not self.made and self._last is not None and self._last.path.endswith((f"/{EMPTY}/actions", "/batch")):
            self.made.append(self.fake.add_action(EMPTY, label="A colleague's")["id"])


@pytest.mark.parametrize("known", [None, 90])
def test_a_look_before_a_wait_is_no_look_right_before(known: int | None) -> None:
    made = []
    for taken in range(0, 50, 7):  # so many of the first minute's requests, so that the waits come elsewhere each time
        shared = LimitedAndShared(tenant())
        shared.requests_a_minute = known
        for _ in range(taken):
            shared.send(Request(origin=shared.origin, path="/api/v2/cases"))
        shared.judged(SMALL, max_time=DAY)
        assert [item["id"] for item in shared.fake.case(EMPTY).actions] == shared.made
        made += shared.made
    assert made


def test_a_look_is_taken_only_where_the_write_can_follow_without_a_wait() -> None:
    """Where else each request would have to wait for half a minute: two are taken, half a minute apart."""

    class Steady(Recorded):
        requests_a_minute = 2

        def send(self, request: Request) -> Response:
            self.now += 0 if self.sent else 30
            return super().send(request)

    steady = Steady(tenant())
    report = steady.judged(SMALL, max_time=DAY)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)
    assert list(trespasses(steady.log, OURS)) == []
