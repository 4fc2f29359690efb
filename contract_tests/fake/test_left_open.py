"""What a sound tenant makes of bodies where the sources leave it open, and what it says beside."""

from typing import Any

import pytest

from contract_tests.fake.asking import NEW, Asking, said
from tines_fake import Credentials, FakeTenant, Quirks, Request, Response

RESERVED = {"case_id": "x", "kept": "y"}


def _asking(credentials: Credentials = Credentials.RIGHT, **quirks: Any) -> Asking:
    fake = FakeTenant(quirks=Quirks(**quirks))
    fake.add_case(1)
    return Asking(fake, credentials)


def _listed(quirks: Quirks, query: str = "") -> Response:
    fake = FakeTenant(quirks=quirks)
    fake.add_action(1)
    return fake.answer(Request(origin=fake.origin, path="/api/v2/cases/1/actions", query=query))


@pytest.mark.parametrize(("quirk", "status"), [("ignored", 201), (400, 400), (422, 422)])
def test_a_field_that_the_server_owns(quirk: object, status: int) -> None:
    assert _asking(owned_fields=quirk).create(story_name="Ours").status == status


@pytest.mark.parametrize(("quirk", "status"), [("done", 200), (400, 400), (422, 422)])
def test_an_update_without_any_field(quirk: object, status: int) -> None:
    asking = _asking(empty_update=quirk)
    assert asking.update(asking.created()["id"]).status == status


@pytest.mark.parametrize(("quirk", "status", "left"), [("done", 200, 0), (400, 400, 1), (422, 422, 1)])
def test_a_batch_without_actions(quirk: object, status: int, left: int) -> None:
    asking = _asking(empty_batch=quirk)
    asking.create()
    assert asking.replace([]).status == status
    assert len(asking.listed()) == left


@pytest.mark.parametrize(("quirk", "params"), [("kept", RESERVED), ("left-out", {"kept": "y"})])
def test_a_reserved_name_among_query_parameters(quirk: object, params: dict[str, str]) -> None:
    assert _asking(reserved_params=quirk).created(query_params=RESERVED)["query_params"] == params


@pytest.mark.parametrize("status", [400, 422])
def test_a_reserved_name_may_be_refused_wherever_it_is_given(status: int) -> None:
    asking = _asking(reserved_params=status)
    action = asking.created()["id"]
    assert asking.create(query_params=RESERVED).status == status
    assert asking.update(action, query_params=RESERVED).status == status
    assert asking.replace([{**NEW, "query_params": RESERVED}]).status == status


def test_values_of_query_parameters_may_be_kept_as_text() -> None:
    given = {"number": 1, "flag": True, "nothing": None, "text": "t"}
    assert _asking().created(query_params=given)["query_params"] == given
    kept = _asking(param_values="text").created(query_params=given)["query_params"]
    assert kept == {"number": "1", "flag": "true", "nothing": "", "text": "t"}


@pytest.mark.parametrize(("quirk", "alone", "listed"), [("everywhere", 1, 1), ("alone", 1, 0), ("in-lists", 0, 1)])
def test_where_query_parameters_are_shown(quirk: str, alone: bool, listed: bool) -> None:
    asking = _asking(params_shown=quirk)
    action = asking.created(query_params={"a": "b"})
    assert ("query_params" in action) is bool(alone)
    assert ("query_params" in said(asking.get(action["id"]))) is bool(alone)
    assert ("query_params" in asking.listed()[0]) is bool(listed)
    assert ("query_params" in said(asking.replace([NEW]))["actions"][0]) is bool(listed)


@pytest.mark.parametrize(("quirk", "text"), [("taken", None), ("ignored", "Go")])
def test_null_in_an_update(quirk: str, text: str | None) -> None:
    asking = _asking(given_null=quirk)
    action = asking.created(action_text="Go")["id"]
    assert said(asking.update(action, action_text=None))["action_text"] == text


@pytest.mark.parametrize(("quirk", "moves"), [("moves", True), ("stays", False)])
def test_an_update_that_changes_nothing(quirk: str, moves: bool) -> None:
    asking = _asking(unchanged=quirk)
    action = asking.created()
    after = said(asking.update(action["id"], label=action["label"]))
    assert (after["updated_at"] != action["updated_at"]) is moves
    assert said(asking.update(action["id"], label="Other"))["updated_at"] > action["updated_at"]


@pytest.mark.parametrize("quirk", ["gaps", "random"])
def test_ids_need_not_follow_each_other_and_are_never_the_same(quirk: str) -> None:
    asking = _asking(ids=quirk)
    created = [asking.created()["id"] for _ in range(20)]
    replaced = [action["id"] for action in said(asking.replace([NEW] * 20))["actions"]]
    assert len({*created, *replaced}) == 40
    assert created[1] != created[0] + 1
    assert max(created) < 2**63


def test_what_is_beyond_the_smallest_page_may_be_refused() -> None:
    assert _listed(Quirks(smallest_page=20), "per_page=5").status == 200
    assert _listed(Quirks(smallest_page=20, under_smallest=422), "per_page=5").status == 422
    assert _listed(Quirks(smallest_page=20, under_smallest=422), "per_page=20").status == 200


def test_links_to_no_page_may_say_null_as_text() -> None:
    meta = said(_listed(Quirks(no_link="text")))["meta"]
    assert (meta["next_page"], meta["previous_page"], meta["next_page_number"]) == ("null", "null", None)


def test_no_key_and_a_wrong_key_may_be_refused_differently() -> None:
    asked = [_asking(shown, no_key=404, wrong_key=403) for shown in (Credentials.NONE, Credentials.WRONG)]
    assert [asking.create().status for asking in asked] == [404, 403]


def test_headers_that_some_tenants_send() -> None:
    answer = _asking(charset=True, location=True).create()
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.headers["location"].endswith(f"/api/v2/cases/1/actions/{said(answer)['id']}")
    assert "location" not in _asking().create().headers


def test_a_wrong_key_deletes_nothing_where_deleting_again_is_done() -> None:
    asking = _asking(Credentials.WRONG, deleted_again=204)
    assert asking.delete(1).status == 401


def test_an_action_that_lives_again_under_the_id_of_a_deleted_one_is_deleted() -> None:
    asking = _asking(deleted_again=204)
    action = asking.created()["id"]
    asking.delete(action)
    asking.fake.add_action(1, id=action)
    assert asking.delete(action).status == 204
    assert asking.listed() == []
