"""The key is seen in the request and nowhere else, and so is what is sent: the URL of a webhook is a secret, too.

Not in an error and in nothing that an error leads to, not in a log record, a pickle or a repr.
"""

import contextlib
import copy
import json
import logging
import pickle
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from contract_tests.client_adapters import DEADLINE, Flavour
from contract_tests.runtime.secrets.key_search import KEY, attributes_of, places_that_show_the_key, shows_key
from contract_tests.runtime.servers.hostile_server import Behaviour, http, http_json, responds, sends
from contract_tests.runtime.servers.samples import ACTION, FAILURES_OF_ANY_CALL, PAGE, RESPONDS, Serve
from tines_cases import AsyncTinesClient, CaseActionDetail, NewCaseAction, TinesClient
from tines_cases.errors import AuthenticationError, DecodeError, TinesError


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


FAILURES: dict[str, Behaviour] = {
    **FAILURES_OF_ANY_CALL,
    "no gzip": sends(http(200, b"{}", "Content-Encoding: gzip")),
    "refusal": sends(http(401)),
    "no JSON": sends(http(200, KEY.encode())),
    "no page": sends(http_json(200, PAGE | {"case_id": KEY})),
}


@pytest.mark.parametrize("failing", FAILURES.values(), ids=FAILURES.keys())
def test_no_failure_shows_the_key(flavour: Flavour, serve: Serve, failing: Behaviour) -> None:
    client = flavour.open(serve(failing).origin, timeout=DEADLINE)

    error = client.failure()

    assert places_that_show_the_key(error) == []
    assert not shows_key(repr(pickle.dumps(error)))


def test_a_refused_connection_does_not_show_the_key(flavour: Flavour, serve: Serve) -> None:
    client = flavour.open("127.0.0.1:1")

    assert places_that_show_the_key(client.failure()) == []


def test_a_closed_client_does_not_show_the_key(flavour: Flavour, serve: Serve) -> None:
    client = flavour.open(serve().origin)
    client.close()

    assert places_that_show_the_key(client.failure()) == []


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


def test_json_that_cannot_be_read_is_not_in_the_error(flavour: Flavour, serve: Serve) -> None:
    client = flavour.open(serve(sends(http(200, KEY.encode()))).origin)
    response = client.request("GET", "/api/v2/anything")

    with pytest.raises(DecodeError) as caught:
        response.json()

    assert places_that_show_the_key(caught.value) == []


@pytest.mark.parametrize("failing", [RESPONDS, *FAILURES.values()], ids=["success", *FAILURES])
def test_no_log_record_shows_the_key(
    flavour: Flavour, serve: Serve, caplog: pytest.LogCaptureFixture, failing: Behaviour
) -> None:
    caplog.set_level(logging.DEBUG)
    server = serve(failing)
    client = flavour.open(server.origin, timeout=DEADLINE)

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


def test_the_key_is_in_the_request(flavour: Flavour, serve: Serve) -> None:
    server = serve()
    flavour.open(server.origin).list(1)

    assert f"\r\nauthorization: bearer {KEY}\r\n".lower().encode() in server.requests[0].lower()
    assert server.requests[0].count(b"k3y") == 1


URL = f"https://hooks.example/webhook/{KEY}"
NEW: dict[str, Any] = {"url": URL, "label": KEY, "action_type": "webhook", "query_params": {"token": KEY}}
FAILURES_OF_WRITES = {**FAILURES_OF_ANY_CALL, "refusal": sends(http(422)), "no JSON": sends(http(200, b"nonsense"))}
CALLS: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "create": ((1,), NEW),
    "update": ((1, 2), {"url": URL, "action_text": KEY}),
    "replace_all": ((1, [NEW, NewCaseAction(**NEW)]), {}),
}


@pytest.mark.parametrize("failing", FAILURES_OF_WRITES.values(), ids=FAILURES_OF_WRITES)
@pytest.mark.parametrize("method", CALLS)
def test_no_failure_shows_what_was_sent(flavour: Flavour, serve: Serve, method: str, failing: Behaviour) -> None:
    client = flavour.open(serve(failing).origin, key="another", timeout=DEADLINE)
    arguments, named = CALLS[method]

    error = client.failure(lambda: client.call(method, *arguments, **named))

    assert places_that_show_the_key(error) == []
    assert not shows_key(repr(pickle.dumps(error)))


def test_a_refused_connection_does_not_show_what_was_sent(flavour: Flavour) -> None:
    client = flavour.open("127.0.0.1:1", key="another")

    for method, (arguments, named) in CALLS.items():
        error = client.failure(lambda method=method, a=arguments, n=named: client.call(method, *a, **n))  # type: ignore[misc]
        assert places_that_show_the_key(error) == []


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
    ],
    ids=ascii,
)
def test_an_argument_that_makes_no_sense_is_not_shown(
    flavour: Flavour, method: str, arguments: tuple[Any, ...], named: dict[str, Any]
) -> None:
    client = flavour.open("127.0.0.1:1", key="another")

    with pytest.raises((TypeError, ValueError)) as caught:
        client.call(method, *arguments, **named)

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


@pytest.mark.parametrize("name", sorted(FAILURES_OF_WRITES.keys() - {"no JSON"}))
def test_no_failure_of_a_raw_call_shows_what_was_sent(flavour: Flavour, serve: Serve, name: str) -> None:
    origin = serve(FAILURES_OF_WRITES[name]).origin
    client = flavour.open(origin, key="another", timeout=DEADLINE, headers={"X-Token": KEY})

    error = client.failure(lambda: client.request("POST", "/api/v2/cases", json=NEW, params={"token": KEY}))

    assert places_that_show_the_key(error) == []


@pytest.mark.parametrize(
    ("method", "path", "json", "params"),
    [
        ("GET", "no path", NEW, NEW),
        ("TRACE", "/", NEW, NEW),
        ("POST", "/", {**NEW, "more": object()}, {"token": KEY}),
        ("POST", "/", NEW, {"token": KEY, "more": object()}),
        ("POST", "/", NEW, {"token": f"{KEY}\ud800"}),
        ("POST", "/", NEW, {"token": KEY * 5_000}),
        ("POST", "/", NEW, [KEY]),
    ],
    ids=["path", "method", "no JSON", "no param", "half a character", "too long", "no params"],
)
def test_a_raw_call_that_makes_no_sense_does_not_show_what_was_to_be_sent(
    flavour: Flavour, method: str, path: str, json: Any, params: Any
) -> None:
    client = flavour.open("127.0.0.1:1", key="another")

    with pytest.raises((TypeError, ValueError)) as caught:
        client.request(method, path, json=json, params=params)

    assert not isinstance(caught.value, TinesError)
    assert places_that_show_the_key(caught.value) == []
