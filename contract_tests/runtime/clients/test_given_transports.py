"""Transports that somebody else made or set up: they send, they end in time, and they raise nothing but our errors."""

import functools
import pickle
import socket
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import httpx
import pytest

from contract_tests.client_adapters import DEADLINE, KEY, PLENTY, Flavour
from contract_tests.runtime.clients.test_mocks import library
from contract_tests.runtime.secrets.key_search import places_that_show_the_key, shows_key
from contract_tests.runtime.servers.hostile_server import Peer, drips, resets, sends
from contract_tests.runtime.servers.samples import RESPONSE, Serve
from tines_cases import AsyncTinesClient, RetryPolicy
from tines_cases.errors import ConnectionFailedError, DeadlineError, ProtocolError, TransportError
from tines_runtime.network.connection_pool import PerLoop

__all__ = ("library",)


def connections(flavour: Flavour, library: Any = httpx, **options: Any) -> Any:
    kind = library.HTTPTransport if flavour.name == "sync" else library.AsyncHTTPTransport
    return kind(**options)


def test_connections_that_are_given_are_held_to_the_deadline_too(flavour: Flavour, serve: Serve, library: Any) -> None:
    server = serve(drips(RESPONSE[:20], lambda: (RESPONSE[n : n + 1] for n in range(20, len(RESPONSE)))))
    client = flavour.open(server.origin, transport=connections(flavour, library), timeout=DEADLINE)

    assert type(client.failure()) is DeadlineError
    assert server.open_connections() == 0
    assert client.list(1, timeout=PLENTY).case_id == 1


def test_connections_that_are_given_twice_are_used_again(flavour: Flavour, serve: Serve, library: Any) -> None:
    server = serve()
    transport = connections(flavour, library)
    first, second = (flavour.open(server.origin, transport=transport) for _ in range(2))

    assert [client.list(1).case_id for client in (first, second, first)] == [1, 1, 1]
    assert server.connections == 1


def test_an_error_of_given_connections_is_the_cause(flavour: Flavour, serve: Serve, library: Any) -> None:
    server = serve(resets(), sends(RESPONSE[:-5]))
    client = flavour.open(server.origin, transport=connections(flavour, library))

    for kind in (library.NetworkError, library.RemoteProtocolError):
        error = client.failure()
        assert type(error) is ConnectionFailedError
        assert isinstance(error.__cause__, kind)


def test_a_given_transport_is_closed_with_the_client(flavour: Flavour) -> None:
    closed = []

    class Closing(httpx.MockTransport):
        def close(self) -> None:
            closed.append("close")

        async def aclose(self) -> None:
            closed.append("aclose")

    client = flavour.open("acme.example", transport=Closing(lambda _: httpx.Response(200)))
    client.close()
    client.close()

    assert closed == ["close" if flavour.name == "sync" else "aclose"]


@pytest.fixture
def refused_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def test_a_transport_with_retries_of_its_own_sends_and_retries(
    flavour: Flavour, serve: Serve, refused_port: int
) -> None:
    for tenant, kind in ((serve().origin, None), (f"127.0.0.1:{refused_port}", ConnectionFailedError)):
        client = flavour.open(tenant, transport=connections(flavour, retries=1))
        assert client.list(1).case_id == 1 if kind is None else type(client.failure(within=5)) is kind


def test_retries_of_a_transport_do_not_outlast_the_deadline(flavour: Flavour, refused_port: int) -> None:
    transport = connections(flavour, retries=50)
    client = flavour.open(f"127.0.0.1:{refused_port}", transport=transport, timeout=0.6)

    error = client.failure(within=0.2)  # it waits for half a second, and then does not begin to wait for a whole one

    assert type(error) is DeadlineError
    assert not error.may_have_been_processed


def test_a_given_proxy_at_a_port_that_nobody_has_is_a_failed_connection(flavour: Flavour, trusted: None) -> None:
    transport = connections(flavour, proxy="http://127.0.0.1:99999")

    assert type(flavour.open("acme.example", transport=transport).failure()) is ConnectionFailedError


