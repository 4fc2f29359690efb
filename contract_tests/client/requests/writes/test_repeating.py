"""What is sent again, and what an error says of the call: scripts of what the network and the tenant do, in turn."""

from typing import Any

import httpx
import pytest

from tines_cases import RetryPolicy
from tines_cases.errors import NotFoundError, RateLimitError, ServerError, TransportError

NEW = {"url": "https://example.com", "label": "Runbook", "action_type": "page"}
ACTION = {
    **NEW,
    "id": 7,
    "case_id": 1,
    "story_name": None,
    "story_emoji": None,
    "created_at": "2026-04-01T10:00:00Z",
    "updated_at": "2026-04-01T10:00:00Z",
}
METHODS: dict[str, tuple[tuple[Any, ...], dict[str, Any], httpx.Response]] = {
    "get": ((1, 7), {}, httpx.Response(200, json=ACTION)),
    "create": ((1,), NEW, httpx.Response(201, json=ACTION)),
    "update": ((1, 7), {"label": "x"}, httpx.Response(200, json=ACTION)),
    "delete": ((1, 7), {}, httpx.Response(204)),
    "replace_all": ((1, [NEW]), {}, httpx.Response(200, json={"case_id": 1, "actions": []})),
}
REPEATABLE = ("get", "update", "delete")
ONCE = ("create", "replace_all")
NEVER_SENT = httpx.ConnectError("refused")
NEVER_POOLED = httpx.PoolTimeout("busy")
BROKE = httpx.ReadError("reset")
HUNG_UP = httpx.RemoteProtocolError("Server disconnected without sending a response.")
NO_HTTP = httpx.RemoteProtocolError("illegal status line")
SLOW = httpx.ReadTimeout("slow")
GATEWAY = httpx.Response(502)
LIMITED = httpx.Response(429, headers={"Retry-After": "0"})
GONE = httpx.Response(404)
QUICK = RetryPolicy(attempts=3, first_wait=0)
Script = list[Any]


def _outcome(opened: Any, method: str, script: Script, retry: RetryPolicy = QUICK, **more: Any) -> tuple[int, Any]:
    """How often it was sent, and what came of it; after the script the tenant does what it should."""
    arguments, named, success = METHODS[method]
    turns = iter([*script, *[success] * 5])
    asked = []

    def respond(request: httpx.Request) -> httpx.Response:
        asked.append((request.method, request.url, request.content))
        turn = next(turns)
        if isinstance(turn, Exception):
            raise turn
        return httpx.Response(turn.status_code, headers=turn.headers, content=turn.content)

    with opened(respond, retry=retry) as client:
        try:
            outcome = client.call(method, *arguments, **named, **more)
        except (TransportError, NotFoundError, RateLimitError, ServerError) as error:
            outcome = error
    assert len(set(asked)) == 1
    return len(asked), outcome


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("turn", [NEVER_SENT, LIMITED], ids=["never connected", "rate limited"])
def test_what_was_provably_not_processed_is_sent_again_whatever_it_is(opened: Any, method: str, turn: Any) -> None:
    sent, outcome = _outcome(opened, method, [turn, turn])
    assert sent == 3
    assert not isinstance(outcome, Exception)


@pytest.mark.parametrize("turn", [BROKE, HUNG_UP, GATEWAY, httpx.Response(503), httpx.Response(504)], ids=repr)
def test_what_may_have_been_processed_is_sent_again_where_that_does_no_more(opened: Any, turn: Any) -> None:
    for method in REPEATABLE:
        sent, outcome = _outcome(opened, method, [turn, turn])
        assert sent == 3
        assert not isinstance(outcome, Exception)
    for method in ONCE:
        sent, outcome = _outcome(opened, method, [turn, turn])
        assert sent == 1
        assert isinstance(outcome, TransportError | ServerError)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("turn", [SLOW, NO_HTTP, httpx.Response(500)], ids=repr)
def test_what_a_further_attempt_would_not_mend_is_sent_once(opened: Any, method: str, turn: Any) -> None:
    sent, outcome = _outcome(opened, method, [turn])
    assert sent == 1
    assert isinstance(outcome, TransportError | ServerError)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("script", "processed"),
    [
        ([NEVER_SENT], False),
        ([NEVER_POOLED], False),
        ([BROKE], True),
        ([HUNG_UP], True),
        ([SLOW], True),
        ([NO_HTTP], True),
    ],
    ids=["never connected", "never pooled", "broke", "hung up", "slow", "no HTTP"],
)
def test_an_error_says_whether_the_call_may_have_been_processed(
    opened: Any, method: str, script: Script, processed: bool
) -> None:
    _, outcome = _outcome(opened, method, script, RetryPolicy.none())
    assert isinstance(outcome, TransportError)
    assert outcome.may_have_been_processed is processed


@pytest.mark.parametrize("method", REPEATABLE)
@pytest.mark.parametrize("first", [BROKE, HUNG_UP, GATEWAY], ids=["broke", "hung up", "gateway"])
def test_an_attempt_that_may_have_been_processed_is_not_forgotten(opened: Any, method: str, first: Any) -> None:
    sent, outcome = _outcome(opened, method, [first, NEVER_SENT, NEVER_SENT])
    assert sent == 3
    assert outcome.may_have_been_processed is True


@pytest.mark.parametrize("method", METHODS)
def test_attempts_of_which_none_arrived_were_not_processed(opened: Any, method: str) -> None:
    sent, outcome = _outcome(opened, method, [LIMITED, NEVER_SENT, NEVER_SENT])
    assert sent == 3
    assert outcome.may_have_been_processed is False


@pytest.mark.parametrize("first", [BROKE, HUNG_UP, GATEWAY], ids=["broke", "hung up", "gateway"])
def test_what_is_gone_after_an_attempt_that_may_have_deleted_it_is_deleted(opened: Any, first: Any) -> None:
    assert _outcome(opened, "delete", [first, GONE]) == (2, None)
    assert _outcome(opened, "delete", [first, NEVER_SENT, GONE]) == (3, None)


@pytest.mark.parametrize("script", [[GONE], [NEVER_SENT, GONE], [LIMITED, GONE]], ids=["at once", "unsent", "limited"])
def test_what_was_gone_before_is_an_error(opened: Any, script: Script) -> None:
    _, outcome = _outcome(opened, "delete", script)
    assert isinstance(outcome, NotFoundError)


@pytest.mark.parametrize("script", [[GONE], [NEVER_SENT, GONE], [BROKE, GONE]], ids=["at once", "unsent", "broke"])
def test_what_may_be_missing_is_no_error_where_it_is_gone(opened: Any, script: Script) -> None:
    assert _outcome(opened, "delete", script, missing_ok=True) == (len(script), None)


@pytest.mark.parametrize("method", ["get", "update"])
def test_what_is_gone_is_an_error_for_all_but_deleting(opened: Any, method: str) -> None:
    _, outcome = _outcome(opened, method, [BROKE, GONE])
    assert isinstance(outcome, NotFoundError)
