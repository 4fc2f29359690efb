"""httpx2: when it is used, and its mocks. test_transports.py has its transports."""

import subprocess
import sys
from typing import Any

import pytest
import respx

from contract_tests.client_adapters import KEY, Flavour
from contract_tests.runtime.clients.test_transports import TENANT, URL, each_response
from contract_tests.runtime.servers.samples import PAGE, Serve
from tines_cases.errors import NotFoundError
from tines_runtime.network import http_library

httpx2 = pytest.importorskip("httpx2")


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
