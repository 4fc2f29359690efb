"""While a fake is in force, no client of the process reaches anything else, whenever and however it was made."""

import asyncio
import functools
import os
import re
import socket
import threading
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import httpcore
import httpx
import httpx2
import pytest
import respx

from contract_tests.runtime.servers.samples import around
from tines_cases import AsyncTinesClient, RetryPolicy, TinesClient
from tines_cases.errors import ConfigurationError, NotFoundError
from tines_fake import FakeTenant, VirtualClock, failures, running
from tines_pytest.session_server import session_server

KEY = "the-key-of-a-real-tenant"


@pytest.fixture
def real() -> Iterator[str]:
    """The origin of a tenant that nobody must reach."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.setblocking(False)
        with pytest.raises(BlockingIOError):
            listening.accept()


@pytest.fixture
def of_environment(real: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINES_TENANT", real)
    monkeypatch.setenv("TINES_API_KEY", KEY)


@pytest.mark.usefixtures("of_environment")
def test_a_client_that_was_made_before_the_fake_reaches_it() -> None:
    tines, async_tines = TinesClient(timeout=1), AsyncTinesClient(timeout=1)
    with running() as fake:
        ids = [fake.case(1).add_action().id for _ in range(3)]
        tines.case_actions.delete(1, ids[0])
        asyncio.run(async_tines.case_actions.delete(1, ids[1]))  # type: ignore[arg-type]  # it is awaitable
        thread = threading.Thread(target=tines.case_actions.delete, args=(1, ids[2]))
        thread.start()
        thread.join()
        assert (fake.case(1).actions, len(fake.journal)) == ([], 3)


class WithoutHttpx(httpx.BaseTransport):
    """Another way into the network, as those over aiohttp or requests."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        with urllib.request.urlopen(str(request.url), timeout=1) as response:
            return httpx.Response(response.status, content=response.read())


class AnewAsync(httpx.AsyncBaseTransport):
    """Makes the request anew, and forgets what came with it."""

    def __init__(self) -> None:
        self._inner = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._inner.handle_async_request(httpx.Request(request.method, request.url))


def _listed(**options: Any) -> Callable[[str], Any]:
    return lambda origin: TinesClient(origin, KEY, timeout=1, **options).case_actions.list(1)


def _listed_async(**options: Any) -> Callable[[str], Any]:
    return lambda origin: asyncio.run(AsyncTinesClient(origin, KEY, timeout=1, **options).case_actions.list(1))  # type: ignore[arg-type]  # it is awaitable


@pytest.mark.parametrize(
    "listed",
    [
        _listed(),
        _listed(proxy="http://127.0.0.1:9"),
        _listed(transport=httpx.HTTPTransport()),
        _listed(transport=httpx2.HTTPTransport()),
        _listed(transport=around("sync")),
        _listed(transport=WithoutHttpx()),
        _listed_async(),
        _listed_async(transport=httpx.AsyncHTTPTransport()),
        _listed_async(transport=AnewAsync()),
    ],
)
def test_a_client_of_another_tenant_is_stopped(listed: Callable[[str], Any], real: str) -> None:
    with running(), pytest.raises(ConfigurationError) as caught:
        listed(real)
    assert re.search(rf"client of {real}, made at {re.escape(__file__)}:\d+, would have", str(caught.value))
    assert f"fake.allowed_hosts.add('{real.removeprefix('http://')}')" in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.usefixtures("of_environment")
def test_tracers_do_not_let_a_client_through(real: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = httpcore.ConnectionPool.handle_request

    def traced(pool: Any, request: Any) -> Any:
        return shipped(pool, request)

    monkeypatch.setattr(httpcore.ConnectionPool, "handle_request", traced)
    with running(), TinesClient(real, KEY) as tines, pytest.raises(ConfigurationError):
        tines.case_actions.list(1)


def test_a_connection_that_is_open_already_is_not_used() -> None:
    with session_server() as server, TinesClient(server.origin, "fake-tenant-key") as tines:
        with pytest.raises(NotFoundError):
            tines.case_actions.list(1)
        with running() as fake:
            with pytest.raises(ConfigurationError):
                tines.case_actions.list(1)
            fake.allowed_hosts.add("127.0.0.1")
            with pytest.raises(NotFoundError):
                tines.case_actions.list(1)
            fake.reset()
            with pytest.raises(ConfigurationError):
                tines.case_actions.list(1)
            assert len(fake.journal) == 0


@respx.mock
def test_mocks_of_other_tenants_are_left_alone(tines_fake: FakeTenant) -> None:
    respx.delete("https://other.tines.com/api/v2/cases/1/actions/2").respond(204)
    TinesClient("other.tines.com", KEY).case_actions.delete(1, 2)
    transport = httpx.MockTransport(lambda _: httpx.Response(204))
    TinesClient("another.tines.com", KEY, transport=transport).case_actions.delete(1, 2)
    assert len(tines_fake.journal) == 0


@pytest.mark.parametrize("client", [functools.cache(TinesClient), functools.cache(lambda: TinesClient(timeout=5))])
@pytest.mark.parametrize("label", ["one", "two"])
def test_a_client_that_outlives_its_test_shows_the_next(client: Any, label: str, tines_fake: FakeTenant) -> None:
    tines_fake.case(1).add_action(label=label)
    assert [action.label for action in client().case_actions.iterate(1)] == [label]
    with running() as inner:
        inner.case(1).add_action(label="inner")
        assert [action.label for action in client().case_actions.iterate(1)] == ["inner"]
    assert [action.label for action in client().case_actions.iterate(1)] == [label]


def test_fakes_are_left_in_any_order(real: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINES_TENANT", real)
    monkeypatch.delenv("TINES_API_KEY", raising=False)
    fakes = [FakeTenant(origin=f"https://fake-{name}.test") for name in ("a", "b", "c")]
    contexts = [running(fake) for fake in fakes]
    for context in contexts:
        context.__enter__()
    for left, named in ((1, fakes[2].origin), (2, fakes[0].origin), (0, real)):
        contexts[left].__exit__(None, None, None)
        assert os.environ["TINES_TENANT"] == named
    assert "TINES_API_KEY" not in os.environ


def test_a_pace_begins_anew_with_each_fake() -> None:
    with running(), TinesClient(requests_per_minute=1) as tines:
        for calls, seconds in ((3, 120), (2, 60)):
            with running() as fake:
                fake.add_case(1)
                for _ in range(calls):
                    tines.case_actions.list(1)
                assert isinstance(fake.clock, VirtualClock)
                assert (fake.clock.now() - VirtualClock().now()).total_seconds() == seconds


@pytest.mark.usefixtures("of_environment")
def test_a_call_that_began_in_a_fake_ends_in_it() -> None:
    context = running()
    fake, left = context.__enter__(), []

    def leave(_: object) -> None:
        if not left:
            left.append(context.__exit__(None, None, None))

    fake.add_case(1)
    with (
        TinesClient(on_attempt=leave, retry=RetryPolicy(first_wait=0)) as tines,
        fake.faults(failures.status(503), nth=1),
    ):
        assert tines.case_actions.list(1).actions == []
    assert len(fake.journal) == 2
