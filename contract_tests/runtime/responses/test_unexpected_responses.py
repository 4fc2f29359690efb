"""Responses that are HTTP and not what is due: errors, odd statuses, redirects; and that errors travel."""

import copy
import gzip
import inspect
import json
import pickle
import traceback
from http import HTTPStatus
from typing import Any

import pytest

from contract_tests.client_adapters import Flavour, blocking
from contract_tests.runtime.servers.hostile_server import Behaviour, http, refuses, responds, sends
from contract_tests.runtime.servers.samples import ACTION, PAGE, Serve
from tines_cases import CaseActionDetail, RetryPolicy, errors
from tines_cases.errors import ApiError, TinesError
from tines_runtime.call.response import Response, value_of


def once(status: int, body: bytes, *headers: str) -> Behaviour:
    """One response, which says that it is the last."""
    return sends(http(status, body, "Connection: close", *headers))


def with_action(**fields: Any) -> bytes:
    return json.dumps(PAGE | {"actions": [ACTION | fields]}).encode()


CLASSES = {
    errors.UnexpectedStatusError: (201, 204, 206, 299, 301, 304, 418, 499, 600, 999),
    errors.BadRequestError: (400,),
    errors.AuthenticationError: (401,),
    errors.PermissionDeniedError: (403,),
    errors.NotFoundError: (404,),
    errors.UnprocessableError: (422,),
    errors.RateLimitError: (429,),
    errors.ServerError: (500, 503, 520, 599),
}


@blocking
@pytest.mark.parametrize(("kind", "status"), [(kind, status) for kind in CLASSES for status in CLASSES[kind]])
def test_every_other_status_is_an_error_of_its_class(
    serve: Serve, flavour: Flavour, kind: type[ApiError], status: int
) -> None:
    server = serve(then=responds(http(status)))
    client = flavour.open(server.origin)

    error = client.failure(within=0)

    assert type(error) is kind
    assert isinstance(error, ApiError)
    assert error.status == status
    assert str(status) in str(error)
    client.failure(within=0)
    assert server.connections == 1


@blocking
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_origin_is_not_followed(flavour: Flavour, serve: Serve, status: int) -> None:
    other = serve()
    server = serve(once(status, b"", f"Location: {other.origin}/api/v2/cases/1/actions"))
    client = flavour.open(server.origin)

    error = client.failure(within=0)

    assert type(error) is errors.UnexpectedStatusError
    assert "redirect" in str(error)
    assert other.connections == 0
    assert client.list(1).case_id == 1


@blocking
@pytest.mark.parametrize("kind", ["text/html", "text/plain; charset=utf-8", "image/png"])
def test_an_error_names_the_content_type_that_came_for_json(flavour: Flavour, serve: Serve, kind: str) -> None:
    client = flavour.open(serve(once(200, b"<p>", f"Content-Type: {kind}")).origin)

    assert kind in str(client.failure(within=0))


@blocking
@pytest.mark.parametrize(
    "body", [with_action(), with_action(new=[{}]), with_action(action_type="new"), with_action(url="")]
)
@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
def test_what_can_be_read_is_read_whatever_it_is_called(flavour: Flavour, serve: Serve, body: bytes, kind: str) -> None:
    client = flavour.open(serve(once(200, body, f"Content-Type: {kind}")).origin)

    assert client.list(1).actions[0].id == 1


def test_gzip_in_several_members_is_read_whole(flavour: Flavour, serve: Serve) -> None:
    body = with_action()
    sent = gzip.compress(body[:50]) + gzip.compress(body[50:])
    client = flavour.open(serve(once(200, sent, "Content-Encoding: gzip")).origin)

    assert client.list(1).actions[0].id == 1


def test_an_id_that_the_response_does_not_name_is_not_compared() -> None:
    response = Response(200, {}, json.dumps(ACTION | {"case_id": 2}).encode())

    assert value_of({200: CaseActionDetail}, {"story_id": 3, "id": 1}, None, response, str).id == 1


