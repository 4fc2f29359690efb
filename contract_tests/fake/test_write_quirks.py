"""Where conforming tenants differ in what they make of writes."""

from typing import Any

import pytest

from contract_tests.fake.sender import NEW, WEBHOOK, Sender, json_of
from tines_fake import FakeTenant, Quirks


def _sender(**quirks: Any) -> Sender:
    fake = FakeTenant(quirks=Quirks(**quirks))
    fake.add_case(1)
    return Sender(fake)


@pytest.mark.parametrize(("quirk", "text"), [("null", None), ("empty", ""), ("by-type", "Run")])
def test_the_text_of_an_action_created_without_one(quirk: str, text: str | None) -> None:
    assert _sender(new_text=quirk).created()["action_text"] == text


@pytest.mark.parametrize(("quirk", "shown"), [("null", None), ("empty", {}), ("absent", "absent")])
def test_query_parameters_that_were_never_given(quirk: str, shown: Any) -> None:
    sender = _sender(no_query_params=quirk)
    action = sender.created()
    assert action.get("query_params", "absent") == sender.listed()[0].get("query_params", "absent") == shown
    assert sender.created(query_params={"a": 1})["query_params"] == {"a": 1}


@pytest.mark.parametrize(("quirk", "left"), [("replaced", {"b": 2}), ("merged", {"a": 1, "b": 2})])
def test_query_parameters_that_are_updated(quirk: str, left: dict[str, int]) -> None:
    sender = _sender(changed_params=quirk)
    action = sender.created(query_params={"a": 1})["id"]
    assert json_of(sender.update(action, query_params={"b": 2}))["query_params"] == left


@pytest.mark.parametrize("status", [204, 404])
def test_deleting_what_was_deleted(status: int) -> None:
    sender = _sender(deleted_again=status)
    action, other = sender.created()["id"], sender.created()["id"]
    sender.update(other, label="Kept")
    assert [sender.delete(action).status for _ in range(3)] == [204, status, status]
    assert sender.delete(999).status == 404
    assert sender.delete(other).status == 204
    assert sender.listed() == []


def test_ids_may_be_kept_when_all_are_replaced() -> None:
    for quirk, kept in (("new", False), ("kept", True)):
        sender = _sender(batch_ids=quirk)
        action = sender.created()
        (after,) = json_of(sender.replace([NEW]))["actions"]
        assert ((after["id"], after["created_at"]) == (action["id"], action["created_at"])) is kept


def test_the_order_may_be_turned_when_all_are_replaced() -> None:
    given = [NEW, {**NEW, "label": "Last"}]
    labels = [
        [action["label"] for action in json_of(_sender(batch_order=quirk).replace(given))["actions"]]
        for quirk in ("kept", "turned")
    ]
    assert labels == [["Escalate", "Last"], ["Last", "Escalate"]]


def test_the_statuses_of_errors() -> None:
    sender = _sender(bad_json=422, bad_fields=400, unknown_action=422, other_method=404)
    assert sender.send("POST", "1/actions", b"{").status == 422
    assert sender.send("POST", "1/actions", {"url": WEBHOOK}).status == 400
    assert sender.get(9).status == 422
    assert sender.send("PATCH", "1/actions/1", {}).status == 404


@pytest.mark.parametrize("shape", ["errors", "typed-errors", "array", "error", "message", "text", "html"])
def test_every_field_is_named_in_every_shape_of_an_error(shape: str) -> None:
    body = _sender(error_body=shape).send("POST", "1/actions", {}).body.decode()
    assert all(name in body for name in ("url", "label", "action_type"))
