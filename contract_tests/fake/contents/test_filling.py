"""A tenant is filled with what a test needs: what is not given is made up by the spec's examples."""

import datetime
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.fake.served.sender import NEW, Sender, json_of
from tines_fake import FakeTenant, Request

NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)
TASKS = "/api/v2/cases/1/tasks"


def _sent(fake: FakeTenant, path: str) -> Any:
    return json.loads(fake.respond(Request(origin=fake.origin, path=path)).body)


def test_a_case_a_task_and_an_action_are_added_by_what_matters() -> None:
    fake = FakeTenant()
    fake.add_case(7, name="Phishing", status="CLOSED")
    fake.add_task(7, description="Call the user", completed=True)
    fake.add_action(7, label="Escalate")
    case = _sent(fake, "/api/v2/cases/7")
    assert (case["name"], case["status"]) == ("Phishing", "CLOSED")
    assert [(task["description"], task["completed"]) for task in _sent(fake, "/api/v2/cases/7/tasks")["tasks"]] == [
        ("Call the user", True)
    ]
    assert [action["label"] for action in _sent(fake, "/api/v2/cases/7/actions")["actions"]] == ["Escalate"]


def test_any_list_is_filled_by_its_path() -> None:
    fake = FakeTenant()
    fake.add(TASKS, description="Call the user")
    fake.add_many(TASKS, [{"completed": True}] * 2)
    assert [task["id"] for task in fake.items(TASKS)] == [1, 2, 3]
    assert [task["completed"] for task in fake.items(TASKS)][1:] == [True, True]
    assert [case["case_id"] for case in fake.items("/api/v2/cases")] == [1]


def test_a_case_that_exists_keeps_what_is_not_given() -> None:
    fake = FakeTenant()
    fake.add_task(1)
    fake.add_case(1, priority="LOW")
    fake.add_case(1, name="Phishing")
    assert fake.add_case(1)["priority"] == "LOW"
    assert fake.add_case(1)["name"] == "Phishing"
    assert len(fake.items(TASKS)) == 1


def test_a_case_without_a_number_has_the_next_one() -> None:
    fake = FakeTenant()
    assert [fake.add_case()["case_id"], fake.add_case(9)["case_id"], fake.add_case()["case_id"]] == [1, 9, 10]


@pytest.mark.parametrize(
    ("make", "kind", "message"),
    [
        (lambda fake: fake.add("/api/v2/notes"), ValueError, "has no list at /api/v2/notes; it has /api/v2/cases"),
        (lambda fake: fake.add("/api/v2/cases/1"), ValueError, "has no list"),
        (lambda fake: fake.add("/api/v2/cases/abc/tasks"), ValueError, "the id of the case must be a number"),
        (lambda fake: fake.add_task(1, id="7"), ValueError, "the id of the task must be a number"),
        (lambda fake: fake.add_task(1, id=True), ValueError, "the id of the task must be a number"),
        (lambda fake: fake.add_task(2, id=1), ValueError, "task 1 must be a new one"),
        (lambda fake: fake.add_many(TASKS, [{"id": 5}, {"id": 5}]), ValueError, "task 5 must be a new one"),
        (lambda fake: fake.add_task(1, colour="red"), TypeError, "no task has colour; it has id, description"),
        (lambda fake: fake.add_task(1, created_at="2026-01-01T00:00:00Z"), TypeError, "created_at must be a datetime"),
        (lambda fake: fake.add_task(1, created_at=None), TypeError, "created_at must be a datetime"),
        (lambda fake: fake.add_action(1, created_at=NOON.replace(tzinfo=None)), TypeError, "with a time zone"),
    ],
)
def test_what_makes_no_sense_raises_and_adds_nothing(
    make: Callable[[FakeTenant], object], kind: type[Exception], message: str
) -> None:
    fake = FakeTenant()
    fake.add_task(1)
    with pytest.raises(kind, match=message):
        make(fake)
    assert len(fake.items(TASKS)) == 1
    assert fake.items("/api/v2/cases/2/tasks") == []


def test_a_time_is_given_as_a_datetime_with_a_zone() -> None:
    fake = FakeTenant()
    fake.add_action(1, created_at=NOON, updated_at=NOON)
    fake.add_case(1, opened_at=NOON, resolved_at=None)
    assert _sent(fake, "/api/v2/cases/1/actions")["actions"][0]["created_at"] == "2026-11-24T12:00:00Z"
    case = _sent(fake, "/api/v2/cases/1")
    assert (case["opened_at"], case["resolved_at"]) == ("2026-11-24T12:00:00Z", None)


def test_a_tenant_is_made_of_the_state_of_another() -> None:
    first = FakeTenant.sample()
    second = FakeTenant(state=first.state)
    second.add_task(3)
    assert (len(first.items("/api/v2/cases/3/tasks")), len(second.items("/api/v2/cases/3/tasks"))) == (0, 1)
    assert len(second.items("/api/v2/cases/2/actions")) == 1203


def test_the_sample_has_enough_of_each_list_for_its_pages() -> None:
    fake = FakeTenant.sample()
    assert len(fake.items("/api/v2/cases")) == 60
    assert [len(fake.items(f"/api/v2/cases/{case}/actions")) for case in (1, 2, 3)] == [2, 1203, 0]
    assert [len(fake.items(f"/api/v2/cases/{case}/tasks")) for case in (1, 2, 3)] == [1, 60, 0]


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


WRITE = st.tuples(st.sampled_from(["create", "update", "delete", "replace"]), st.integers(0, 30))


@settings(max_examples=40)
@given(st.integers(0, 600), st.lists(WRITE, max_size=40))
def test_what_is_written_is_what_a_dictionary_would_hold(filled: int, writes: list[tuple[str, int]]) -> None:
    fake = FakeTenant()
    fake.add_case(1)
    held = {one["id"]: one["label"] for one in fake.add_many("/api/v2/cases/1/actions", [{}] * filled)}
    sender = Sender(fake)
    for turn, (write, which) in enumerate(writes):
        action = list(held)[which * len(held) // 31] if held else 0
        if write == "create":
            held[sender.created(label=str(turn))["id"]] = str(turn)
        elif write == "update" and held:
            assert sender.update(action, label=str(turn)).status == 200
            held[action] = str(turn)
        elif write == "delete" and held:
            assert sender.delete(action).status == 204
            del held[action]
        elif write == "replace":
            new = json_of(sender.replace([{**NEW, "label": str(turn)}] * which))["actions"]
            held = {one["id"]: one["label"] for one in new}
    assert {one["id"]: one["label"] for one in fake.items("/api/v2/cases/1/actions")} == held
    assert [one["id"] for one in fake.items("/api/v2/cases/1/actions")] == sorted(held)
    assert [one["id"] for one in sender.listed()] == sorted(held)[:20]
