"""What came with a value, and with an error, for whoever has to look inside."""

import copy
import pickle
from typing import Any

import httpx
import pytest

from contract_tests.client_adapters import KEY
from tines_cases import RetryPolicy, WithResponse
from tines_cases.errors import ApiError, DecodeError, NotFoundError

NEW = {"url": "https://example.com/webhook/s3cret", "label": "Escalate", "action_type": "webhook"}
TIMES = dict.fromkeys(["created_at", "updated_at"], "2026-04-01T10:00:00Z")
ACTION = {**NEW, **TIMES, "case_id": 1, "id": 7, "story_name": None, "story_emoji": None}


def test_a_value_comes_with_its_response(opened: Any) -> None:
    headers = {"X-Request-Id": "abc", "X-RateLimit-Remaining": "99"}
    turns = iter([httpx.Response(503), httpx.Response(200, headers=headers, json={**ACTION, "colour": "red"})])

    with opened(lambda _: next(turns), retry=RetryPolicy(first_wait=0)) as client:
        came = client.call("with_response.get", 1, 7)
    assert isinstance(came, WithResponse)
    assert came.value.label == "Escalate"
    assert came.response.status == 200
    assert came.response.headers["x-ratelimit-remaining"] == "99"
    assert came.response.json()["colour"] == "red"
    assert (came.request_id, came.attempts) == ("abc", 2)
    assert came.elapsed > 0
    assert "s3cret" not in repr(came)


def test_a_value_without_a_body_comes_with_what_the_tenant_said(opened: Any) -> None:
    with opened(lambda _: httpx.Response(404)) as client:
        came = client.call("with_response.delete", 1, 7, missing_ok=True)
    assert (came.value, came.response.status) == (None, 404)


def test_an_error_comes_through_and_its_frames_hold_nothing_of_what_was_sent(opened: Any) -> None:
    with opened(lambda _: httpx.Response(404)) as client, pytest.raises(NotFoundError) as caught:
        client.call("with_response.create", 1, **NEW)
    frames = [entry.frame.f_locals for entry in caught.traceback if "tines_" in str(entry.path)]
    assert len(frames) >= 3
    assert "s3cret" not in repr(frames)


def test_an_error_tells_of_its_request_and_its_response_without_printing_it(opened: Any) -> None:
    headers = {"X-Request-Id": f"abc {KEY}", "X-Seen": f"Bearer {KEY}"}
    refusal = httpx.Response(422, headers=headers, text="<p>private")
    with opened(lambda _: refusal) as client, pytest.raises(ApiError) as caught:
        client.call("get", 1, 7)
    error = pickle.loads(pickle.dumps(caught.value))
    for one in (caught.value, error, copy.copy(error)):
        assert (one.method, one.path, one.request_path) == ("GET", *2 * ("/api/v2/cases/1/actions/7",))
        assert (one.headers["x-seen"], one.request_id) == ("Bearer ***", "abc ***")
        assert one.body == b"<p>private"
        assert "x-seen" not in f"{one} {one!r}"


def test_a_page_for_people_in_place_of_json_can_be_looked_at(opened: Any) -> None:
    page = httpx.Response(200, headers={"X-Sso": "1"}, content=f"<html>log in {KEY}".encode())
    with opened(lambda _: page) as client, pytest.raises(DecodeError) as caught:
        client.call("get", 1, 7)
    error = caught.value
    assert (error.method, error.request_path, error.json_path) == ("GET", "/api/v2/cases/1/actions/7", "$")
    assert error.path == error.json_path
    assert (error.status, error.headers["x-sso"], error.body) == (200, "1", b"<html>log in ***")
    assert "log in" not in f"{error} {error!r}"
    assert b"log in" not in pickle.dumps(error)
    assert vars(pickle.loads(pickle.dumps(error))) == {**vars(error), "body": b""}
