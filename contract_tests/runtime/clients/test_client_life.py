"""A client from its making to its end: options, siblings, sharing, cancelling, closing."""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import FrameType

import anyio
import httpx
import pytest

from contract_tests.client_adapters import PLENTY, Flavour
from contract_tests.runtime.secrets.key_search import KEY
from contract_tests.runtime.servers.hostile_server import Peer, http, responds, sends
from contract_tests.runtime.servers.samples import RESPONSE, Serve
from tines_cases import AsyncTinesClient, RetryPolicy, TinesClient
from tines_cases.errors import ConfigurationError, DeadlineError, ServerError


def test_a_client_says_what_it_is_and_what_it_wants(flavour: Flavour, serve: Serve) -> None:
    server = serve()
    flavour.open(server.origin).list(1, per_page=2)

    head = server.requests[0].decode()
    assert head.startswith("GET /api/v2/cases/1/actions?per_page=2 HTTP/1.1\r\n")
    lines = dict(line.split(": ", 1) for line in head.strip().lower().split("\r\n")[1:])
    assert lines["host"] == server.origin.removeprefix("http://")
    assert lines["accept"] == "application/json"
    assert lines["accept-encoding"] == "gzip"
    assert lines["user-agent"].startswith("tines-cases/")
    assert " python/3." in lines["user-agent"]
    assert set(lines) == {"host", "authorization", "accept", "accept-encoding", "user-agent"}


def test_options_change_for_a_sibling_on_the_same_connections(flavour: Flavour, serve: Serve) -> None:
    server = serve(sends(RESPONSE, then=Peer.hold))
    client = flavour.open(server.origin, timeout=60)
    sibling = client.sibling(timeout=0.1)
    client.list(1)

    assert type(sibling.failure(within=0.1)) is DeadlineError
    assert server.connections == 1
    assert client.list(1).case_id == 1


def test_closing_one_sibling_closes_both(flavour: Flavour, serve: Serve) -> None:
    client = flavour.open(serve().origin)
    client.sibling(timeout=1).close()

    with pytest.raises(ConfigurationError, match="closed"):
        client.list(1)


def test_a_sibling_keeps_what_is_not_given(flavour: Flavour, serve: Serve) -> None:
    server = serve(responds(http(503)))
    client = flavour.open(server.origin, retry=RetryPolicy(attempts=3, first_wait=0))

    assert type(client.sibling(timeout=5).failure(within=0)) is ServerError
    assert len(server.requests) == 3
    assert type(client.sibling(retry=RetryPolicy.none()).failure(within=0)) is ServerError
    assert len(server.requests) == 4


@pytest.mark.parametrize("times", [1, 2])
def test_a_closed_client_says_so(flavour: Flavour, serve: Serve, times: int) -> None:
    server = serve()
    client = flavour.open(server.origin)
    client.list(1)
    for _ in range(times):
        client.close()

    assert server.open_connections() == 0
    with pytest.raises(ConfigurationError, match="closed"):
        client.list(1)
    assert len(server.requests) == 1


def test_threads_share_a_client(serve: Serve) -> None:
    server = serve()
    with TinesClient(server.origin, KEY) as tines, ThreadPoolExecutor(16) as threads:
        pages = list(threads.map(lambda page: tines.case_actions.list(1, page=page), range(1, 200)))

    assert [page.case_id for page in pages] == [1] * 199
    assert len({request.split(b" ")[1] for request in server.requests}) == 199


# A socket that is interrupted while httpcore gets it is closed by Python, which warns of it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_anywhere_in_a_call_leaves_its_turn_to_the_next(serve: Serve) -> None:
    limits = httpx.Limits(max_connections=1)
    with TinesClient(serve().origin, KEY, timeout=PLENTY, retry=RetryPolicy.none(), limits=limits) as tines:
        tines.case_actions.list(1)
        steps = 0
        while _is_interrupted(steps, lambda: tines.case_actions.list(1)):
            steps += 1
            assert tines.case_actions.list(1, timeout=1.0).case_id == 1
    assert steps > 100


def _is_interrupted(after: int, call: Callable[[], object]) -> bool:
    """Whether the call takes more than so many steps in the runtime; at the next one comes a KeyboardInterrupt.

    Python looks for signals where a function begins, and where one of its own has ended.
    """
    left = after

    def step(frame: FrameType, event: str, _: object) -> None:
        nonlocal left
        if event in ("call", "c_return") and "tines_runtime" in frame.f_code.co_filename:
            left -= 1
            if left < 0:
                sys.setprofile(None)
                raise KeyboardInterrupt

    sys.setprofile(step)
    try:
        call()
    except KeyboardInterrupt:
        return True
    finally:
        sys.setprofile(None)
    return False


def test_threads_that_share_an_iterator_get_an_error_and_lose_nothing(serve: Serve) -> None:
    requested, refused = threading.Event(), threading.Event()

    def wait(peer: Peer) -> None:
        peer.read_request()
        requested.set()
        refused.wait(PLENTY)
        peer.send(RESPONSE)

    with TinesClient(serve(wait).origin, KEY, timeout=PLENTY) as tines, ThreadPoolExecutor() as threads:
        items = tines.case_actions.iterate(1)
        first = threads.submit(next, items)
        requested.wait(PLENTY)
        try:
            with pytest.raises(RuntimeError, match="an iterator is for one thread or task"):
                next(items)
        finally:
            refused.set()
        assert first.result().id == 1
        assert list(items) == []


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_tasks_that_share_an_iterator_get_an_error_and_lose_nothing(serve: Serve, backend: str) -> None:
    found: list[int] = []
    errors: list[RuntimeError] = []

    async def use() -> None:
        async def read() -> None:
            try:
                found.extend([action.id async for action in items])
            except RuntimeError as error:
                errors.append(error)

        async with AsyncTinesClient(serve().origin, KEY) as tines, anyio.create_task_group() as tasks:
            items = tines.case_actions.iterate(1)
            for _ in range(3):
                tasks.start_soon(read)

    anyio.run(use, backend=backend)
    assert (found, len(errors)) == ([1], 2)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("sent", [b"", RESPONSE[:-1]], ids=["before the response", "in the body"])
def test_a_cancelled_call_leaves_the_client_usable(serve: Serve, backend: str, sent: bytes) -> None:
    reached = threading.Event()

    def stops(peer: Peer) -> None:
        reached.set()
        peer.hold()

    server = serve(sends(sent, then=stops))

    async def use() -> None:
        async with AsyncTinesClient(server.origin, KEY) as tines:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(tines.case_actions.list, 1)
                await anyio.to_thread.run_sync(reached.wait, 5)
                tasks.cancel_scope.cancel()
            assert server.open_connections() == 0
            assert (await tines.case_actions.list(1)).case_id == 1

    anyio.run(use, backend=backend)
    assert server.connections == 2
