"""The key is seen in the request and nowhere else, and so is what is sent: the URL of a webhook is a secret, too.

Not in an error and in nothing that an error leads to, not in a log record, a pickle or a repr.
"""

import contextlib
import copy
import json
import logging
import pickle
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from contract_tests.client_adapters import DEADLINE, Client, Flavour
from contract_tests.runtime.secrets.key_search import KEY, attributes_of, places_that_show_the_key, shows_key
from contract_tests.runtime.servers.hostile_server import Behaviour, http, http_json, responds, sends
from contract_tests.runtime.servers.samples import ACTION, FAILURES_OF_ANY_CALL, PAGE, RESPONDS, Serve
from tines_cases import AsyncTinesClient, CaseActionDetail, NewCaseAction, TinesClient
from tines_cases.errors import AuthenticationError, TinesError


def test_the_search_finds_a_key_in_each_place() -> None:
    def fails(hidden: str) -> None:
        holder = type("Holder", (), {"attribute": KEY})()
        raise ValueError(hidden) from KeyError(KEY, holder)

    code = compile("def outer(call, key):\n    call(key)\n", "elsewhere.py", "exec")
    scope: dict[str, Any] = {}
    exec(code, scope)
    with pytest.raises(ValueError, match="k3y") as caught:
        scope["outer"](fails, KEY)

    places = places_that_show_the_key(caught.value)
    assert {"ValueError itself", "ValueError.args", "KeyError itself", "outer: key"} <= set(places)


@pytest.mark.parametrize("kind", [TinesClient, AsyncTinesClient])
def test_a_client_that_was_never_made_has_a_repr(kind: Any) -> None:
    assert repr(kind.__new__(kind)) == f"<{kind.__name__}, not made>"


URL = f"https://hooks.example/webhook/{KEY}"
NEW: dict[str, Any] = {"url": URL, "label": KEY, "action_type": "webhook", "query_params": {"token": KEY}}
ECHOES: dict[str, Behaviour] = {
    "no JSON": sends(http(200, KEY.encode())),
    "no page": sends(http_json(200, PAGE | {"case_id": KEY})),
}
FAILURES: dict[str, Behaviour] = {
    **FAILURES_OF_ANY_CALL,
    "no gzip": sends(http(200, b"{}", "Content-Encoding: gzip")),
    "refusal": sends(http(422)),
}
WRITES: dict[str, Callable[[Client], Any]] = {
    "create": lambda client: client.call("create", 1, **NEW),
    "update": lambda client: client.call("update", 1, 2, url=URL, action_text=KEY),
    "replace_all": lambda client: client.call("replace_all", 1, [NEW, NewCaseAction(**NEW)]),
    "raw": lambda client: client.request("POST", "/api/v2/cases", json=NEW, params={"token": KEY}, headers={"X": KEY}),
    "filters": lambda client: client.of("cases").list(filters={"search": KEY}),
}


def assert_hidden(error: BaseException) -> None:
    assert places_that_show_the_key(error) == []
    assert not shows_key(repr(pickle.dumps(error)))


@pytest.mark.parametrize("failing", [*FAILURES, *ECHOES])
def test_no_failure_shows_the_key(flavour: Flavour, serve: Serve, failing: str) -> None:
    client = flavour.open(serve({**FAILURES, **ECHOES}[failing]).origin, timeout=DEADLINE)

    assert_hidden(client.failure())


@pytest.mark.parametrize("failing", [*FAILURES, "nobody there"])
@pytest.mark.parametrize("write", WRITES)
def test_no_failure_shows_what_was_sent(flavour: Flavour, serve: Serve, write: str, failing: str) -> None:
    origin = serve(FAILURES[failing]).origin if failing in FAILURES else "127.0.0.1:1"
    client = flavour.open(origin, key="another", timeout=DEADLINE, headers={"X-Token": KEY})

    assert_hidden(client.failure(lambda: WRITES[write](client)))


@pytest.mark.parametrize("is_closed", [True, False], ids=["closed", "nobody there"])
def test_a_call_that_reaches_nobody_does_not_show_the_key(flavour: Flavour, is_closed: bool) -> None:
    client = flavour.open("127.0.0.1:1")
    if is_closed:
        client.close()

    assert_hidden(client.failure())


ESCAPED = "".join(f"\\u{ord(character):04x}" for character in KEY)
WRITINGS = {
    "JSON with slashes escaped": json.dumps(KEY).replace("/", "\\/"),
    "path": f"/login?key={quote(KEY)}",
    "message": json.dumps({"errors": [{"message": f"Invalid token {KEY}", "details": KEY}]}),
    "other message": json.dumps({"error": f"Bearer {KEY}"}),
    "at the end of a long message": json.dumps({"message": "x" * 290 + KEY}),
    "at the end of a long text": "x" * (64 * 1024 - 6) + KEY,
    "twice": KEY * 2,
    "in escapes, at the end of a long message": json.dumps({"message": "x" * 290 + "HERE"}).replace("HERE", ESCAPED),
}


