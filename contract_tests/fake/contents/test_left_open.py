"""What conforming tenants make of bodies, where the sources leave it open; a quirk alone is what `probe` shows."""

from typing import Any

import pytest

from contract_tests.fake.served.sender import NEW, Sender, json_of
from tines_fake import Credentials, FakeTenant, Quirks

RESERVED = {"case_id": "x", "kept": "y"}


def _sender(credentials: Credentials = Credentials.RIGHT, **quirks: Any) -> Sender:
    fake = FakeTenant(quirks=Quirks(**quirks))
    fake.add_case(1)
    return Sender(fake, credentials)


@pytest.mark.parametrize("status", [400, 422])
def test_a_reserved_name_may_be_rejected_wherever_it_is_given(status: int) -> None:
    sender = _sender(reserved_params=status)
    action = sender.created()["id"]
    assert sender.create(query_params=RESERVED).status == status
    assert sender.update(action, query_params=RESERVED).status == status
    assert sender.replace([{**NEW, "query_params": RESERVED}]).status == status


def test_values_of_query_parameters_may_be_kept_as_text() -> None:
    given = {"number": 1, "flag": True, "nothing": None, "text": "t"}
    kept = _sender(param_values="text").created(query_params=given)["query_params"]
    assert kept == {"number": "1", "flag": "true", "nothing": "", "text": "t"}


@pytest.mark.parametrize(("quirk", "alone", "listed"), [("everywhere", 1, 1), ("alone", 1, 0), ("in-lists", 0, 1)])
def test_where_query_parameters_are_shown(quirk: str, alone: bool, listed: bool) -> None:
    sender = _sender(params_shown=quirk)
    assert ("query_params" in sender.created(query_params={"a": "b"})) is bool(alone)
    assert ("query_params" in json_of(sender.replace([NEW]))["actions"][0]) is bool(listed)


def test_links_to_no_page_may_say_null_as_text() -> None:
    meta = json_of(_sender(no_link="text").send("GET", "1/actions"))["meta"]
    assert (meta["next_page"], meta["previous_page"], meta["next_page_number"]) == ("null", "null", None)


def test_the_location_is_where_the_new_action_is_read() -> None:
    response = _sender(location=True).create()
    assert response.headers["location"].endswith(f"/api/v2/cases/1/actions/{json_of(response)['id']}")


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


def test_a_method_that_a_path_does_not_have_may_be_not_found() -> None:
    assert _sender(other_method=404).send("PATCH", "1/actions/1", {}).status == 404


@pytest.mark.parametrize("shape", ["errors", "typed-errors", "array", "error", "message", "text", "html"])
def test_every_field_is_named_in_every_shape_of_an_error(shape: str) -> None:
    body = _sender(error_body=shape).send("POST", "1/actions", {}).body.decode()
    assert all(name in body for name in ("url", "label", "action_type"))
