"""A tenant is filled in a line with what a test needs: what is not given is made up by the spec's examples.

What makes no sense raises where it is given, and not at some later request.
"""

import datetime
import time
from collections.abc import Callable

import pytest

from contract_tests.fake.served.sender import Sender, json_of
from tines_fake import FakeTenant, Quirks, VirtualClock

MOMENT = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
NAIVE = MOMENT.replace(tzinfo=None)
ACTIONS, TASKS, CASES = "/api/v2/cases/1/actions", "/api/v2/cases/1/tasks", "/api/v2/cases"


def test_a_case_is_filled_by_what_matters_and_looked_at() -> None:
    fake = FakeTenant()
    made = fake.case(1).add_action(label="Escalate")
    fake.case(1).add_actions([{"label": "Claim", "action_type": "page"}, {}])
    fake.case(1).add_task(description="Call the user", completed=True)
    fake.case(1).add_many("tasks", [{}, {}])
    fake.add_case(7, name="Phishing", status="CLOSED")
    assert [action.label for action in fake.case(1).actions] == ["Escalate", "Claim", "Action 3"]
    assert [task.description for task in fake.case(1).items("tasks")] == ["Call the user", "Task 2", "Task 3"]
    assert (made.id, made["id"], fake.case(1).fields.name) == (1, 1, "Case 1")
    assert [case.case_id for case in fake.cases] == [1, 7]
    sender = Sender(fake)
    assert json_of(sender.send("GET", "7"))["name"] == "Phishing"
    assert json_of(sender.send("GET", "1/tasks"))["tasks"][0]["completed"] is True
    assert [action["label"] for action in sender.listed()] == ["Escalate", "Claim", "Action 3"]
    sender.create(label="Runbook")
    assert fake.case(1).actions[-1].label == "Runbook"


def test_looking_at_a_case_that_is_not_there_is_an_error_and_no_empty_list() -> None:
    fake = FakeTenant()
    fake.add_case(1)
    with pytest.raises(LookupError, match="no case 7; its cases are 1"):
        fake.case(7).actions  # noqa: B018 - reading it is what raises


def test_a_case_that_exists_keeps_what_is_not_given() -> None:
    fake = FakeTenant()
    fake.case(1).add_task()
    fake.add_case(1, priority="LOW")
    fake.add_case(1, name="Phishing")
    assert fake.add_case(1)["priority"] == "LOW"
    assert fake.add_case(1)["name"] == "Phishing"
    assert len(fake.items(TASKS)) == 1


def test_a_case_without_a_number_has_the_next_one() -> None:
    fake = FakeTenant()
    assert [fake.add_case()["case_id"], fake.add_case(9)["case_id"], fake.add_case()["case_id"]] == [1, 9, 10]


