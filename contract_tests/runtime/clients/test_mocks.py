"""Other people's mocks and applications stand in for the network, and the client behaves the same."""

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

from contract_tests.client_adapters import DEADLINE, KEY, Flavour
from contract_tests.runtime.servers.samples import PAGE, Serve
from tines_cases import RetryPolicy, TinesClient
from tines_cases.errors import AuthenticationError, DeadlineError, NotFoundError

TENANT = "acme.example"
URL = f"https://{TENANT}/api/v2/cases/1/actions"
NO_WAIT = RetryPolicy(first_wait=0)
PLAIN = {"json": PAGE}
ZIPPED = {"content": gzip.compress(json.dumps(PAGE).encode()), "headers": {"Content-Encoding": "gzip"}}
each_response = pytest.mark.parametrize("response", [PLAIN, ZIPPED], ids=["plain", "zipped"])
in_event_loops = pytest.mark.parametrize("flavour", ["asyncio", "trio"], indirect=True)


@pytest.fixture(params=["httpx", "httpx2"])
def library(request: pytest.FixtureRequest) -> Any:
    """What transports are of: both are taken."""
    return pytest.importorskip(request.param)


@each_response
def test_pytest_httpx_stands_in_for_the_network(
    flavour: Flavour, trusted: None, httpx_mock: HTTPXMock, response: dict[str, Any]
) -> None:
    httpx_mock.add_response(url=f"{URL}?page=2", match_headers={"Authorization": f"Bearer {KEY}"}, **response)

    assert flavour.open(TENANT).list(1, page=2).actions[0].label == "Escalate"


@pytest.fixture
def httpx2_mocked(request: pytest.FixtureRequest) -> Any:
    pytest.importorskip("httpx2")
    return request.getfixturevalue("httpx2_mock")


@each_response
@pytest.mark.parametrize("mock", ["respx_mock", "httpx2_mocked"])
def test_respx_and_pytest_httpx2_stand_in_for_the_network(
    flavour: Flavour, trusted: None, request: pytest.FixtureRequest, mock: str, response: dict[str, Any]
) -> None:
    route = request.getfixturevalue(mock).get(URL, params={"page": 2}).respond(200, **response)

    assert flavour.open(TENANT).list(1, page=2).actions[0].label == "Escalate"
    assert route.calls[0].request.headers["authorization"] == f"Bearer {KEY}"


def test_pytest_httpx2_stands_in_behind_a_proxy(
    flavour: Flavour, trusted: None, httpx2_mocked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    httpx2_mocked.get(URL).respond(404)

    assert type(flavour.open(TENANT).failure()) is NotFoundError


def test_respx_sees_every_attempt(flavour: Flavour, trusted: None) -> None:
    effects = [httpx.ConnectError, httpx.ReadError, httpx.Response(503), httpx.Response(200, json=PAGE)]
    with respx.mock:
        route = respx.get(URL).mock(side_effect=effects)
        assert flavour.open(TENANT, retry=NO_WAIT).list(1).case_id == 1
        assert route.call_count == 4


def test_a_client_goes_back_to_its_own_connections_after_a_mock(flavour: Flavour, serve: Serve) -> None:
    server = serve()
    client = flavour.open(server.origin)
    with respx.mock:
        respx.get(f"{server.origin}/api/v2/cases/2/actions").respond(200, json=PAGE | {"case_id": 2})
        assert client.list(2).case_id == 2

    assert client.list(1).case_id == 1
    assert len(server.requests) == 1


def mock(flavour: Flavour, handler: Callable[[Any], Any], library: Any = httpx) -> Any:
    if flavour.name == "sync":
        return library.MockTransport(handler)

    async def handle(request: Any) -> Any:
        return handler(request)

    return library.MockTransport(handle)


@each_response
def test_a_mock_transport_responds(flavour: Flavour, response: dict[str, Any], library: Any) -> None:
    def respond(request: Any) -> Any:
        assert isinstance(request, library.Request)
        assert request.headers["authorization"] == f"Bearer {KEY}"
        return library.Response(200, **response)

    client = flavour.open(TENANT, transport=mock(flavour, respond, library))

    assert client.list(1).actions[0].label == "Escalate"


def test_what_is_no_failure_of_the_network_passes_as_it_is(flavour: Flavour, library: Any) -> None:
    def fail(_: Any) -> Any:
        raise KeyError("a mistake in a test's own handler")

    with pytest.raises(KeyError, match="mistake"):
        flavour.open(TENANT, transport=mock(flavour, fail, library)).list(1)


class Dripping(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that never ends."""

    def __iter__(self) -> Iterator[bytes]:
        while True:
            threading.Event().wait(0.02)
            yield b" "

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            await anyio.sleep(0.02)  # a server that drips
            yield b" "


def test_a_body_that_drips_from_any_transport_is_left_at_the_deadline(flavour: Flavour) -> None:
    drip = mock(flavour, lambda _: httpx.Response(200, stream=Dripping()))

    assert type(flavour.open(TENANT, transport=drip, timeout=DEADLINE).failure()) is DeadlineError


App = Callable[[Any, Any, Callable[[Any], Awaitable[None]]], Awaitable[None]]


def asgi(status: int, body: bytes) -> App:
    async def app(scope: Any, receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        assert (b"authorization", f"Bearer {KEY}".encode()) in scope["headers"]
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": body[:9], "more_body": True})
        await send({"type": "http.response.body", "body": body[9:]})

    return app


@in_event_loops
def test_an_asgi_application_responds_and_refuses(flavour: Flavour, library: Any) -> None:
    client = flavour.open(TENANT, transport=library.ASGITransport(asgi(200, json.dumps(PAGE).encode())))
    assert client.list(1).actions[0].label == "Escalate"

    refused = flavour.open(TENANT, transport=library.ASGITransport(asgi(401, b"")))
    assert isinstance(refused.failure(), AuthenticationError)


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
        return [json.dumps(PAGE).encode()]

    with TinesClient(TENANT, KEY, transport=httpx.WSGITransport(app)) as tines:
        assert tines.case_actions.list(1).actions[0].label == "Escalate"
