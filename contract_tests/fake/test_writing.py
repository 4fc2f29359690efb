"""A sound tenant that is written to does what the document promises."""

import datetime
import json
from typing import Any

import pytest

from contract_tests.fake.asking import NEW, WEBHOOK, Asking, messages, said
from tines_fake import Credentials, FakeTenant


def test_what_is_created_is_read_back_and_listed_once(asking: Asking) -> None:
    answer = asking.create(query_params={"status": "open"}, action_text="Go")
    action = said(answer)
    assert answer.status == 201
    assert action["case_id"] == 1
    assert {name: action[name] for name in NEW} == NEW
    assert (action["query_params"], action["action_text"]) == ({"status": "open"}, "Go")
    assert said(asking.get(action["id"])) == action
    assert asking.listed() == [{name: value for name, value in action.items() if name != "case_id"}]


def test_ids_are_new_even_after_the_last_action_was_deleted(asking: Asking) -> None:
    first = asking.created()["id"]
    asking.delete(first)
    assert asking.created()["id"] > first > 50


def test_what_the_server_owns_is_not_taken_from_a_body(asking: Asking) -> None:
    owned = {
        "id": 7,
        "story_name": "Mine",
        "story_emoji": ":x:",
        "page_emoji": ":y:",
        "created_at": "2000-01-01T00:00:00Z",
    }
    action = asking.created(**owned, case_id=9)
    assert {name: action[name] for name in owned}.items().isdisjoint(owned.items())
    changed = said(asking.update(action["id"], **owned, updated_at="2000-01-01T00:00:00Z"))
    assert {**changed, "updated_at": None} == {**action, "updated_at": None}


def test_a_story_is_named_where_the_url_is_one_of_its_own(asking: Asking) -> None:
    asking.fake.add_story("Case Management", ":fire:", WEBHOOK)
    action = asking.created()
    assert (action["story_name"], action["story_emoji"]) == ("Case Management", ":fire:")
    elsewhere = said(asking.update(action["id"], url="https://example.com"))
    assert (elsewhere["story_name"], elsewhere["story_emoji"]) == (None, None)
    assert said(asking.update(action["id"], url=WEBHOOK))["story_name"] == "Case Management"


@pytest.mark.parametrize(
    "change",
    [
        {"url": "https://example.com"},
        {"label": ""},
        {"action_type": "page"},
        {"action_text": None},
        {"query_params": {"a": True}},
        {},
    ],
    ids=str,
)
def test_an_update_changes_what_is_given_and_nothing_else(asking: Asking, change: Any) -> None:
    before = asking.created(action_text="Go", query_params={"b": 1})
    after = said(asking.update(before["id"], **change))
    assert after == {**before, **change, "updated_at": after["updated_at"]}
    assert said(asking.get(before["id"])) == after


def test_updated_at_moves_with_each_write_and_created_at_stays() -> None:
    moment = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)
    asking = Asking(FakeTenant(clock=lambda: moment))
    asking.fake.add_case(1)
    action = asking.created()
    times = [said(asking.update(action["id"]))["updated_at"] for _ in range(3)]
    assert (action["created_at"], action["updated_at"]) == ("2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z")
    assert times == [f"2026-11-24T12:00:0{second}Z" for second in (1, 2, 3)]
    assert said(asking.get(action["id"]))["created_at"] == action["created_at"]


def test_what_is_deleted_is_gone_and_all_else_stays(asking: Asking) -> None:
    first, second = asking.created(), asking.created()
    answer = asking.delete(first["id"])
    assert (answer.status, answer.body) == (204, b"")
    assert asking.get(first["id"]).status == asking.delete(first["id"]).status == 404
    assert [action["id"] for action in asking.listed()] == [second["id"]]
    assert [action["id"] for action in asking.listed(2)] == [50]


def test_replacing_all_leaves_only_what_was_given_and_other_cases_alone(asking: Asking) -> None:
    old = asking.created()
    answer = asking.replace([NEW, {**NEW, "label": "Other"}])
    assert answer.status == 200
    assert said(answer) == {"case_id": 1, "actions": asking.listed()}
    assert [action["label"] for action in asking.listed()] == ["Escalate", "Other"]
    assert old["id"] not in [action["id"] for action in asking.listed()]
    assert [action["id"] for action in asking.listed(2)] == [50]
    assert said(asking.replace([]))["actions"] == asking.listed() == []


def test_the_literal_path_of_replacing_wins_over_an_id(asking: Asking) -> None:
    assert asking.get("batch").status == asking.delete("batch").status == 405
    assert asking.replace([]).status == 200


@pytest.mark.parametrize("action", [50, 51, 0, -1, 2**63, "abc", "1.5", "%31"])
def test_an_id_that_the_case_does_not_have_is_not_found(asking: Asking, action: object) -> None:
    for answer in (asking.get(action), asking.update(action, label="x"), asking.delete(action)):
        assert answer.status == 404
    assert [action["id"] for action in asking.listed(2)] == [50]


def test_a_case_that_is_not_there_is_not_found_and_not_made(asking: Asking) -> None:
    for answer in (asking.create(9), asking.get(1, 9), asking.update(1, 9), asking.delete(1, 9), asking.replace([], 9)):
        assert answer.status == 404
    assert asking.send("GET", "9/actions").status == 404


@pytest.mark.parametrize("credentials", [Credentials.NONE, Credentials.WRONG])
def test_a_request_without_the_key_is_refused_and_changes_nothing(asking: Asking, credentials: Credentials) -> None:
    action = asking.created()
    others = Asking(asking.fake, credentials)
    for answer in (
        others.create(),
        others.get(action["id"]),
        others.update(action["id"], label="x"),
        others.delete(action["id"]),
        others.replace([]),
    ):
        assert answer.status == 401
    assert [held["label"] for held in asking.listed()] == ["Escalate"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, ["url is missing", "label is missing", "action_type is missing"]),
        ({**NEW, "label": 7, "action_type": "form"}, ["label must be string", "action_type must be webhook or page"]),
        ({**NEW, "action_type": "PAGE"}, ["action_type must be webhook or page"]),
        ({**NEW, "url": None}, ["url must be string"]),
        (
            {**NEW, "query_params": [], "action_text": {}},
            ["action_text must be string or null", "query_params must be object or null"],
        ),
        ([], ["the body must be object"]),
        (None, ["the body must be object"]),
    ],
    ids=str,
)
def test_a_body_that_lacks_something_is_refused_with_a_message_for_each_field(
    asking: Asking, body: Any, told: list[str]
) -> None:
    answer = asking.send("POST", "1/actions", json.dumps(body).encode())
    assert (answer.status, sorted(messages(answer))) == (422, sorted(told))
    assert asking.listed() == []


def test_one_bad_action_among_many_is_named_by_its_place_and_replaces_nothing(asking: Asking) -> None:
    asking.create()
    answer = asking.replace([NEW, {"url": "", "label": ""}])
    assert (answer.status, messages(answer)) == (422, ["actions[1].action_type is missing"])
    assert messages(asking.send("PUT", "1/actions/batch", {})) == ["actions is missing"]
    assert len(asking.listed()) == 1


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", b'{"url": NaN}', b"[" * 100_000, b"oops"], ids=lambda b: str(b[:12])
)
def test_a_body_that_is_no_json_is_refused_and_no_server_error(asking: Asking, body: bytes) -> None:
    action = asking.created()["id"]
    for method, path in (("POST", "1/actions"), ("PUT", f"1/actions/{action}"), ("PUT", "1/actions/batch")):
        assert asking.send(method, path, body).status == 400
