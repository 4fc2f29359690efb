"""What conforming tenants make of bodies, where the sources leave it open."""

from typing import Any

import pytest

from contract_tests.fake.sender import NEW, Sender, json_of
from tines_fake import Credentials, FakeTenant, Quirks, Request, Response

RESERVED = {"case_id": "x", "kept": "y"}


def _sender(credentials: Credentials = Credentials.RIGHT, **quirks: Any) -> Sender:
    fake = FakeTenant(quirks=Quirks(**quirks))
    fake.add_case(1)
    return Sender(fake, credentials)


def _listed(quirks: Quirks, query: str = "") -> Response:
    fake = FakeTenant(quirks=quirks)
    fake.add_action(1)
    return fake.respond(Request(origin=fake.origin, path="/api/v2/cases/1/actions", query=query))


@pytest.mark.parametrize(("quirk", "status"), [("ignored", 201), (400, 400), (422, 422)])
def test_a_field_that_the_server_owns(quirk: object, status: int) -> None:
    assert _sender(owned_fields=quirk).create(story_name="Ours").status == status


@pytest.mark.parametrize(("quirk", "status"), [("done", 200), (400, 400), (422, 422)])
def test_an_update_without_any_field(quirk: object, status: int) -> None:
    sender = _sender(empty_update=quirk)
    assert sender.update(sender.created()["id"]).status == status


@pytest.mark.parametrize(("quirk", "status", "left"), [("done", 200, 0), (400, 400, 1), (422, 422, 1)])
def test_a_batch_without_actions(quirk: object, status: int, left: int) -> None:
    sender = _sender(empty_batch=quirk)
    sender.create()
    assert sender.replace([]).status == status
    assert len(sender.listed()) == left


@pytest.mark.parametrize(("quirk", "params"), [("kept", RESERVED), ("left-out", {"kept": "y"})])
def test_a_reserved_name_among_query_parameters(quirk: object, params: dict[str, str]) -> None:
    assert _sender(reserved_params=quirk).created(query_params=RESERVED)["query_params"] == params


@pytest.mark.parametrize("status", [400, 422])
def test_a_reserved_name_may_be_rejected_wherever_it_is_given(status: int) -> None:
    sender = _sender(reserved_params=status)
    action = sender.created()["id"]
    assert sender.create(query_params=RESERVED).status == status
    assert sender.update(action, query_params=RESERVED).status == status
    assert sender.replace([{**NEW, "query_params": RESERVED}]).status == status


def test_values_of_query_parameters_may_be_kept_as_text() -> None:
    given = {"number": 1, "flag": True, "nothing": None, "text": "t"}
    assert _sender().created(query_params=given)["query_params"] == given
    kept = _sender(param_values="text").created(query_params=given)["query_params"]
    assert kept == {"number": "1", "flag": "true", "nothing": "", "text": "t"}


@pytest.mark.parametrize(("quirk", "alone", "listed"), [("everywhere", 1, 1), ("alone", 1, 0), ("in-lists", 0, 1)])
def test_where_query_parameters_are_shown(quirk: str, alone: bool, listed: bool) -> None:
    sender = _sender(params_shown=quirk)
    action = sender.created(query_params={"a": "b"})
    assert ("query_params" in action) is bool(alone)
    assert ("query_params" in json_of(sender.get(action["id"]))) is bool(alone)
    assert ("query_params" in sender.listed()[0]) is bool(listed)
    assert ("query_params" in json_of(sender.replace([NEW]))["actions"][0]) is bool(listed)


@pytest.mark.parametrize(("quirk", "text"), [("taken", None), ("ignored", "Go")])
def test_null_in_an_update(quirk: str, text: str | None) -> None:
    sender = _sender(given_null=quirk)
    action = sender.created(action_text="Go")["id"]
    assert json_of(sender.update(action, action_text=None))["action_text"] == text


@pytest.mark.parametrize(("quirk", "moves"), [("moves", True), ("stays", False)])
def test_an_update_that_changes_nothing(quirk: str, moves: bool) -> None:
    sender = _sender(unchanged=quirk)
    action = sender.created()
    after = json_of(sender.update(action["id"], label=action["label"]))
    assert (after["updated_at"] != action["updated_at"]) is moves
    assert json_of(sender.update(action["id"], label="Other"))["updated_at"] > action["updated_at"]


@pytest.mark.parametrize("quirk", ["gaps", "random"])
def test_ids_need_not_follow_each_other_and_are_never_the_same(quirk: str) -> None:
    sender = _sender(ids=quirk)
    created = [sender.created()["id"] for _ in range(20)]
    replaced = [action["id"] for action in json_of(sender.replace([NEW] * 20))["actions"]]
    assert len({*created, *replaced}) == 40
    assert created[1] != created[0] + 1
    assert max(created) < 2**63


def test_what_is_beyond_the_smallest_page_may_be_rejected() -> None:
    assert _listed(Quirks(smallest_page=20), "per_page=5").status == 200
    assert _listed(Quirks(smallest_page=20, under_smallest=422), "per_page=5").status == 422
    assert _listed(Quirks(smallest_page=20, under_smallest=422), "per_page=20").status == 200


def test_links_to_no_page_may_say_null_as_text() -> None:
    meta = json_of(_listed(Quirks(no_link="text")))["meta"]
    assert (meta["next_page"], meta["previous_page"], meta["next_page_number"]) == ("null", "null", None)


def test_no_key_and_a_wrong_key_may_have_different_statuses() -> None:
    senders = [_sender(shown, no_key=404, wrong_key=403) for shown in (Credentials.NONE, Credentials.WRONG)]
    assert [sender.create().status for sender in senders] == [404, 403]


def test_headers_that_some_tenants_send() -> None:
    response = _sender(charset=True, location=True).create()
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["location"].endswith(f"/api/v2/cases/1/actions/{json_of(response)['id']}")
    assert "location" not in _sender().create().headers


def test_a_wrong_key_deletes_nothing_again() -> None:
    sender = _sender(Credentials.WRONG, deleted_again=204)
    assert sender.delete(1).status == 401


def test_an_action_under_the_id_of_a_deleted_one_is_deleted() -> None:
    sender = _sender(deleted_again=204)
    action = sender.created()["id"]
    sender.delete(action)
    sender.fake.add_action(1, id=action)
    assert sender.delete(action).status == 204
    assert sender.listed() == []
