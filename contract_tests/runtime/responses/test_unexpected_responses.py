"""Responses that are HTTP and not what is due: errors, odd statuses, redirects, and bodies that are no page."""

import copy
import gzip
import json
from typing import Any

import pytest

from contract_tests.client_adapters import Flavour
from contract_tests.runtime.secrets.key_search import KEY
from contract_tests.runtime.servers.hostile_server import Behaviour, http, responds, sends
from contract_tests.runtime.servers.samples import ACTION, PAGE, Serve
from tines_cases import errors
from tines_cases.errors import ApiError, DecodeError


def once(status: int, body: bytes, *headers: str) -> Behaviour:
    """One response, which says that it is the last."""
    return sends(http(status, body, "Connection: close", *headers))


def with_action(**fields: Any) -> bytes:
    return json.dumps(PAGE | {"actions": [ACTION | fields]}).encode()


def raw_action(field: str, literal: bytes) -> bytes:
    return with_action(**{field: "HERE"}).replace(b'"HERE"', literal)


CLASSES = {
    206: errors.UnexpectedStatusError,
    299: errors.UnexpectedStatusError,
    201: errors.UnexpectedStatusError,
    301: errors.UnexpectedStatusError,
    304: errors.UnexpectedStatusError,
    400: errors.BadRequestError,
    401: errors.AuthenticationError,
    403: errors.PermissionDeniedError,
    404: errors.NotFoundError,
    418: errors.UnexpectedStatusError,
    422: errors.UnprocessableError,
    429: errors.RateLimitError,
    499: errors.UnexpectedStatusError,
    500: errors.ServerError,
    503: errors.ServerError,
    520: errors.ServerError,
    599: errors.ServerError,
    600: errors.UnexpectedStatusError,
    999: errors.UnexpectedStatusError,
}


@pytest.mark.parametrize(("status", "kind"), CLASSES.items(), ids=map(str, CLASSES))
def test_every_other_status_is_an_error_of_its_class(
    serve: Serve, flavour: Flavour, status: int, kind: type[ApiError]
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


def test_no_content_is_an_error_where_a_body_is_due(flavour: Flavour, serve: Serve) -> None:
    response = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
    client = flavour.open(serve(sends(response)).origin)

    assert type(client.failure(within=0)) is errors.UnexpectedStatusError
    assert client.list(1).case_id == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("path", ["/api/v2/cases/1/actions", "/elsewhere"])
def test_a_redirect_to_another_origin_is_not_followed(flavour: Flavour, serve: Serve, status: int, path: str) -> None:
    other = serve()
    server = serve(once(status, b"", f"Location: {other.origin}{path}"))
    client = flavour.open(server.origin)

    error = client.failure(within=0)

    assert type(error) is errors.UnexpectedStatusError
    assert "redirect" in str(error)
    assert other.connections == 0
    assert client.list(1).case_id == 1


@pytest.mark.parametrize("link", ["next_page", "current_page", "previous_page"])
def test_a_link_to_another_origin_is_not_followed(flavour: Flavour, serve: Serve, link: str) -> None:
    other = serve()
    first = copy.deepcopy(PAGE)
    number = 1 if link == "current_page" else 2
    first["meta"] |= {link: f"{other.origin}/api/v2/cases/1/actions?page={number}", "next_page_number": 2, "pages": 2}
    second = PAGE | {"actions": [ACTION | {"id": 2}], "meta": PAGE["meta"] | {"current_page": None}}
    server = serve(once(200, json.dumps(first).encode()), then=responds(http(200, json.dumps(second).encode())))
    client = flavour.open(server.origin)

    assert [action.id for action in client.iterate(1).rest()] == [1, 2]
    assert other.connections == 0


NO_PAGE = {
    "blank": (b" \n", "$", "no JSON"),
    "two values": (with_action() + b"{}", "$", "no JSON"),
    "null": (b"null", "$", "null"),
    "a list": (b"[]", "$", "array"),
    "no fields": (b"{}", "$", "case_id"),
    "not UTF-8": (raw_action("label", b'"\xff\xfe"'), "$", "UTF-8"),
    "deep nesting": (raw_action("query_params", b'{"a":' * 100_000), "$", "nested"),
    "deep nesting in what is not known": (b'{"new":' + b"[" * 100_000, "$", "nested"),
    "an integer of 10,000 digits": (raw_action("id", b"9" * 10_000), "$.actions[0].id", ""),
    "a number past what a float holds": (
        raw_action("query_params", b'{"n": 1e400}'),
        "$.actions[0].query_params[...]",
        "",
    ),
    "a number for a string": (with_action(label=1), "$.actions[0].label", "int"),
}


@pytest.mark.parametrize(("body", "path", "message"), NO_PAGE.values(), ids=NO_PAGE.keys())
@pytest.mark.parametrize("headers", [["Content-Type: application/json"], [], ["Content-Encoding: gzip"]])
def test_a_body_that_is_no_page_is_a_decode_error_that_names_the_place(
    flavour: Flavour, serve: Serve, body: bytes, path: str, message: str, headers: list[str]
) -> None:
    sent = gzip.compress(body) if headers == ["Content-Encoding: gzip"] else body
    server = serve(once(200, sent, *headers))
    client = flavour.open(server.origin)

    error = client.failure(within=0)

    assert type(error) is DecodeError
    assert error.status == 200
    assert error.path == path
    assert message in str(error)
    assert client.list(1).case_id == 1


@pytest.mark.parametrize("kind", ["text/html", "text/plain; charset=utf-8", "image/png"])
def test_an_error_names_the_content_type_that_came_for_json(flavour: Flavour, serve: Serve, kind: str) -> None:
    client = flavour.open(serve(once(200, b"<p>", f"Content-Type: {kind}")).origin)

    assert kind in str(client.failure(within=0))


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


SHOWN = {
    "a text": (with_action(id="seven"), '$.actions[0].id, where "seven" came'),
    "a number": (with_action(label=7.5), "$.actions[0].label, where 7.5 came"),
    "no time": (with_action(created_at="yesterday"), 'where "yesterday" came'),
    "null": (with_action(id=None), "where null came"),
    "a long text": (with_action(id="x" * 50), f'where "{"x" * 38}… came'),
    "a URL": (with_action(id="https://hooks.example/webhook/s3cret"), 'where "https://hooks.example/***" came'),
    "control characters": (with_action(id="\x1b[31m\n\x9b2J\u202e"), r'where "\x1b[31m \x9b2J\u202e" came'),
    "an array": (with_action(id=["s3cret"]), "got `array` (at $.actions[0].id)"),
    "an object": (with_action(label={"url": "s3cret"}), "got `object` (at $.actions[0].label)"),
    "what is secret": (with_action(url=5318008), "got `int` (at $.actions[0].url)"),
    "what is inside a secret": (with_action(url=["s3cret"]), "got `array` (at $.actions[0].url)"),
    "the key": (with_action(id=f"{'x' * 30}{KEY}"), f'where "{"x" * 30}***" came'),
}


@pytest.mark.parametrize(("body", "message"), SHOWN.values(), ids=SHOWN.keys())
def test_an_error_shows_the_value_that_was_found_where_it_is_short_and_no_secret(
    flavour: Flavour, serve: Serve, body: bytes, message: str
) -> None:
    error = flavour.open(serve(once(200, body)).origin).failure(within=0)

    assert type(error) is DecodeError
    assert message in str(error)
    assert "s3cret" not in str(error)
    assert "5318008" not in str(error)
