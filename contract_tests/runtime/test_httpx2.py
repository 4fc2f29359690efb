"""httpx2: when it is used, its transports and mocks. test_transports.py and test_foreign_transports.py are of httpx."""

import gzip
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import respx

from contract_tests.client_adapters import DEADLINE, KEY, Flavour
from contract_tests.runtime.hostile_server import Peer, drips, http_json
from contract_tests.runtime.samples import PAGE, Serve
from tines_cases.errors import ConnectionFailedError, DeadlineError, NotFoundError
from tines_runtime import http_library

httpx2 = pytest.importorskip("httpx2")

TENANT = "acme.example"
URL = f"https://{TENANT}/api/v2/cases/1/actions"
PLAIN = {"json": PAGE}
ZIPPED = {"content": gzip.compress(json.dumps(PAGE).encode()), "headers": {"Content-Encoding": "gzip"}}
each_response = pytest.mark.parametrize("response", [PLAIN, ZIPPED], ids=["plain", "zipped"])


def test_the_clients_own_connections_go_through_httpx2_where_it_is_installed() -> None:
    assert http_library.preferred().http is httpx2


def test_without_httpx2_they_go_through_httpx(serve: Serve) -> None:
    program = """
import sys
sys.modules["httpx2"] = None
from tines_cases import TinesClient
with TinesClient(sys.argv[1], "key") as tines:
    tines.case_actions.list(1)
print("httpcore" in sys.modules, "httpcore2" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, serve().origin], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "True False\n"


def transport_of(flavour: Flavour) -> Any:
    return httpx2.HTTPTransport() if flavour.name == "sync" else httpx2.AsyncHTTPTransport()


def test_a_transport_of_httpx2_sends(flavour: Flavour, serve: Serve) -> None:
    server = serve()
    client = flavour.open(server.origin, transport=transport_of(flavour))

    assert [client.list(1).case_id for _ in range(3)] == [1, 1, 1]
    assert server.connections == 1


def test_a_transport_of_httpx2_is_held_to_the_deadline(flavour: Flavour, serve: Serve) -> None:
    response = http_json(200, PAGE)
    server = serve(drips(response[:20], lambda: (response[n : n + 1] for n in range(20, len(response)))))
    client = flavour.open(server.origin, transport=transport_of(flavour), timeout=DEADLINE)

    assert type(client.failure()) is DeadlineError
    assert server.open_connections() == 0


def test_an_error_of_httpx2_is_the_cause(flavour: Flavour, serve: Serve) -> None:
    def resets(peer: Peer) -> None:
        peer.read_request()
        peer.reset()

    client = flavour.open(serve(resets).origin, transport=transport_of(flavour))
    error = client.failure()

    assert type(error) is ConnectionFailedError
    assert isinstance(error.__cause__, httpx2.NetworkError)


def mock_of(flavour: Flavour, respond: Callable[[Any], Any]) -> Any:
    if flavour.name == "sync":
        return httpx2.MockTransport(respond)

    async def handle(request: Any) -> Any:
        return respond(request)

    return httpx2.MockTransport(handle)


@each_response
def test_a_mock_transport_of_httpx2_responds(flavour: Flavour, response: dict[str, Any]) -> None:
    def respond(request: Any) -> Any:
        assert isinstance(request, httpx2.Request)
        assert request.headers["authorization"] == f"Bearer {KEY}"
        return httpx2.Response(200, **response)

    client = flavour.open(TENANT, transport=mock_of(flavour, respond))

    assert client.list(1).actions[0].label == "Escalate"


def test_a_mistake_in_a_mock_of_httpx2_passes_as_it_is(flavour: Flavour) -> None:
    def fail(_: Any) -> Any:
        raise KeyError("a mistake")

    client = flavour.open(TENANT, transport=mock_of(flavour, fail))

    with pytest.raises(KeyError, match="mistake"):
        client.list(1)


@pytest.mark.parametrize("flavour", ["asyncio", "trio"], indirect=True)
def test_an_asgi_application_behind_httpx2_responds(flavour: Flavour) -> None:
    async def app(scope: Any, receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": json.dumps(PAGE).encode()})

    client = flavour.open(TENANT, transport=httpx2.ASGITransport(app))

    assert client.list(1).case_id == 1


@each_response
def test_pytest_httpx2_stands_in_for_the_network(
    flavour: Flavour, trusted: None, httpx2_mock: Any, response: dict[str, Any]
) -> None:
    route = httpx2_mock.get(URL, params={"page": 2}).respond(200, **response)
    client = flavour.open(TENANT)

    assert client.list(1, page=2).actions[0].label == "Escalate"
    assert route.calls[0].request.headers["authorization"] == f"Bearer {KEY}"


def test_pytest_httpx2_stands_in_behind_a_proxy(
    flavour: Flavour, trusted: None, httpx2_mock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    httpx2_mock.get(URL).respond(404)

    assert type(flavour.open(TENANT).failure()) is NotFoundError


def test_a_client_goes_back_to_its_own_connections_after_a_mock(flavour: Flavour, serve: Serve) -> None:
    server = serve()
    client = flavour.open(server.origin)
    with respx.mock:
        respx.get(f"{server.origin}/api/v2/cases/2/actions").respond(200, json=PAGE | {"case_id": 2})
        assert client.list(2).case_id == 2

    assert client.list(1).case_id == 1
    assert len(server.requests) == 1
