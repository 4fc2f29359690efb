"""Other people's transports and mocks stand in for the network, and the client behaves the same."""

import gzip
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import anyio
import httpx
import pytest
import respx
from pytest_httpx import HTTPXMock

from contract_tests.client_adapters import DEADLINE, PLENTY, Flavour
from contract_tests.runtime.secrets.key_search import KEY
from contract_tests.runtime.servers.hostile_server import Peer, drips, http_json
from contract_tests.runtime.servers.samples import ACTION, PAGE, Serve
from tines_cases import RetryPolicy, TinesClient
from tines_cases.errors import (
    AuthenticationError,
    ConnectionFailedError,
    DeadlineError,
    ProtocolError,
    ServerError,
    TinesError,
)

TENANT = "acme.example"
URL = f"https://{TENANT}/api/v2/cases/1/actions"
NO_WAIT = RetryPolicy(first_wait=0)


@pytest.fixture(params=["httpx", "httpx2"])
def library(request: pytest.FixtureRequest) -> Any:
    """What transports are of: both are taken."""
    return pytest.importorskip(request.param)


def mock(flavour: Flavour, handler: Callable[[Any], Any], library: Any = httpx) -> Any:
    if flavour.name == "sync":
        return library.MockTransport(handler)

    async def handle(request: Any) -> Any:
        return handler(request)

    return library.MockTransport(handle)


PLAIN = {"json": PAGE}
ZIPPED = {"content": gzip.compress(json.dumps(PAGE).encode()), "headers": {"Content-Encoding": "gzip"}}
each_response = pytest.mark.parametrize("response", [PLAIN, ZIPPED], ids=["plain", "zipped"])


@each_response
def test_respx_stands_in_for_the_network(flavour: Flavour, trusted: None, response: dict[str, Any]) -> None:
    with respx.mock:
        route = respx.get(URL, params={"page": 2}).respond(200, **response)
        client = flavour.open(TENANT)

        assert client.list(1, page=2).actions[0].label == "Escalate"
        assert route.calls[0].request.headers["authorization"] == f"Bearer {KEY}"


def test_respx_sees_every_attempt(flavour: Flavour, trusted: None) -> None:
    with respx.mock:
        route = respx.get(URL).mock(
            side_effect=[httpx.ConnectError, httpx.ReadError, httpx.Response(503), httpx.Response(200, json=PAGE)]
        )
        client = flavour.open(TENANT, retry=NO_WAIT)

        assert client.list(1).case_id == 1
        assert route.call_count == 4


@each_response
def test_pytest_httpx_stands_in_for_the_network(
    flavour: Flavour, trusted: None, httpx_mock: HTTPXMock, response: dict[str, Any]
) -> None:
    httpx_mock.add_response(url=f"{URL}?page=2", match_headers={"Authorization": f"Bearer {KEY}"}, **response)
    client = flavour.open(TENANT)

    assert client.list(1, page=2).actions[0].label == "Escalate"


def test_pytest_httpx_sees_every_attempt(flavour: Flavour, trusted: None, httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_exception(httpx.ConnectError("no"))
    httpx_mock.add_response(status_code=503)
    httpx_mock.add_response(json=PAGE)
    client = flavour.open(TENANT, retry=NO_WAIT)

    assert client.list(1).case_id == 1


@each_response
def test_a_mock_transport_responds(flavour: Flavour, response: dict[str, Any], library: Any) -> None:
    def respond(request: Any) -> Any:
        assert isinstance(request, library.Request)
        assert request.headers["authorization"] == f"Bearer {KEY}"
        return library.Response(200, **response)

    client = flavour.open(TENANT, transport=mock(flavour, respond, library))

    assert client.list(1).actions[0].label == "Escalate"


def test_a_mock_transport_reads_what_is_sent(flavour: Flavour) -> None:
    def echo(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"method": request.method, "json": json.loads(request.content)})

    client = flavour.open(TENANT, transport=mock(flavour, echo))

    assert client.request("PUT", "/x", json=[1]).json() == {"method": "PUT", "json": [1]}


@pytest.mark.parametrize(
    ("raised", "kind", "processed"),
    [
        (httpx.ConnectError("no"), ConnectionFailedError, False),
        (httpx.ProxyError("no"), ConnectionFailedError, False),
        (httpx.ReadError("no"), ConnectionFailedError, True),
        (httpx.WriteError("no"), ConnectionFailedError, True),
        (httpx.CloseError("no"), ConnectionFailedError, True),
        (httpx.RemoteProtocolError("Server disconnected without sending a response."), ConnectionFailedError, True),
        (httpx.RemoteProtocolError("illegal status line"), ProtocolError, True),
        (httpx.DecodingError("no"), ProtocolError, True),
        (httpx.PoolTimeout("no"), DeadlineError, False),
        (httpx.ConnectTimeout("no"), DeadlineError, True),
        (httpx.ReadTimeout("no"), DeadlineError, True),
        (ConnectionResetError("no"), ConnectionFailedError, True),
        (TimeoutError("no"), DeadlineError, True),
    ],
    ids=lambda value: getattr(type(value), "__name__", None),
)
def test_what_another_transport_raises_is_an_error_of_ours(
    flavour: Flavour, raised: Exception, kind: type[TinesError], processed: bool
) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise raised

    error = flavour.open(TENANT, transport=mock(flavour, fail)).failure(within=0)

    assert type(error) is kind
    assert error.may_have_been_processed is processed  # type: ignore[attr-defined]
    assert type(error.__cause__) is type(raised)


