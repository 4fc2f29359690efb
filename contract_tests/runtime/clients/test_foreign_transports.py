"""Transports that somebody else made or set up: they send, they end in time, and they raise nothing but our errors."""

import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import httpx
import pytest

from contract_tests.client_adapters import KEY, PLENTY, Flavour
from contract_tests.runtime.secrets.key_search import places_that_show_the_key
from contract_tests.runtime.servers.hostile_server import Peer, http, http_json, sends
from contract_tests.runtime.servers.samples import PAGE, Serve
from tines_cases import AsyncTinesClient, RetryPolicy
from tines_cases.errors import ConfigurationError, ConnectionFailedError, DeadlineError, ProtocolError, TransportError
from tines_runtime.network.connection_pool import PerLoop


def _httpx_transport(flavour: Flavour, **options: Any) -> Any:
    return httpx.HTTPTransport(**options) if flavour.name == "sync" else httpx.AsyncHTTPTransport(**options)


@pytest.fixture
def refused_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def test_a_transport_with_retries_of_its_own_sends(flavour: Flavour, serve: Serve) -> None:
    client = flavour.open(serve().origin, transport=_httpx_transport(flavour, retries=1))

    assert client.list(1).case_id == 1


def test_a_transport_with_retries_of_its_own_retries(flavour: Flavour, refused_port: int) -> None:
    client = flavour.open(f"127.0.0.1:{refused_port}", transport=_httpx_transport(flavour, retries=1))

    assert type(client.failure(within=5)) is ConnectionFailedError


def test_retries_of_a_transport_do_not_outlast_the_deadline(flavour: Flavour, refused_port: int) -> None:
    transport = _httpx_transport(flavour, retries=50)
    client = flavour.open(f"127.0.0.1:{refused_port}", transport=transport, timeout=0.6)

    error = client.failure(within=0.2)  # it waits for half a second, and then does not begin to wait for a whole one

    assert type(error) is DeadlineError
    assert not error.may_have_been_processed


@pytest.mark.parametrize("length", ["9" * 5_000, "9" * 4_000, "1_0", "٣"])
def test_an_absurd_length_is_a_broken_protocol(flavour: Flavour, serve: Serve, length: str) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n"
    server = serve(sends(head.encode()))
    client = flavour.open(server.origin)

    assert type(client.failure()) in (ProtocolError, ConnectionFailedError)
    assert server.open_connections() == 0
    assert client.list(1).case_id == 1


@pytest.mark.parametrize("port", ["99999", "0", "-1", "x"])
def test_a_proxy_at_a_port_that_nobody_has_is_a_configuration_error(
    flavour: Flavour, monkeypatch: pytest.MonkeyPatch, port: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")

    with pytest.raises(ConfigurationError, match="proxy"):
        flavour.open("acme.example")


def test_a_given_proxy_at_a_port_that_nobody_has_is_a_failed_connection(flavour: Flavour, trusted: None) -> None:
    transport = _httpx_transport(flavour, proxy="http://127.0.0.1:99999")
    client = flavour.open("acme.example", transport=transport)

    assert type(client.failure()) is ConnectionFailedError


class Raising(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport of somebody's own."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        raise self._error

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise self._error


RAISED: dict[str, tuple[Callable[[], Exception], type[TransportError]]] = {
    "ValueError": (lambda: ValueError(f"no {KEY}"), ProtocolError),
    "RuntimeError": (lambda: RuntimeError("Event loop is closed"), ProtocolError),
    "NotImplementedError": (NotImplementedError, ProtocolError),
    "KeyError": (lambda: KeyError(KEY), ProtocolError),
    "a group": (lambda: ExceptionGroup("several", [httpx.ConnectError("no"), OSError("no")]), ConnectionFailedError),
    "a group of groups": (lambda: ExceptionGroup("x", [ExceptionGroup("y", [TimeoutError()])]), DeadlineError),
    "a group of others": (lambda: ExceptionGroup("x", [OverflowError("port")]), ProtocolError),
}


@pytest.mark.parametrize("name", RAISED)
def test_whatever_a_transport_raises_becomes_an_error_of_ours(flavour: Flavour, name: str) -> None:
    make, kind = RAISED[name]

    error = flavour.open("acme.example", transport=Raising(make())).failure()

    assert type(error) is kind
    assert places_that_show_the_key(error) == []


def test_an_assertion_of_a_test_passes_as_it_is(flavour: Flavour) -> None:
    client = flavour.open("acme.example", transport=Raising(AssertionError("all mocked")))

    with pytest.raises(AssertionError, match="all mocked"):
        client.list(1)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("given", [False, True], ids=["own", "given"])
def test_a_client_works_in_one_event_loop_after_the_other(serve: Serve, backend: str, given: bool) -> None:
    server = serve()
    transport = httpx.AsyncHTTPTransport() if given else None
    tines = AsyncTinesClient(server.origin, KEY, retry=RetryPolicy.none(), transport=transport)

    async def use() -> int:
        return (await tines.case_actions.list(1)).case_id

    async def use_and_close() -> int:
        async with tines:
            return await use()

    assert [anyio.run(use, backend=backend) for _ in range(3)] == [1, 1, 1]
    assert anyio.run(use_and_close, backend=backend) == 1


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_event_loops_that_run_at_once_have_connections_of_their_own(serve: Serve, backend: str) -> None:
    asked, answered = threading.Event(), threading.Event()

    def waits(peer: Peer) -> None:
        peer.read_request()
        asked.set()
        answered.wait(PLENTY)
        peer.send(http_json(200, PAGE))

    tines = AsyncTinesClient(serve(waits).origin, KEY, timeout=PLENTY, limits=httpx.Limits(max_connections=1))

    async def use(seconds: float) -> int:
        return (await tines.case_actions.list(1, timeout=seconds)).case_id

    with ThreadPoolExecutor() as threads:
        first = threads.submit(anyio.run, use, PLENTY, backend=backend)
        assert asked.wait(PLENTY)
        try:
            assert anyio.run(use, 5.0, backend=backend) == 1
        finally:
            answered.set()
        assert first.result() == 1
    anyio.run(tines.close, backend=backend)


def test_event_loops_that_begin_at_once_clear_up_together() -> None:
    class Value:
        def close(self) -> None:
            with ThreadPoolExecutor(1) as thread:  # another thread, in the middle of clearing up here
                thread.submit(anyio.run, of_this_loop).result()

    per_loop = PerLoop(Value)

    async def of_this_loop() -> Value:
        return per_loop.get()

    async def of_three_loops() -> Value:
        with ThreadPoolExecutor() as threads:
            for _ in range(3):
                threads.submit(anyio.run, of_this_loop).result()
        return per_loop.get()

    assert isinstance(anyio.run(of_three_loops), Value)


def test_a_transport_that_is_given_twice_goes_on_working(flavour: Flavour, serve: Serve) -> None:
    server = serve()
    transport = _httpx_transport(flavour)
    first, second = (flavour.open(server.origin, transport=transport) for _ in range(2))

    assert [client.list(1).case_id for client in (first, second, first)] == [1, 1, 1]
    assert server.connections == 1


def test_an_error_over_a_transport_of_httpx_keeps_its_cause(flavour: Flavour, serve: Serve) -> None:
    server = serve(sends(http(200)[:-5]))

    error = flavour.open(server.origin, transport=_httpx_transport(flavour)).failure()

    assert isinstance(error.__cause__, httpx.RemoteProtocolError)
