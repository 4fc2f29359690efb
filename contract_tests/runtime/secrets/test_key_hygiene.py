"""The key is seen in the request and nowhere else.

Not in an error and in nothing that an error leads to, not in a log record, a pickle or a repr.
"""

import contextlib
import copy
import json
import logging
import pickle
import traceback
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from contract_tests.client_adapters import DEADLINE, Client, Flavour
from contract_tests.runtime.secrets.key_search import KEY, attributes_of, places_that_show_the_key, shows_key
from contract_tests.runtime.servers.hostile_server import Behaviour, http, http_json, responds, sends
from contract_tests.runtime.servers.samples import FAILURES_OF_ANY_CALL, PAGE, Counting, Serve
from tines_cases import AsyncTinesClient, TinesClient
from tines_cases.errors import AuthenticationError, ConfigurationError, DecodeError, TinesError


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


@pytest.mark.parametrize(
    "key", [f"{KEY}\n", f"\r\n{KEY}", f"{KEY} ", f"{KEY}é", f"{KEY}\x00", KEY.encode(), [KEY], ""], ids=repr
)
@pytest.mark.parametrize("kind", [TinesClient, AsyncTinesClient])
def test_an_unusable_key_is_refused_and_not_shown(kind: Any, key: Any) -> None:
    with pytest.raises(ConfigurationError) as caught:
        kind("acme.example", key)

    assert "API key" in str(caught.value)
    assert places_that_show_the_key(caught.value) == []


def test_an_unusable_key_of_the_environment_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINES_API_KEY", f"{KEY}\n")
    with pytest.raises(ConfigurationError) as caught:
        TinesClient("acme.example")

    assert places_that_show_the_key(caught.value) == []


