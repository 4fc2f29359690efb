"""A tenant that is written to: what it says of bodies, and what it does where the spec leaves it open.

That it does what the spec promises, the suite judges. That a quirk shows, its probe does (`suite/runs/test_probe.py`).
"""

import json
from typing import Any

import pytest

from contract_tests.fake.served.sender import NEW, WEBHOOK, Sender, json_of, messages
from tines_fake import Credentials, FakeTenant, Quirks


def test_a_story_is_named_where_the_url_is_one_of_its_own(sender: Sender) -> None:
    sender.fake.add_story("Case Management", ":fire:", WEBHOOK)
    action = sender.created()
    assert (action["story_name"], action["story_emoji"]) == ("Case Management", ":fire:")
    elsewhere = json_of(sender.update(action["id"], url="https://example.com"))
    assert (elsewhere["story_name"], elsewhere["story_emoji"]) == (None, None)
    assert json_of(sender.update(action["id"], url=WEBHOOK))["story_name"] == "Case Management"


def test_the_literal_path_of_replacing_wins_over_an_id(sender: Sender) -> None:
    assert sender.get("batch").status == sender.delete("batch").status == 405
    assert sender.replace([]).status == 200


def test_an_id_in_a_path_is_percent_decoded(sender: Sender) -> None:
    assert sender.send("GET", "%32/actions/5%30").status == 200


@pytest.mark.parametrize("action", [50, 51, 0, -1, 2**63, "abc", "1.5", "%31"])
def test_an_id_that_the_case_does_not_have_is_not_found(sender: Sender, action: object) -> None:
    for response in (sender.get(action), sender.update(action, label="x"), sender.delete(action)):
        assert response.status == 404
    assert [action["id"] for action in sender.listed(2)] == [50]


@pytest.mark.parametrize(
    ("body", "expected"),
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
def test_each_wrong_field_of_a_body_has_a_message(sender: Sender, body: Any, expected: list[str]) -> None:
    response = sender.send("POST", "1/actions", json.dumps(body).encode())
    assert (response.status, sorted(messages(response))) == (422, sorted(expected))
    assert sender.listed() == []


def test_one_bad_action_among_many_is_named_by_its_place(sender: Sender) -> None:
    sender.create()
    response = sender.replace([NEW, {"url": "", "label": ""}])
    assert (response.status, messages(response)) == (422, ["actions[1].action_type is missing"])
    assert messages(sender.send("PUT", "1/actions/batch", {})) == ["actions is missing"]
    assert len(sender.listed()) == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff", b'{"url": NaN}', b'{"n": 1e999}', b'{"n": -1e999}', b"[" * 100_000, b"oops"],
    ids=lambda b: str(b[:12]),
)
def test_a_body_that_is_no_json_is_a_client_error(sender: Sender, body: bytes) -> None:
    action = sender.created()["id"]
    for method, path in (("POST", "1/actions"), ("PUT", f"1/actions/{action}"), ("PUT", "1/actions/batch")):
        assert sender.send(method, path, body).status == 400


def _sender(credentials: Credentials = Credentials.RIGHT, **quirks: Any) -> Sender:
    fake = FakeTenant(quirks=Quirks(**quirks))
    fake.add_case(1)
    return Sender(fake, credentials)


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
