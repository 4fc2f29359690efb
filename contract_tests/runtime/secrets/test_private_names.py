"""Where httpx or httpcore renames what it has no public name for, the client does without: slower, and never wrong."""

from typing import Any

import httpx
import pytest

from contract_tests.client_adapters import DEADLINE, Flavour
from contract_tests.runtime.servers.hostile_server import Peer, http_json, responds, sends
from contract_tests.runtime.servers.samples import PAGE, Serve
from tines_cases.errors import ConnectionFailedError, DeadlineError
from tines_runtime.network import http_library


class Renamed(httpx.HTTPTransport):
    """A transport of httpx's whose pool has another name."""

    def __init__(self) -> None:
        self._renamed = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._renamed.handle_request(request)

    def close(self) -> None:
        self._renamed.close()


class AsyncRenamed(httpx.AsyncHTTPTransport):
    """As `Renamed`."""

    def __init__(self) -> None:
        self._renamed = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._renamed.handle_async_request(request)

    async def aclose(self) -> None:
        await self._renamed.aclose()


def test_a_transport_whose_pool_has_another_name_is_used_in_public(flavour: Flavour, serve: Serve) -> None:
    server = serve(then=responds(http_json(200, PAGE)))
    client = flavour.open(server.origin, transport=Renamed() if flavour.name == "sync" else AsyncRenamed())

    assert [client.list(1).case_id for _ in range(3)] == [1, 1, 1]
    assert server.connections == 1


def test_a_silent_server_and_a_broken_one_are_told_apart_in_public(flavour: Flavour, serve: Serve) -> None:
    server = serve(Peer.hold, sends(b"HTTP/1.1 20"))
    transport = Renamed() if flavour.name == "sync" else AsyncRenamed()
    client = flavour.open(server.origin, transport=transport)

    assert type(client.failure(lambda: client.list(1, timeout=DEADLINE))) is DeadlineError
    assert type(client.failure()) is ConnectionFailedError


class Opaque:
    """A connection of httpcore's with no name but the public ones."""

    def __init__(self, connection: Any) -> None:
        self.__connection = connection

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.__connection, name)


@pytest.fixture
def opaque(monkeypatch: pytest.MonkeyPatch) -> None:
    core = http_library.preferred().core
    for pool in (core.ConnectionPool, core.AsyncConnectionPool):
        make = pool.create_connection
        monkeypatch.setattr(pool, "create_connection", lambda self, origin, make=make: Opaque(make(self, origin)))


@pytest.mark.usefixtures("opaque")
def test_a_connection_that_does_not_tell_what_it_has_read_is_used_once(flavour: Flavour, serve: Serve) -> None:
    server = serve(then=responds(http_json(200, PAGE)))
    client = flavour.open(server.origin)

    assert [client.list(1).case_id for _ in range(3)] == [1, 1, 1]
    assert server.connections == 3
