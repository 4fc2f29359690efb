"""A write reaches a tenant only where reading has shown that it is this run's, or nobody's, whatever creates say."""

import json
from collections.abc import Callable

import pytest
from attrs import evolve

from contract_tests.suite.busy_tenants import Limited, Wrapped
from contract_tests.suite.hostile_tenants import (
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
from contract_tests.suite.tenants import CASE, EMPTY, LONG, WRITING, tenant
from tines_contract import Plan, Report, Status, Verdict, judge
from tines_contract.report.text_report import as_text
from tines_fake import WRITE_FAULTS, FakeTenant, Request, Response

SMALL = evolve(WRITING, mark=OURS)
TO_LONG = evolve(SMALL, writing_case=CASE)
WITH_SEQUENCES = evolve(SMALL, scenarios=8)
PLANS = {"empty": (45, None, SMALL), "filled": (45, None, TO_LONG), "long": (*LONG, TO_LONG)}


def _judged(target: Wrapped, plan: Plan) -> Report:
    return judge(target, plan, clock=target.clock, pause=target.pause)


def _untouched(hostile: Impostor, plan: Plan, before: list[dict]) -> None:
    assert plan.writing_case is not None
    assert list(trespasses(hostile.log, plan.mark)) == []
    there = {item["id"]: item for item in hostile.listed(plan.writing_case)}
    for item in [*before, *hostile.theirs]:
        assert there[item["id"]]["label"] == item["label"]


@pytest.mark.parametrize("fresh", [True, False], ids=["just made", "the first"])
@pytest.mark.parametrize("when", [always, malformed, now_and_then], ids=lambda when: when.__name__)
@pytest.mark.parametrize("plan", PLANS)
def test_an_action_whose_id_a_create_was_answered_with_is_not_touched(plan: str, when: When, fresh: bool) -> None:
    actions, quirks, chosen = PLANS[plan]
    hostile = Impostor(tenant(actions, quirks), when, fresh=fresh)
    before = hostile.listed(chosen.writing_case or 0)
    report = _judged(hostile, chosen)
    _untouched(hostile, chosen, before)
    happened = any(one.request.method == "POST" and b"colleague" in one.response.body for one in hostile.log)
    assert report.verdict is not Verdict.ACCEPTED or not (happened or (before and not fresh)), as_text(report)


@pytest.mark.parametrize("plan", PLANS)
def test_a_tenant_that_answers_each_create_with_a_strange_id_is_accused_of_creating(plan: str) -> None:
    actions, quirks, chosen = PLANS[plan]
    report = _judged(Impostor(tenant(actions, quirks), always, fresh=True), chosen)
    assert [promise for promise in report.broken if promise.startswith("CREATE-")], as_text(report)


@pytest.mark.parametrize("when", [late, now_and_then], ids=lambda when: when.__name__)
def test_random_sequences_touch_nothing_of_others_either(when: When) -> None:
    hostile = Impostor(tenant(), when, fresh=True)
    report = _judged(hostile, WITH_SEQUENCES)
    assert hostile.theirs
    _untouched(hostile, WITH_SEQUENCES, [])
    assert report.verdict is not Verdict.ACCEPTED


def test_a_strange_id_that_was_seen_once_leaves_the_tenant_unjudged() -> None:
    hostile = Impostor(tenant(), lambda _, creates: creates == 30, fresh=True)
    report = _judged(hostile, SMALL)
    assert len(hostile.theirs) == 1
    undecided = {one.promise.id: one.note for one in report.with_status(Status.NOT_EXERCISED)}
    assert report.broken or "somebody else's" in undecided["CREATE-STORED"]


def test_an_action_that_is_overwritten_by_a_create_is_not_deleted() -> None:
    """What was in the case before is never this run's, not even with its mark."""

    class Overwriting(Recorded):
        def respond(self, request: Request) -> Response:
            if request.method != "POST" or b'"label"' not in request.body:
                return self.fake.answer(request)
            first = self.listed(CASE)[0]["id"]
            path = f"{request.path}/{first}"
            answered = self.fake.answer(evolve(request, method="PUT", path=path))
            return evolve(answered, status=201) if answered.status == 200 else answered

    overwriting = Overwriting(tenant(5))
    number = overwriting.listed(CASE)[0]["id"]
    _judged(overwriting, TO_LONG)
    assert not [one for one in overwriting.log if one.request.method == "DELETE" and f"/{number}" in one.request.path]


CONFORMING: list[Callable[[], Recorded]] = [
    lambda: Recorded(tenant()),
    lambda: Recorded(tenant(*LONG)),
    *(
        lambda fault=fault: Recorded(tenant(45, faults=[fault]))
        for fault in WRITE_FAULTS
        if fault.id in ("UPDATE-REPLACES", "DELETE-IGNORED", "CREATE-ID-ONE", "REPLACE-LABEL-LOST", "GET-OTHER-CASE")
    ),
]


@pytest.mark.parametrize("make", CONFORMING, ids=range(len(CONFORMING)))
@pytest.mark.parametrize("plan", [WITH_SEQUENCES, TO_LONG], ids=["empty", "filled"])
def test_before_each_write_there_is_a_reading_that_allows_it(make: Callable[[], Recorded], plan: Plan) -> None:
    recorded = make()
    _judged(recorded, plan)
    assert list(trespasses(recorded.log, plan.mark)) == []
    assert len([one for one in recorded.log if one.request.method in ("PUT", "DELETE")]) > 20


class LimitedAndShared(Limited, Recorded):
    """A tenant with a rate limit, where a colleague makes an action while the suite waits."""

    def __init__(self, fake: FakeTenant) -> None:
        super().__init__(fake)
        self.log = []

    def send(self, request: Request) -> Response:
        response = super().send(request)
        return response

    def pause(self, seconds: float) -> None:
        super().pause(seconds)
        self.fake.add_action(EMPTY, label="A colleague's")


@pytest.mark.parametrize("known", [None, 90])
def test_a_look_before_a_wait_is_no_look_right_before(known: int | None) -> None:
    shared = LimitedAndShared(tenant())
    shared.requests_a_minute = known
    _judged(shared, SMALL)
    made = [item for item in shared.listed(EMPTY) if item["label"] == "A colleague's"]
    assert len(made) == shared.now // 1 or made
    numbers = {item["id"] for item in made}
    assert len(numbers) == len(made)