class Careless(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Raises what carries the request, and so does all that led to it."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        cause = _raised(httpx.ReadError("cause", request=request))
        cause.__context__ = _raised(httpx.ReadError("context", request=request))
        several = ExceptionGroup("several", [_raised(httpx.ReadError("one of several", request=request))])
        several.__context__ = cause
        if isinstance(self._error, httpx.HTTPError):
            self._error.request = request
        self._error.response = httpx.Response(200, request=request)  # type: ignore[attr-defined]  # of one kind
        raise self._error from several

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self.handle_request(request)


def _raised(error: Exception) -> Exception:
    """The error with frames on it, whose variables hold what is carried."""
    carried = getattr(error, "request", None)
    try:
        raise error
    except type(error):
        assert carried
        return error


def _no(*kinds: Callable[[str], Exception], text: str = "no") -> list[Callable[[], Exception]]:
    return [functools.partial(kind, text) for kind in kinds]


RAISED: dict[tuple[type[TransportError], bool], list[Callable[[], Exception]]] = {
    (ConnectionFailedError, False): [
        *_no(httpx.ConnectError, httpx.ProxyError),
        lambda: ExceptionGroup("several", [httpx.ConnectError("no"), OSError("no")]),
    ],
    (ConnectionFailedError, True): [
        *_no(httpx.ReadError, httpx.WriteError, httpx.CloseError, ConnectionResetError),
        *_no(httpx.RemoteProtocolError, text="Server disconnected without sending a response."),
        lambda: OSError(5, f"no {KEY}"),
    ],
    (DeadlineError, False): _no(httpx.PoolTimeout),
    (DeadlineError, True): [
        *_no(httpx.ConnectTimeout, httpx.ReadTimeout, TimeoutError),
        lambda: ExceptionGroup("x", [ExceptionGroup("y", [TimeoutError()])]),
    ],
    (ProtocolError, False): _no(httpx.UnsupportedProtocol, httpx.InvalidURL, text=f"no {KEY}"),
    (ProtocolError, True): [
        *_no(httpx.RemoteProtocolError, httpx.DecodingError, httpx.TooManyRedirects, NotImplementedError),
        *_no(httpx.LocalProtocolError, ValueError, KeyError, text=f"no {KEY}"),
        httpx.StreamConsumed,
        lambda: httpx.HTTPStatusError("no", request=httpx.Request("GET", "http://x"), response=httpx.Response(500)),
        lambda: RuntimeError("Event loop is closed"),
        lambda: ExceptionGroup("x", [OverflowError("port")]),
    ],
}
"""By the error that comes of them, and whether the call may have been processed."""
each_raised = pytest.mark.parametrize(
    ("make", "kind", "processed"),
    [(make, *outcome) for outcome, makes in RAISED.items() for make in makes],
    ids=lambda value: type(value()).__name__ if callable(value) else "",
)


@each_raised
def test_whatever_a_transport_raises_is_ours_and_shows_no_key(
    flavour: Flavour, make: Callable[[], Exception], kind: type[TransportError], processed: bool
) -> None:
    raised = make()

    error = flavour.open("acme.example", transport=Careless(raised)).failure(within=0)

    assert type(error) is kind
    assert error.may_have_been_processed is processed
    assert (error.__cause__ is None) is shows_key(repr(raised))
    assert error.__cause__ is None or type(error.__cause__) is type(raised) or isinstance(raised, ExceptionGroup)
    assert places_that_show_the_key(error) == []
    assert not shows_key("".join(traceback.format_exception(error)))
    assert not shows_key(repr(pickle.dumps(error)))


def test_an_assertion_of_a_test_passes_as_it_is(flavour: Flavour) -> None:
    client = flavour.open("acme.example", transport=Careless(AssertionError("all mocked")))

    with pytest.raises(AssertionError, match="all mocked"):
        client.list(1)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("given", [False, True], ids=["own", "given"])
def test_a_client_works_in_one_event_loop_after_the_other(serve: Serve, backend: str, given: bool) -> None:
    transport = httpx.AsyncHTTPTransport() if given else None
    tines = AsyncTinesClient(serve().origin, KEY, retry=RetryPolicy.none(), transport=transport)

    async def use() -> int:
        return (await tines.case_actions.list(1)).case_id

    async def use_and_close() -> int:
        async with tines:
            return await use()

    assert [anyio.run(use, backend=backend) for _ in range(3)] == [1, 1, 1]
    assert anyio.run(use_and_close, backend=backend) == 1


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_event_loops_that_run_at_once_have_connections_of_their_own(serve: Serve, backend: str) -> None:
    requested, answered = threading.Event(), threading.Event()

    def waits(peer: Peer) -> None:
        peer.read_request()
        requested.set()
        answered.wait(PLENTY)
        peer.send(RESPONSE)

    tines = AsyncTinesClient(serve(waits).origin, KEY, timeout=PLENTY, limits=httpx.Limits(max_connections=1))

    async def use(seconds: float) -> int:
        return (await tines.case_actions.list(1, timeout=seconds)).case_id

    with ThreadPoolExecutor() as threads:
        first = threads.submit(anyio.run, use, PLENTY, backend=backend)
        assert requested.wait(PLENTY)
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
