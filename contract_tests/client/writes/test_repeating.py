"""What is sent again, and what an error says of the call: scripts of what the network and the tenant do, in turn."""

import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

import httpx
import pytest

from contract_tests.client.conftest import blocking
from contract_tests.client.test_with_response import ACTION
from contract_tests.client.writes.conftest import NEW
from contract_tests.documentation.pages import text_of
from tines_cases import RetryPolicy
from tines_cases.errors import DecodeError, NotFoundError, TinesError, TransportError
from tines_runtime.call.retry import RETRIED

PATH = "/api/v2/cases/1/records"
OK = httpx.Response(200, json=ACTION)
METHODS: dict[str, tuple[Callable[..., Any], httpx.Response]] = {
    "get": (lambda client, **more: client.call("get", 1, 7, **more), OK),
    "create": (lambda client: client.call("create", 1, **NEW), httpx.Response(201, json=ACTION)),
    "update": (lambda client: client.call("update", 1, 7, label="x"), OK),
    "delete": (lambda client, **more: client.call("delete", 1, 7, **more), httpx.Response(204)),
    "replace_all": (
        lambda client: client.call("replace_all", 1, [NEW]),
        httpx.Response(200, json={"case_id": 1, "actions": []}),
    ),
    "GET": (lambda client: client.request("GET", PATH), OK),
    "OPTIONS": (lambda client: client.request("OPTIONS", PATH), OK),
    "PUT": (lambda client: client.request("PUT", PATH, json={}), OK),
    "DELETE": (lambda client, **more: client.request("DELETE", PATH, **more), OK),
    "POST": (lambda client: client.request("POST", PATH, json={}), OK),
    "PATCH": (lambda client: client.request("PATCH", PATH, json={}), OK),
}
"""Of case actions by their names, and raw ones by those of HTTP."""
REPEATABLE = ("get", "update", "delete", "GET", "OPTIONS", "PUT", "DELETE")
NEVER_SENT, BROKE = httpx.ConnectError("refused"), httpx.ReadError("reset")
HUNG_UP = httpx.RemoteProtocolError("Server disconnected without sending a response.")
NO_HTTP, SLOW = httpx.RemoteProtocolError("illegal status line"), httpx.ReadTimeout("slow")
GATEWAY, GONE = httpx.Response(502), httpx.Response(404)
LIMITED = httpx.Response(429, headers={"Retry-After": "0"})
PROCESSED = {"broke": BROKE, "hung up": HUNG_UP, "gateway": GATEWAY}
Script = list[Any]

pytestmark = blocking

each_method = pytest.mark.parametrize("method", METHODS)
each_processed = pytest.mark.parametrize("first", PROCESSED.values(), ids=PROCESSED)


def _outcome(
    opened: Any, method: str, script: Script, attempts: int = 3, statuses: Iterable[int] = RETRIED, **more: Any
) -> tuple[int, Any]:
    """How often it was sent, and what came of it; after the script the tenant does what it should."""
    call, success = METHODS[method]
    turns = iter([*script, *[success] * 5])
    asked = []

    def respond(request: httpx.Request) -> httpx.Response:
        asked.append((request.method, request.url, request.content))
        turn = next(turns)
        if isinstance(turn, Exception):
            raise turn
        return httpx.Response(turn.status_code, headers=turn.headers, content=turn.content)

    with opened(respond, retry=RetryPolicy(attempts=attempts, first_wait=0, statuses={*statuses})) as client:
        try:
            outcome = call(client, **more)
        except TinesError as error:
            outcome = error
    assert len(set(asked)) == 1
    return len(asked), outcome


@each_method
@pytest.mark.parametrize(
    ("turn", "repeated"),
    [
        (NEVER_SENT, METHODS),
        (LIMITED, METHODS),
        (httpx.Response(429), METHODS),
        *((turn, REPEATABLE) for turn in (BROKE, HUNG_UP, GATEWAY, httpx.Response(503), httpx.Response(504))),
        *((turn, ()) for turn in (SLOW, NO_HTTP, httpx.Response(500))),
    ],
    ids=lambda value: repr(value) if isinstance(value, Exception | httpx.Response) else "",
)
def test_what_was_not_processed_or_does_no_more_is_sent_again(
    opened: Any, method: str, turn: Any, repeated: Any
) -> None:
    sent, outcome = _outcome(opened, method, [turn, turn])
    assert sent == (3 if method in repeated else 1)
    assert isinstance(outcome, TinesError) is (method not in repeated)


WORDS = {
    "no connection was made": NEVER_SENT,
    "the connection broke": BROKE,
    "the timeout passed": SLOW,
    "any other status": httpx.Response(418),
}


