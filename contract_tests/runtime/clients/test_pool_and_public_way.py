"""httpx's own transports are asked at their pool, all others in public: a tenant cannot tell which."""

import functools
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from contract_tests.client_adapters import Flavour
from contract_tests.runtime.servers.hostile_server import http_json, sends
from contract_tests.runtime.servers.samples import PAGE, Counting, Serve
from tines_cases.errors import TinesError


class PublicTransport(httpx.HTTPTransport):
    """Does what httpx's does, by a method of its own."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return super().handle_request(request)


class AsyncPublicTransport(httpx.AsyncHTTPTransport):
    """As `PublicTransport`."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await super().handle_async_request(request)


REQUESTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a page": ("GET", "/api/v2/cases/1/actions", {"params": {"per_page": 20, "page": 2}}),
    "a body": ("POST", "/api/v2/cases/1/actions", {"json": {"label": "Escalate é"}}),
    "no body where one is due": ("POST", "/api/v2/cases/1/actions", {}),
    "no body where none is": ("DELETE", "/api/v2/cases/1/actions/2", {}),
    "a name with a dot": ("GET", "/api/v2/file.json", {}),
    "names that begin with dots": ("GET", "/api/v2/.hidden/..x", {}),
    "what httpx escapes": ("GET", '/api/v2/"<{|}>^`%zz%c3', {"params": {"q": "a b&c=%/é"}}),
    "small escapes": ("GET", "/api/v2/%c3%a9%C3%A9", {}),
    "two slashes": ("GET", "/api//v2?/../x=//", {}),
    "an empty query": ("GET", "/api/v2?", {}),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_the_same_request_is_sent(flavour: Flavour, serve: Serve, name: str) -> None:
    method, path, named = REQUESTS[name]
    server = serve()
    kind = PublicTransport if flavour.name == "sync" else AsyncPublicTransport

    for options in ({}, {"transport": kind()}):
        flavour.open(server.origin, **options).request(method, path, **named)

    ours, theirs = (_parts(request) for request in server.requests)
    assert ours == theirs


def _parts(request: bytes) -> tuple[bytes, list[bytes], bytes]:
    """The first line, the headers in whatever order, and the body."""
    head, _, body = request.partition(b"\r\n\r\n")
    first, *headers = head.split(b"\r\n")
    return first, sorted(headers), body


RESPONSES = {
    "a header twice, and not in ASCII": http_json(200, PAGE).replace(b"\r\n", b"\r\nX-A: 1\r\nx-a: \xc3\xa9\r\n", 1),
    "a header in Latin-1": http_json(200, PAGE).replace(b"\r\n", b"\r\nX-A: \xe9\r\n", 1),
    "no HTTP": b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
    "nothing": b"",
    "half a response": http_json(200, PAGE)[:-10],
}


@pytest.mark.parametrize("response", RESPONSES.values(), ids=RESPONSES)
def test_the_same_comes_of_a_response(flavour: Flavour, serve: Serve, response: bytes) -> None:
    server = serve(then=sends(response))
    kind = PublicTransport if flavour.name == "sync" else AsyncPublicTransport

    seen = [_outcome(flavour, server.origin, options) for options in ({}, {"transport": kind()})]

    assert seen[0] == seen[1]


def _outcome(flavour: Flavour, origin: str, options: dict[str, Any]) -> tuple[Any, ...]:
    try:
        response = flavour.open(origin, **options).request("GET", "/x")
    except TinesError as error:
        return type(error), str(error), repr(error.__cause__)
    return response.status, response.headers, response.body


OVER: dict[str, Callable[[Any], Any]] = {"the class": type, "the transport": lambda transport: transport}


@pytest.mark.parametrize("wrapper", [lambda asked: asked, functools.partial], ids=["a function", "an object"])
@pytest.mark.parametrize("place", OVER.values(), ids=OVER)
def test_what_is_put_over_the_method_is_asked(
    flavour: Flavour, monkeypatch: pytest.MonkeyPatch, place: Callable[[Any], Any], wrapper: Callable[[Any], Any]
) -> None:
    """As mocks and tracers do, even after the client was made."""
    blocking = flavour.name == "sync"
    transport = httpx.HTTPTransport() if blocking else httpx.AsyncHTTPTransport()
    name = "handle_request" if blocking else "handle_async_request"
    client = flavour.open("http://127.0.0.1:9", transport=transport)
    counting = Counting()

    monkeypatch.setattr(place(transport), name, wrapper(lambda *asked: getattr(counting, name)(asked[-1])))

    assert client.list(1).case_id == 1
    assert len(counting.requests) == 1
