"""Many calls at once on one client: all succeed, and each ends in its time."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import anyio.lowlevel
import httpx
import pytest

from contract_tests.stress.conftest import PLENTY, SCHEMES, StartTenant
from tines_cases import AsyncTinesClient, RetryPolicy, TinesClient
from tines_cases.errors import DeadlineError

TASKS = 10_000
THREADS = 1_000
SLACK = 3.0
"""Seconds that a call may end late on a machine that is busy with a thousand others; it was 27 before."""

backends = pytest.mark.parametrize("backend", ["asyncio", "trio"])
kinds = pytest.mark.parametrize("kind", ["threads", "asyncio", "trio"])


def _in_threads(origin: str, calls: int, **options: Any) -> list[int]:
    ended: list[int] = []
    with (
        TinesClient(origin, "key", timeout=PLENTY, retry=RetryPolicy.none(), **options) as tines,
        ThreadPoolExecutor(THREADS) as threads,
    ):

        def call(number: int) -> None:
            tines.case_actions.list(1)
            ended.append(number)

        list(threads.map(call, range(calls)))
    return ended


async def _in_tasks(origin: str, calls: int, options: dict[str, Any]) -> list[int]:
    ended: list[int] = []

    async def call(number: int) -> None:
        await tines.case_actions.list(1)
        ended.append(number)

    async with (
        AsyncTinesClient(origin, "key", timeout=PLENTY, retry=RetryPolicy.none(), **options) as tines,
        anyio.create_task_group() as group,
    ):
        for number in range(calls):
            group.start_soon(call, number)
            await anyio.lowlevel.checkpoint()
    return ended


def at_once(kind: str, origin: str, calls: int, **options: Any) -> list[int]:
    """So many calls at once on one client: their numbers, in the order in which they ended. All have to succeed."""
    if kind == "threads":
        return _in_threads(origin, calls, **options)
    return anyio.run(_in_tasks, origin, calls, options, backend=kind)


@kinds
@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_of_a_crowd_gets_its_response(start_tenant: StartTenant, kind: str, scheme: str) -> None:
    tenant = start_tenant(scheme, 0.005)
    calls = 3 * THREADS if kind == "threads" else TASKS

    assert sorted(at_once(kind, tenant.origin, calls)) == list(range(calls))
    assert tenant.is_left_with(0)


@backends
def test_a_call_at_the_end_of_a_queue_ends_at_its_deadline(start_tenant: StartTenant, backend: str) -> None:
    """All connections are in use for longer than it may take."""
    tenant = start_tenant("plain", 2.0)
    late, error = anyio.run(_last_of_a_crowd, tenant.origin, backend=backend)

    assert isinstance(error, DeadlineError)
    assert f"no connection to {tenant.origin.removeprefix('http://')} in time" in str(error)
    assert not error.may_have_been_processed
    assert late <= SLACK


async def _last_of_a_crowd(origin: str) -> tuple[float, Exception]:
    async with (
        AsyncTinesClient(origin, "key", timeout=PLENTY, retry=RetryPolicy.none()) as tines,
        anyio.create_task_group() as group,
    ):
        for _ in range(1_000):
            group.start_soon(tines.case_actions.list, 1)
        await anyio.sleep(0.1)  # so that they are under way
        began = time.monotonic()
        with pytest.raises(DeadlineError) as caught:
            await tines.case_actions.list(1, timeout=1)
        late = time.monotonic() - began - 1
        group.cancel_scope.cancel()
    return late, caught.value


def test_a_thread_at_the_end_of_a_queue_ends_at_its_deadline(start_tenant: StartTenant) -> None:
    tenant = start_tenant("plain", 10.0)
    with (
        TinesClient(tenant.origin, "key", timeout=6, retry=RetryPolicy.none()) as tines,
        ThreadPoolExecutor(300) as threads,
    ):
        crowd = [threads.submit(tines.case_actions.list, 1) for _ in range(300)]
        time.sleep(0.5)  # the crowd has to hold every connection, and nothing says when it does
        began = time.monotonic()
        with pytest.raises(DeadlineError) as caught:
            tines.case_actions.list(1, timeout=1)
        late = time.monotonic() - began - 1
        for call in crowd:
            call.exception()

    assert not caught.value.may_have_been_processed
    assert late <= SLACK


@kinds
def test_whoever_waits_longest_is_next(start_tenant: StartTenant, kind: str) -> None:
    """Those that are on their way together may pass each other."""
    few = httpx.Limits(max_connections=10, max_keepalive_connections=10)
    ended = at_once(kind, start_tenant("plain", 0.05).origin, 500, limits=few)

    passed = max(abs(place - number) for place, number in enumerate(ended))
    assert passed <= (150 if kind == "threads" else 50)