def test_the_table_of_what_is_retried_is_what_happens(opened: Any) -> None:
    table = text_of("docs/how-to/retries-and-deadlines.md").partition("## What is retried")[2].partition("\n## ")[0]
    (_, *heads, _), _, *rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("|")]
    columns = [METHODS.keys() & {*re.findall(r"`(\w+)`", head)} for head in heads]
    assert set().union(*columns) == METHODS.keys()
    for words, *cells, _ in rows:
        turns = [WORDS[words]] if words in WORDS else [httpx.Response(int(one)) for one in words.split(", ")]
        shown = {method for column, cell in zip(columns, cells, strict=True) if cell == "yes" for method in column}
        for turn in turns:
            assert {one for one in METHODS if _outcome(opened, one, [turn], attempts=2)[0] == 2} == shown, words


@each_method
@pytest.mark.parametrize("status", [404, 408, HTTPStatus.CONFLICT, 500])
def test_named_statuses_are_retried_where_twice_is_once(opened: Any, method: str, status: int) -> None:
    sent, _ = _outcome(opened, method, [httpx.Response(status)], statuses={status})
    assert sent == (2 if method in REPEATABLE else 1)
    assert _outcome(opened, method, [httpx.Response(429)], statuses={status})[0] == 1


@pytest.mark.parametrize("status", [302, 400, 401, 403, 404, 409, 418, 422, 501, 505])
def test_other_statuses_are_final(opened: Any, status: int) -> None:
    sent, outcome = _outcome(opened, "get", [httpx.Response(status)])
    assert (sent, outcome.status) == (1, status)


def test_a_body_that_cannot_be_read_is_not_asked_for_again(opened: Any) -> None:
    sent, outcome = _outcome(opened, "get", [httpx.Response(200, content=b"{}")])
    assert (sent, type(outcome)) == (1, DecodeError)


@pytest.mark.parametrize("attempts", [1, 2, 4])
def test_the_last_of_so_many_attempts_is_raised(opened: Any, attempts: int) -> None:
    sent, outcome = _outcome(opened, "get", [GATEWAY] * (attempts - 1) + [httpx.Response(504)], attempts)
    assert (sent, outcome.status) == (attempts, 504)


def test_a_request_may_have_a_retry_policy_of_its_own(opened: Any) -> None:
    assert _outcome(opened, "DELETE", [GATEWAY], retry=RetryPolicy.none())[0] == 1


@each_method
@pytest.mark.parametrize(
    ("turn", "processed"),
    [
        *((turn, False) for turn in (NEVER_SENT, httpx.PoolTimeout("busy"))),
        *((turn, True) for turn in (BROKE, HUNG_UP, SLOW, NO_HTTP)),
    ],
    ids=repr,
)
def test_an_error_says_whether_the_call_may_have_been_processed(
    opened: Any, method: str, turn: Exception, processed: bool
) -> None:
    _, outcome = _outcome(opened, method, [turn], attempts=1)
    assert isinstance(outcome, TransportError)
    assert outcome.may_have_been_processed is processed


@each_processed
def test_an_attempt_that_may_have_been_processed_is_not_forgotten(opened: Any, first: Any) -> None:
    for method in REPEATABLE:
        sent, outcome = _outcome(opened, method, [first, NEVER_SENT, NEVER_SENT])
        assert (sent, outcome.may_have_been_processed) == (3, True)


@each_method
def test_attempts_of_which_none_arrived_were_not_processed(opened: Any, method: str) -> None:
    sent, outcome = _outcome(opened, method, [LIMITED, NEVER_SENT, NEVER_SENT])
    assert (sent, outcome.may_have_been_processed) == (3, False)


@each_processed
def test_what_is_gone_after_an_attempt_that_may_have_deleted_it_is_deleted(opened: Any, first: Any) -> None:
    assert _outcome(opened, "delete", [first, GONE]) == (2, None)
    assert _outcome(opened, "delete", [first, NEVER_SENT, GONE]) == (3, None)


@pytest.mark.parametrize("before", [[], [NEVER_SENT], [LIMITED]], ids=["at once", "unsent", "limited"])
def test_what_was_gone_before_is_an_error_unless_it_may_be_missing(opened: Any, before: Script) -> None:
    assert isinstance(_outcome(opened, "delete", [*before, GONE])[1], NotFoundError)
    assert _outcome(opened, "delete", [*before, GONE], missing_ok=True) == (len(before) + 1, None)


@pytest.mark.parametrize("method", ["get", "update"])
def test_what_is_gone_is_an_error_for_all_but_deleting(opened: Any, method: str) -> None:
    _, outcome = _outcome(opened, method, [BROKE, GONE])
    assert isinstance(outcome, NotFoundError)