@pytest.mark.parametrize("body", WRITINGS.values(), ids=WRITINGS.keys())
def test_a_refusal_that_echoes_the_key_does_not_show_it(flavour: Flavour, serve: Serve, body: str) -> None:
    client = flavour.open(serve(sends(http(401, body.encode(), f"X-Echo: {KEY}"))).origin)

    error = client.failure()

    assert isinstance(error, AuthenticationError)
    assert places_that_show_the_key(error) == []
    assert not shows_key(repr(pickle.dumps(error)))
    assert not shows_key(repr((error.body, error.messages)))


@pytest.mark.parametrize("behaviour", ["success", *FAILURES, *ECHOES])
def test_no_log_record_shows_the_key(
    flavour: Flavour, serve: Serve, caplog: pytest.LogCaptureFixture, behaviour: str
) -> None:
    caplog.set_level(logging.DEBUG)
    server = serve({"success": RESPONDS, **FAILURES, **ECHOES}[behaviour])
    client = flavour.open(server.origin, timeout=DEADLINE if behaviour in FAILURES else 60)

    with contextlib.suppress(TinesError):
        client.list(1)

    names = {record.name for record in caplog.records}
    assert "tines_cases" in names
    assert not names.isdisjoint({"httpcore.http11", "httpcore2.http11"})
    for record in caplog.records:
        assert not shows_key(record.getMessage())
        assert not shows_key(repr(vars(record)))


class Plain(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport that can be copied and pickled."""


@pytest.mark.parametrize("kind", [TinesClient, AsyncTinesClient])
def test_a_client_shows_no_key_and_takes_it_into_no_pickle(kind: Any) -> None:
    client = kind("127.0.0.1:1", KEY, transport=Plain())

    assert repr(client) == f"{kind.__name__}('http://127.0.0.1:1')"
    assert not any(shows_key(repr(value)) for _, value in attributes_of(client))
    for copied in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="API key"):
            copied(client)


@pytest.mark.parametrize(
    ("method", "arguments", "named"),
    [
        ("create", (0,), NEW),
        ("create", (1,), {**NEW, "label": 7}),
        ("create", (1,), {**NEW, "url": URL.encode()}),
        ("create", (1,), {**NEW, "action_type": [URL]}),
        ("create_from", (1, {**NEW, "label": 7}), {}),
        ("create_with_own_id", (1, {**NEW, "label": 7}), {}),
        ("plan", (1, [NEW, {**NEW, "label": 7}]), {}),
        ("create", (1,), {**NEW, "url": f"{URL}\ud800"}),
        ("update", (1, "x"), {"url": URL}),
        ("update", (1, 2), {"url": [URL]}),
        ("update", (1, 2), {"query_params": {"token": KEY.encode()}}),
        ("replace_all", (1, [NEW, {**NEW, "action_type": [KEY]}]), {}),
        ("replace_all", (1, URL), {}),
        ("replace_all", (1, [URL]), {}),
        ("request", ("GET", "no path"), {"json": NEW, "params": NEW}),
        ("request", ("TRACE", "/"), {"json": NEW, "params": NEW}),
        ("request", ("POST", "/"), {"json": {**NEW, "more": object()}, "params": {"token": KEY}}),
        ("request", ("POST", "/"), {"json": NEW, "params": {"token": KEY, "more": object()}}),
        ("request", ("POST", "/"), {"params": {"token": f"{KEY}\ud800"}}),
        ("request", ("POST", "/"), {"params": {"token": KEY * 5_000}}),
        ("request", ("POST", "/"), {"params": [KEY]}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_argument_that_makes_no_sense_is_not_shown(
    flavour: Flavour, method: str, arguments: tuple[Any, ...], named: dict[str, Any]
) -> None:
    client = flavour.open("127.0.0.1:1", key="another")
    call = client.request if method == "request" else partial(client.call, method)

    with pytest.raises((TypeError, ValueError)) as caught:
        call(*arguments, **named)

    assert not isinstance(caught.value, TinesError)
    assert places_that_show_the_key(caught.value) == []


def test_a_log_and_the_models_show_the_host_of_a_url_alone(
    flavour: Flavour, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    created = {**ACTION, "case_id": 1, "url": URL}
    server = serve(sends(http_json(201, created)), then=responds(http_json(200, created)))
    client = flavour.open(server.origin, key="another")

    made = client.call("create", 1, url=URL, label="Escalate", action_type="webhook")

    assert isinstance(made, CaseActionDetail)
    assert made.url == URL
    assert not shows_key(f"{made!r}{caplog.text}{NewCaseAction(**{**NEW, 'label': '', 'query_params': None})!r}")
    assert "https://hooks.example/***" in repr(made)