@pytest.mark.parametrize("tenant", ["https://me:{}@acme.example", "me:{}@acme.example:port", "me:{}@acme.example "])
@pytest.mark.parametrize("kind", [TinesClient, AsyncTinesClient])
def test_a_password_in_the_tenant_is_refused_and_not_shown(kind: Any, tenant: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        kind(tenant.format("k3y"), "key")

    assert places_that_show_the_key(caught.value) == []


@pytest.mark.parametrize(
    "arguments",
    [
        {"tenant": "https://acme.example/path"},
        {"tenant": "http://acme.example"},
        {"tenant": ""},
        {"tenant": None},
        {"tenant": 1},
        {"tenant": "acme.example", "timeout": 0},
        {"tenant": "acme.example", "timeout": "1"},
        {"tenant": "acme.example", "retry": 3},
        {"tenant": "acme.example", "transport": "none"},
    ],
    ids=repr,
)
@pytest.mark.parametrize("kind", [TinesClient, AsyncTinesClient])
def test_an_argument_that_makes_no_sense_does_not_show_the_key(kind: Any, arguments: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        kind(**arguments, api_key=KEY)

    assert places_that_show_the_key(caught.value) == []


SECRET_OPTIONS: dict[str, Any] = {
    "proxy": f"http://user:{quote(KEY, safe='')}@127.0.0.1:1",
    "cert": ("cert.pem", "key.pem", KEY),
    "headers": {"X-Token": KEY},
}


@pytest.mark.parametrize(
    "bad",
    [
        *({"tenant": ""}, {"timeout": 0}, {"transport": Counting()}, {"requests_per_minute": 0}, {"user_agent": ""}),
        *({"verify": "/nowhere.pem"}, {"verify": False}, {"proxy": f"http://user:{quote(KEY, safe='')}@host:99999"}),
        *({"proxy": [KEY]}, {"cert": (KEY, KEY, [KEY])}, {"cert": None, "tenant": "http://acme.example"}),
        *({"headers": {"X": f"{KEY}\n"}}, {"headers": [KEY]}, {"headers": {"X": KEY, "X-Team": 7}}),
    ],
    ids="-".join,
)
def test_no_option_that_is_refused_shows_a_password(flavour: Flavour, bad: dict[str, Any]) -> None:
    options = {"tenant": "acme.example", "allow_http": True, **SECRET_OPTIONS, **bad}
    with pytest.raises((TypeError, ValueError)) as caught:
        flavour.open(options.pop("tenant"), key="another", **options)

    assert places_that_show_the_key(caught.value) == []


def test_a_proxy_that_cannot_be_reached_is_not_shown(flavour: Flavour, trusted: None) -> None:
    client = flavour.open("acme.example", key="another", proxy=SECRET_OPTIONS["proxy"])

    assert places_that_show_the_key(client.failure()) == []


@pytest.mark.parametrize("kind", [TinesClient, AsyncTinesClient])
def test_a_client_that_was_never_made_has_a_repr(kind: Any) -> None:
    assert repr(kind.__new__(kind)) == f"<{kind.__name__}, not made>"


def test_certificates_that_are_missing_do_not_show_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/at/all.pem")
    with pytest.raises(ConfigurationError) as caught:
        TinesClient("acme.example", KEY)

    assert places_that_show_the_key(caught.value) == []


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


def _raises(error: Exception) -> Callable[[httpx.Request], httpx.Response]:
    """What a careless transport does: the error carries the request, and so does all that led to it."""

    def handle(request: httpx.Request) -> httpx.Response:
        cause = _raised(httpx.ReadError("cause", request=request))
        cause.__context__ = _raised(httpx.ReadError("context", request=request))
        several = ExceptionGroup("several", [_raised(httpx.ReadError("one of several", request=request))])
        several.__context__ = cause
        if isinstance(error, httpx.HTTPError):
            error.request = request
        error.response = httpx.Response(200, request=request)  # type: ignore[attr-defined]
        raise error from several

    return handle


def _raised(error: Exception) -> Exception:
    """The error with frames on it, whose variables hold what is carried."""
    carried = getattr(error, "request", None)
    try:
        raise error
    except type(error):
        assert carried
        return error


CARELESS = [
    lambda: httpx.ConnectError("no"),
    lambda: httpx.ConnectTimeout("no"),
    lambda: httpx.ReadTimeout("no"),
    lambda: httpx.WriteError("no"),
    lambda: httpx.PoolTimeout("no"),
    lambda: httpx.ProxyError("no"),
    lambda: httpx.UnsupportedProtocol("no"),
    lambda: httpx.LocalProtocolError(f"Illegal header value b'Bearer {KEY}'"),
    lambda: httpx.RemoteProtocolError("no"),
    lambda: httpx.DecodingError("no"),
    lambda: httpx.TooManyRedirects("no"),
    lambda: httpx.InvalidURL(f"no {KEY}"),
    httpx.StreamConsumed,
    lambda: httpx.HTTPStatusError("no", request=httpx.Request("GET", "http://x"), response=httpx.Response(500)),
    lambda: OSError(5, f"no {KEY}"),
    lambda: ConnectionResetError("no"),
    lambda: TimeoutError("no"),
]


def _careless_client(flavour: Flavour, error: Exception) -> Client:
    handle = _raises(error)
    if flavour.name == "sync":
        return flavour.open("127.0.0.1", transport=httpx.MockTransport(handle))

    async def handle_async(request: httpx.Request) -> httpx.Response:
        return handle(request)

    return flavour.open("127.0.0.1", transport=httpx.MockTransport(handle_async))


@pytest.mark.parametrize("careless", CARELESS, ids=lambda careless: type(careless()).__name__)
def test_what_a_careless_transport_raises_does_not_lead_to_the_key(
    flavour: Flavour, careless: Callable[[], Exception]
) -> None:
    client = _careless_client(flavour, careless())

    failure = client.failure()

    assert places_that_show_the_key(failure) == []
    assert not shows_key("".join(traceback.format_exception(failure)))
    assert not shows_key(repr(pickle.dumps(failure)))


@pytest.mark.parametrize("failing", [responds(http_json(200, PAGE)), *FAILURES.values()], ids=["success", *FAILURES])
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
