"""httpx's own transports are asked at their pool, all others in public: a tenant cannot tell which.

Where httpx or httpcore renames what it has no public name for, the client does without: slower, and never wrong.
"""

import functools
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from contract_tests.client_adapters import DEADLINE, Flavour
from contract_tests.runtime.servers.hostile_server import Peer, sends
from contract_tests.runtime.servers.samples import RESPONSE, Counting, Serve, around
from tines_cases.errors import ConnectionFailedError, DeadlineError, TinesError
from tines_runtime.network import http_library

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

    for transport in (None, around(flavour.name)):
        flavour.open(server.origin, transport=transport).request(method, path, **named)

    ours, theirs = (_parts(request) for request in server.requests)
    assert ours == theirs


def _parts(request: bytes) -> tuple[bytes, list[bytes], bytes]:
    """The first line, the headers in whatever order, and the body."""
    head, _, body = request.partition(b"\r\n\r\n")
    first, *headers = head.split(b"\r\n")
    return first, sorted(headers), body


RESPONSES = {
    "a header twice, and not in ASCII": RESPONSE.replace(b"\r\n", b"\r\nX-A: 1\r\nx-a: \xc3\xa9\r\n", 1),
    "a header in Latin-1": RESPONSE.replace(b"\r\n", b"\r\nX-A: \xe9\r\n", 1),
    "no HTTP": b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
    "nothing": b"",
    "half a response": RESPONSE[:-10],
}


@pytest.mark.parametrize("response", RESPONSES.values(), ids=RESPONSES)
def test_the_same_comes_of_a_response(flavour: Flavour, serve: Serve, response: bytes) -> None:
    server = serve(then=sends(response))

    ours, theirs = (_outcome(flavour, server.origin, transport) for transport in (None, around(flavour.name)))

    assert ours == theirs


def _outcome(flavour: Flavour, origin: str, transport: Any) -> tuple[Any, ...]:
    try:
        response = flavour.open(origin, transport=transport).request("GET", "/x")
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


def test_a_silent_server_and_a_broken_one_are_told_apart_in_public(flavour: Flavour, serve: Serve) -> None:
    server = serve(Peer.hold, sends(b"HTTP/1.1 20"))
    client = flavour.open(server.origin, transport=around(flavour.name))

    assert type(client.failure(lambda: client.list(1, timeout=DEADLINE))) is DeadlineError
    assert type(client.failure()) is ConnectionFailedError
    assert [client.list(1).case_id for _ in range(3)] == [1, 1, 1]
    assert server.connections == 3


class Opaque:
    """A connection of httpcore's with no name but the public ones."""

    def __init__(self, connection: Any) -> None:
        self.__connection = connection

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.__connection, name)


def test_a_connection_that_does_not_tell_what_it_has_read_is_used_once(
    flavour: Flavour, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    core = http_library.preferred().core
    for pool in (core.ConnectionPool, core.AsyncConnectionPool):
        make = pool.create_connection
        monkeypatch.setattr(pool, "create_connection", lambda self, origin, make=make: Opaque(make(self, origin)))
    server = serve()
    client = flavour.open(server.origin)

    assert [client.list(1).case_id for _ in range(3)] == [1, 1, 1]
    assert server.connections == 3


def test_the_clients_own_connections_go_through_httpx2_where_it_is_installed() -> None:
    assert http_library.preferred().http is pytest.importorskip("httpx2")


def test_without_httpx2_they_go_through_httpx(serve: Serve) -> None:
    program = """
import sys
sys.modules["httpx2"] = None
from tines_cases import TinesClient
with TinesClient(sys.argv[1], "key") as tines:
    tines.case_actions.list(1)
print("httpcore" in sys.modules, "httpcore2" in sys.modules)
"""
    command = [sys.executable, "-c", program, serve().origin]
    assert subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout == "True False\n"