def test_what_is_no_failure_of_the_network_passes_as_it_is(flavour: Flavour, library: Any) -> None:
    def fail(_: Any) -> Any:
        raise KeyError("a mistake in a test's own handler")

    client = flavour.open(TENANT, transport=mock(flavour, fail, library))

    with pytest.raises(KeyError, match="mistake"):
        client.list(1)


App = Callable[[Any, Any, Callable[[Any], Awaitable[None]]], Awaitable[None]]


def asgi(status: int, body: bytes) -> App:
    async def app(scope: Any, receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        assert (b"authorization", f"Bearer {KEY}".encode()) in scope["headers"]
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": body[:9], "more_body": True})
        await send({"type": "http.response.body", "body": body[9:]})

    return app


in_event_loops = pytest.mark.parametrize("flavour", ["asyncio", "trio"], indirect=True)


@in_event_loops
def test_an_asgi_application_responds(flavour: Flavour, library: Any) -> None:
    client = flavour.open(TENANT, transport=library.ASGITransport(asgi(200, json.dumps(PAGE).encode())))

    assert client.list(1).actions[0].label == "Escalate"


@in_event_loops
def test_an_asgi_application_refuses(flavour: Flavour) -> None:
    client = flavour.open(TENANT, transport=httpx.ASGITransport(asgi(401, b"")))

    assert isinstance(client.failure(), AuthenticationError)


@in_event_loops
def test_an_asgi_application_that_hangs_is_left_at_the_deadline(flavour: Flavour) -> None:

    async def hang(scope: Any, receive: Any, send: Any) -> None:
        await anyio.sleep_forever()

    error = flavour.open(TENANT, transport=httpx.ASGITransport(hang), timeout=DEADLINE).failure()

    assert type(error) is DeadlineError
    assert error.may_have_been_processed


def test_a_wsgi_application_responds() -> None:
    def app(environ: Any, start_response: Any) -> list[bytes]:
        assert environ["HTTP_AUTHORIZATION"] == f"Bearer {KEY}"
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(PAGE | {"actions": [ACTION]}).encode()]

    with TinesClient(TENANT, KEY, transport=httpx.WSGITransport(app)) as tines:
        assert tines.case_actions.list(1).actions[0].label == "Escalate"


def connections(flavour: Flavour, library: Any) -> Any:
    return library.HTTPTransport() if flavour.name == "sync" else library.AsyncHTTPTransport()


def test_connections_that_are_given_are_held_to_the_deadline_too(flavour: Flavour, serve: Serve, library: Any) -> None:
    response = http_json(200, PAGE)
    server = serve(drips(response[:20], lambda: (response[n : n + 1] for n in range(20, len(response)))))
    client = flavour.open(server.origin, transport=connections(flavour, library), timeout=DEADLINE)

    assert type(client.failure()) is DeadlineError
    assert server.open_connections() == 0
    assert client.list(1, timeout=PLENTY).case_id == 1


def test_connections_that_are_given_are_used_again(flavour: Flavour, serve: Serve, library: Any) -> None:
    server = serve()
    client = flavour.open(server.origin, transport=connections(flavour, library))

    assert [client.list(1).case_id for _ in range(3)] == [1, 1, 1]
    assert server.connections == 1


def test_an_error_of_given_connections_is_the_cause(flavour: Flavour, serve: Serve, library: Any) -> None:
    def resets(peer: Peer) -> None:
        peer.read_request()
        peer.reset()

    error = flavour.open(serve(resets).origin, transport=connections(flavour, library)).failure()

    assert type(error) is ConnectionFailedError
    assert isinstance(error.__cause__, library.NetworkError)


def test_a_given_transport_is_closed_with_the_client(flavour: Flavour) -> None:
    closed = []

    class Closing(httpx.MockTransport):
        def close(self) -> None:
            closed.append("close")

        async def aclose(self) -> None:
            closed.append("aclose")

    client = flavour.open(TENANT, transport=Closing(lambda _: httpx.Response(200)))
    client.close()
    client.close()

    assert closed == ["close" if flavour.name == "sync" else "aclose"]


def test_a_status_that_passes_is_read_from_any_transport(flavour: Flavour) -> None:
    error = flavour.open(TENANT, transport=mock(flavour, lambda _: httpx.Response(503, text="down"))).failure()

    assert isinstance(error, ServerError)
    assert error.messages == ("down",)


class Dripping(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that never ends."""

    def __iter__(self) -> Iterator[bytes]:
        while True:
            threading.Event().wait(0.02)
            yield b" "

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            await anyio.sleep(0.02)
            yield b" "


def test_a_body_that_drips_from_any_transport_is_left_at_the_deadline(flavour: Flavour) -> None:
    drip = mock(flavour, lambda _: httpx.Response(200, stream=Dripping()))

    assert type(flavour.open(TENANT, transport=drip, timeout=DEADLINE).failure()) is DeadlineError