@pytest.mark.parametrize(
    ("give", "kind", "message"),
    [
        (lambda _: Quirks(order="nope"), ValueError, "order must be one of 'id'"),
        (lambda _: Quirks(wrong_key=200), ValueError, "wrong_key must be one of 401"),
        (lambda _: Quirks(charset=1), ValueError, "charset must be one of False, True, not 1"),
        (lambda _: FakeTenant(faults=["PAGE-OVERLAPS"]), ValueError, "do you mean .*PAGE-OVERLAP"),
        (lambda _: FakeTenant(faults=[7]), TypeError, "FAULTS"),
        (lambda _: FakeTenant(api_key=""), ValueError, "api_key"),
        (lambda _: FakeTenant(api_key="two\nlines"), ValueError, "api_key"),
        (lambda _: FakeTenant(origin="fake"), ValueError, "origin must be such as"),
        (lambda _: FakeTenant(state={1: 2}), TypeError, "state must be a State"),
        (lambda _: FakeTenant(journal=[1]), TypeError, "journal must be a Journal"),
        (lambda fake: fake.add_story("Story", 7, "https://example.com"), TypeError, "emoji"),
        (lambda fake: fake.add_action(1, id=0), ValueError, "from 1"),
        (lambda fake: fake.add("/api/v2/notes"), ValueError, "has no list at /api/v2/notes; it has /api/v2/cases"),
        (lambda fake: fake.add("/api/v2/cases/1"), ValueError, "has no list"),
        (lambda fake: fake.add("/api/v2/cases/abc/tasks"), ValueError, "the id of the case must be a number"),
        (lambda fake: fake.case(1).add_task(id="7"), ValueError, "the id of the task must be a number"),
        (lambda fake: fake.case(1).add_task(id=True), ValueError, "the id of the task must be a number"),
        (lambda fake: fake.add_many(TASKS, [{"id": 5}, {"id": 5}]), ValueError, "task 5 must be a new one"),
        (lambda fake: fake.case(1).add_task(colour="red"), TypeError, "no task has colour; it has id, description"),
        (
            lambda fake: fake.case(1).add_task(created_at="2026-01-01T00:00:00Z"),
            TypeError,
            "created_at must be a datetime",
        ),
        (lambda fake: fake.case(1).add_task(created_at=None), TypeError, "created_at must be a datetime"),
        (lambda fake: fake.add_action(1, created_at=NAIVE), TypeError, "with a time zone"),
        (lambda fake: fake.case(1).add_actions([{}, {"label": 7}]), TypeError, "label must be string, not 7"),
        (lambda fake: fake.case(0), ValueError, "from 1, not 0"),
        (lambda fake: fake.case("1"), ValueError, "from 1, not '1'"),
        (lambda fake: fake.case(1).add_action(label=7), TypeError, "label must be string, not 7"),
        (lambda fake: fake.case(1).add_action(lable="x"), TypeError, "lable; it has .*label"),
        (lambda fake: fake.case(1).add_action(action_type="WEBHOOK"), ValueError, "action_type"),
        (lambda fake: fake.case(1).add_action(query_params={"a": float("nan")}), ValueError, "query_params"),
        (lambda fake: fake.case(1).add_action(query_params={"a": object()}), ValueError, "query_params"),
        (lambda fake: fake.seed({"/api/v2/case/1/actions": []}), ValueError, "no list at"),
        (lambda fake: fake.seed({ACTIONS: {}}), TypeError, "must be a list"),
        (lambda fake: fake.seed({ACTIONS: [7]}), TypeError, "must be a list of objects"),
        (lambda fake: fake.seed({ACTIONS: [{"created_at": "yesterday"}]}), ValueError, "yesterday"),
        (lambda fake: fake.seed("[]"), TypeError, "object of lists"),
        (lambda fake: fake.seed("{"), ValueError, "no JSON"),
        (lambda fake: fake.seed('{"a":' * 100_000), ValueError, "nested too deeply"),
        (lambda fake: setattr(fake, "quirks", {"order": "label"}), TypeError, "Quirks"),
        (lambda _: FakeTenant(clock=lambda: NAIVE), TypeError, "time zone"),
        (lambda _: FakeTenant(clock=lambda: 7), TypeError, "time zone"),
        (lambda _: FakeTenant(clock=MOMENT), TypeError, "clock must be a Clock"),
        (lambda _: VirtualClock(NAIVE), TypeError, "time zone"),
        (lambda _: VirtualClock().advance(-1), ValueError, "from 0 on"),
        (lambda _: VirtualClock().advance(1e15), ValueError, "year"),
        (lambda _: VirtualClock(MOMENT).set(MOMENT - datetime.timedelta(1)), ValueError, "from 0 on"),
    ],
)
def test_what_makes_no_sense_is_refused_where_it_is_given(
    give: Callable[[FakeTenant], object], kind: type[Exception], message: str
) -> None:
    fake = FakeTenant()
    with pytest.raises(kind, match=message):
        give(fake)
    assert fake.cases == []


def test_an_id_is_given_once() -> None:
    fake = FakeTenant()
    fake.case(1).add_task(id=1)
    with pytest.raises(ValueError, match="task 1 must be a new one"):
        fake.case(2).add_task(id=1)
    assert (len(fake.items(TASKS)), fake.items("/api/v2/cases/2/tasks")) == (1, [])
    assert fake.add_action(1, id=2**62)["id"] == 2**62


def test_what_is_added_with_a_clock_has_its_time() -> None:
    clock = VirtualClock(MOMENT)
    fake = FakeTenant(clock=clock)
    first = fake.case(1).add_action()
    clock.advance(3600)
    second = fake.case(1).add_action()
    given = fake.case(1).add_action(created_at=MOMENT - datetime.timedelta(1))
    hour = datetime.timedelta(hours=1)
    assert (first.created_at, first.updated_at, second.created_at) == (MOMENT, MOMENT, MOMENT + hour)
    assert given.created_at == MOMENT - datetime.timedelta(1)
    assert json_of(Sender(fake).create())["created_at"] == "2026-03-01T13:00:00Z"


def test_a_time_is_given_as_a_datetime_with_a_zone() -> None:
    fake = FakeTenant()
    fake.add_action(1, created_at=MOMENT, updated_at=MOMENT)
    fake.add_case(1, opened_at=MOMENT, resolved_at=None)
    assert Sender(fake).listed()[0]["created_at"] == "2026-03-01T12:00:00Z"
    case = json_of(Sender(fake).send("GET", "1"))
    assert (case["opened_at"], case["resolved_at"]) == ("2026-03-01T12:00:00Z", None)


def test_adding_costs_the_same_however_many_there_are() -> None:
    fake = FakeTenant()
    first, last = (_seconds_to_add(fake, 1000) for _ in range(2)), 0.0
    few = min(first)
    fake.add_many("/api/v2/cases/1/actions", [{}] * 40_000)
    last = min(_seconds_to_add(fake, 1000) for _ in range(2))
    assert last < 5 * few


def _seconds_to_add(fake: FakeTenant, count: int) -> float:
    began = time.thread_time()
    for _ in range(count):
        fake.add_action(1)
    return time.thread_time() - began
