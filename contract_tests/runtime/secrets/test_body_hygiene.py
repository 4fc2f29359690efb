"""What is sent is seen in the request and nowhere else: a webhook's URL is a secret, as the key is."""

import logging
import pickle
from typing import Any

import pytest

from contract_tests.client_adapters import DEADLINE, Flavour
from contract_tests.runtime.secrets.key_search import KEY, places_that_show_the_key, shows_key
from contract_tests.runtime.servers.hostile_server import Behaviour, http, http_json, responds, sends
from contract_tests.runtime.servers.samples import ACTION, FAILURES_OF_ANY_CALL, Serve
from tines_cases import CaseActionDetail, NewCaseAction
from tines_cases.errors import TinesError

URL = f"https://hooks.example/webhook/{KEY}"
NEW: dict[str, Any] = {"url": URL, "label": KEY, "action_type": "webhook", "query_params": {"token": KEY}}
CALLS: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "create": ((1,), NEW),
    "update": ((1, 2), {"url": URL, "action_text": KEY}),
    "replace_all": ((1, [NEW, NewCaseAction(**NEW)]), {}),
}


FAILURES: dict[str, Behaviour] = {
    **FAILURES_OF_ANY_CALL,
    "refusal": sends(http(422)),
    "no JSON": sends(http(200, b"nonsense")),
}


@pytest.mark.parametrize("failing", FAILURES.values(), ids=FAILURES.keys())
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


@pytest.mark.parametrize("name", sorted(FAILURES.keys() - {"no JSON"}))
def test_no_failure_of_a_raw_call_shows_what_was_sent(flavour: Flavour, serve: Serve, name: str) -> None:
    origin = serve(FAILURES[name]).origin
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