BODIES: dict[str, tuple[bytes, list[str]]] = {
    "the documented one": (b'{"errors": [{"message": "no", "details": "not at all"}]}', ["no (not at all)"]),
    "with type and status": (b'{"type": "t", "status_code": 422, "errors": [{"message": "no"}]}', ["no"]),
    "without details": (b'{"errors": [{"message": "no", "details": null}, {"message": "nor"}]}', ["no", "nor"]),
    "with details alone": (b'{"errors": [{"details": "not at all"}]}', ["not at all"]),
    "with a list of details": (b'{"errors": [{"message": "no", "details": ["a", "b"]}]}', ["no (a; b)"]),
    "a bare array": (b'[{"message": "no", "details": "not at all"}]', ["no (not at all)"]),
    "an array of texts": (b'["no", "nor"]', ["no", "nor"]),
    "errors as a text": (b'{"errors": "no"}', ["no"]),
    "errors as texts": (b'{"errors": ["no", "nor"]}', ["no", "nor"]),
    "errors by field": (
        b'{"errors": {"label": ["is empty", "is odd"], "url": "no"}}',
        ["label: is empty", "label: is odd", "url: no"],
    ),
    "error as a text": (b'{"error": "no"}', ["no"]),
    "error as an object": (b'{"error": {"message": "no"}}', ["no"]),
    "a message": (b'{"message": "no"}', ["no"]),
    "a message and an error": (b'{"message": "no", "error": "nor"}', ["no", "nor"]),
    "a JSON text": (b'"no"', ["no"]),
    "text": (b"upstream connect error", ["upstream connect error"]),
    "HTML": (
        b"<html><head><style>a{}</style><script>b()</script></head><body><h1>Bad\n gateway</h1></body></html>",
        ["Bad gateway"],
    ),
    "nothing": (b"", []),
    "blanks": (b" \n\t", []),
    "an empty object": (b"{}", []),
    "null": (b"null", []),
    "a number": (b"7", []),
    "another object": (b'{"ok": false}', []),
    "not UTF-8": (b"\xff no", ["\ufffd no"]),
    "control characters": (
        b'{"message": "a\\u001b[31mred\\u001b[0m\\u0007 b\\u009b2J\\u0000c\\u202ed"}',
        [r"a\x1b[31mred\x1b[0m\x07 b\x9b2J\x00c\u202ed"],
    ),
    "control characters in text": (b"a\x1b]0;title\x07b\x08\x7f", [r"a\x1b]0;title\x07b\x08\x7f"]),
    "lines": (b'{"message": "one\\n\\ttwo\\r\\nthree"}', ["one two three"]),
    "a URL with a secret": (
        b'{"message": "see https://hooks.example/webhook/s3cret?x=1 now"}',
        ["see https://hooks.example/*** now"],
    ),
    "much text": (b"x" * 100_000, ["x" * 299 + "…"]),
    "deep JSON": (b"[" * 60_000, ["[" * 299 + "…"]),
    "many errors": (json.dumps({"errors": [{"message": "no"}] * 50}).encode(), ["no"] * 20),
}


@blocking
@pytest.mark.parametrize(("body", "messages"), BODIES.values(), ids=BODIES.keys())
def test_every_shape_of_body_becomes_messages(serve: Serve, flavour: Flavour, body: bytes, messages: list[str]) -> None:
    server = serve(sends(http(422, body, "Connection: close")))

    error = flavour.open(server.origin).failure(within=0)

    assert isinstance(error, ApiError)
    assert list(error.messages) == messages
    assert error.body == body[: 64 * 1024]
    said = "".join([": " * bool(messages), "; ".join(messages)])
    assert str(error) == f"GET /api/v2/cases/1/actions: 422 {HTTPStatus(422).phrase}{said}"
    assert str(error).isprintable()


@pytest.mark.parametrize(("status", "advice"), [(401, "TINES_API_KEY"), (403, "may not"), (404, "may not see")])
def test_a_refusal_that_says_nothing_comes_with_advice(
    serve: Serve, flavour: Flavour, status: int, advice: str
) -> None:
    client = flavour.open(serve(refuses(status)).origin)

    assert advice in str(client.failure(within=0))


KINDS = [getattr(errors, name) for name in errors.__all__]


def _made(kind: type[TinesError]) -> TinesError:
    values: dict[str, Any] = {"status": 418, "messages": ("no", "nor"), "body": b"b0dy", "path": "$.x"}
    values |= {"retry_after": 7.5, "may_have_been_processed": True}
    taken = inspect.signature(kind.__init__).parameters
    return kind("it went wrong", **{name: value for name, value in values.items() if name in taken})


@pytest.mark.parametrize("kind", KINDS)
def test_a_traceback_names_an_error_as_it_is_imported(kind: type[TinesError]) -> None:
    assert traceback.format_exception_only(_made(kind)) == [f"tines_cases.errors.{kind.__name__}: it went wrong\n"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("travel", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_errors_travel_whole(kind: type[TinesError], travel: Any) -> None:
    error = _made(kind)

    other = travel(error)

    assert type(other) is kind
    assert (str(other), other.args, vars(other)) == (str(error), error.args, vars(error))


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_prints_its_text_and_no_body(kind: type[TinesError]) -> None:
    error = _made(kind)

    assert "b0dy" not in f"{error} {error!r} {error.args}"
    assert "it went wrong" in repr(error)
    assert str(kind("it went wrong")) == "it went wrong"


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (errors.ConfigurationError, ValueError),
        (errors.DeadlineError, TimeoutError),
        (errors.ConnectionFailedError, ConnectionError),
    ],
)
def test_errors_are_what_python_calls_them(kind: type[TinesError], builtin: type[Exception]) -> None:
    assert issubclass(kind, builtin)


_ZIPPED = gzip.compress(b'{"message": "no"}', mtime=0)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("br", b"no"), ("gzip, gzip", _ZIPPED), ("gzip", b"no"), ("gzip", _ZIPPED[:-9]), ("gzip", _ZIPPED + b"no")],
    ids=["not asked for", "twice", "no gzip", "cut off", "more behind it"],
)
def test_the_status_counts_where_an_errors_body_cannot_be_unpacked(
    flavour: Flavour, serve: Serve, encoding: str, body: bytes
) -> None:
    server = serve(
        sends(http(503, body, f"Content-Encoding: {encoding}")),
        then=sends(http(401, body, f"Content-Encoding: {encoding}")),
    )

    error = flavour.open(server.origin, retry=RetryPolicy(first_wait=0)).failure(within=0)

    assert isinstance(error, errors.AuthenticationError)
    assert (error.body, error.messages, len(server.requests)) == (b"", (), 2)
