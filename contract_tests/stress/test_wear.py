"""A client after thousands of calls that timed out or were cancelled is as good as new."""

import gc
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import anyio
import pytest

from contract_tests.stress.conftest import PLENTY, SCHEMES, StartTenant, Tenant
from tines_cases import AsyncTinesClient, RetryPolicy, TinesClient
from tines_cases.errors import DeadlineError, TransportError
from tines_runtime.network.http_library import preferred

LATENCY = 0.1
HASTE = 0.03
"""Seconds that a call is given: its connection may not have been made by then."""
CALLS = {"plain": 20_000, "TLS": 10_000, "CONNECT": 10_000}
AT_ONCE = 250
MOST_LAYERS = 4
"""Of a connection: a tunnel, what connects, HTTP, and one to spare."""

Use = Callable[[AsyncTinesClient], Awaitable[None]]


async def times_out(tines: AsyncTinesClient) -> None:
    with suppress(DeadlineError):
        await tines.case_actions.list(1, timeout=HASTE)


async def is_cancelled(tines: AsyncTinesClient) -> None:
    with anyio.move_on_after(HASTE):
        await tines.case_actions.list(1)


@pytest.mark.parametrize("use", [times_out, is_cancelled])
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_tasks_that_end_early_leave_nothing_behind(
    start_tenant: StartTenant, backend: str, scheme: str, use: Use
) -> None:
    tenant = start_tenant(scheme, LATENCY)
    anyio.run(_wear, tenant, use, CALLS[scheme], backend=backend)

    assert tenant.is_left_with(0)


async def _wear(tenant: Tenant, use: Use, calls: int) -> None:
    async with AsyncTinesClient(tenant.origin, "key", timeout=PLENTY, retry=RetryPolicy.none()) as tines:
        for _ in range(calls // AT_ONCE):
            async with anyio.create_task_group() as group:
                for _ in range(AT_ONCE):
                    group.start_soon(use, tines)
        # As many as there are connections, twice over.
        async with anyio.create_task_group() as group:
            for _ in range(200):
                group.start_soon(tines.case_actions.list, 1)
        assert await anyio.to_thread.run_sync(tenant.is_left_with, 20)
        assert _layers_in_memory() <= 20 * MOST_LAYERS


def _layers_in_memory() -> int:
    """How many connections there are, whoever keeps them, counting each layer of one."""
    gc.collect()
    core = preferred().core
    kinds = (core.ConnectionInterface, core.AsyncConnectionInterface)
    return sum(isinstance(one, kinds) for one in gc.get_objects())


@pytest.mark.parametrize("scheme", SCHEMES)
def test_threads_that_time_out_leave_nothing_behind(start_tenant: StartTenant, scheme: str) -> None:
    tenant = start_tenant(scheme, LATENCY)
    with TinesClient(tenant.origin, "key", timeout=PLENTY, retry=RetryPolicy.none()) as tines:

        def use(_: int) -> None:
            with suppress(TransportError):
                tines.case_actions.list(1, timeout=HASTE)

        with ThreadPoolExecutor(50) as threads:
            list(threads.map(use, range(CALLS[scheme] // 4)))
            pages = list(threads.map(tines.case_actions.list, [1] * 200))
        assert len(pages) == 200
        assert tenant.is_left_with(20)
        assert _layers_in_memory() <= 20 * MOST_LAYERS

    assert tenant.is_left_with(0)
