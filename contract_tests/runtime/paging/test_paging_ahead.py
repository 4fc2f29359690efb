"""Pages are asked for ahead where the consumer has to wait, and nothing is left behind, however a loop is left.

The fixtures see to it that no thread, no task and no socket remains.
"""

import gc
import operator
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import anyio
import httpx
import pytest

from contract_tests.client_adapters import DEADLINE, PLENTY, Flavour
from contract_tests.runtime.secrets.key_search import KEY, places_that_show_the_key
from contract_tests.runtime.servers.hostile_server import Behaviour, Peer
from contract_tests.runtime.servers.paged_server import (
    COUNT,
    IDS,
    PAGES,
    SIZE,
    Pages,
    hangs_together,
    ids,
    on,
    page,
    says,
)
from contract_tests.runtime.servers.samples import Serve
from tines_cases import AsyncTinesClient, CaseAction, TinesClient
from tines_cases.errors import DeadlineError, PermissionDeniedError, TinesError
from tines_runtime.paging.iteration import MOST_HINTED

A_SECOND = 1.0
"""What a page may take where one hangs and the others must not be late on a busy machine."""


def test_after_a_wait_for_page_1_five_pages_are_in_flight_and_no_more(flavour: Flavour, serve: Serve) -> None:
    five = threading.Barrier(5)

    def wait_for_five(number: int) -> None:
        if number > 1:
            five.wait(PLENTY)

    pages = Pages(11 * SIZE, wait_for_five)
    client = flavour.open(serve(then=pages).origin)

    assert ids(client.iterate(1).rest()) == IDS[: 11 * SIZE]
    assert pages.most_in_flight == 5
    assert pages.asked[0] == 1
    assert sorted(pages.asked) == list(range(1, 12))
    assert sorted(pages.asked[1:6]) == [2, 3, 4, 5, 6]


def test_nothing_is_in_flight_while_the_consumer_works(flavour: Flavour, serve: Serve) -> None:
    pages = Pages(COUNT)
    steps = flavour.open(serve(then=pages).origin).iterate(1)

    for number in IDS:
        assert ids(steps.take(1)) == [number]
        assert pages.in_flight == 0
    assert steps.rest() == []
    assert len(pages.asked) == PAGES


def test_a_page_that_hangs_costs_its_timeout_and_none_of_the_pages_before(flavour: Flavour, serve: Serve) -> None:
    pages = Pages(COUNT, on(4, Peer.hold))
    client = flavour.open(serve(then=pages).origin)
    steps = client.iterate(1, timeout=A_SECOND)

    assert ids(steps.take(2)) == [1, 2]
    assert type(client.failure(steps.rest, within=A_SECOND)) is DeadlineError
    assert ids(steps.rest()) == IDS[6:]


def test_pages_before_one_that_fails_come_first(flavour: Flavour, serve: Serve) -> None:
    pages = Pages(COUNT, on(5, says(403, {"message": KEY})))
    client = flavour.open(serve(then=pages).origin)
    steps = client.iterate(1)

    assert ids(steps.take(8)) == IDS[:8]
    error = client.failure(steps.rest)
    assert type(error) is PermissionDeniedError
    assert places_that_show_the_key(error) == []
    assert ids(steps.rest()) == IDS[8:]


def test_how_many_are_left_is_known_once_page_1_has_come(flavour: Flavour, serve: Serve) -> None:
    steps = flavour.open(serve(then=Pages(COUNT)).origin).iterate(1)

    assert operator.length_hint(steps.items, -1) == -1
    steps.total()
    for taken in range(0, COUNT, 3):
        assert operator.length_hint(steps.items, -1) == COUNT - taken
        steps.take(3)
    assert operator.length_hint(steps.items, -1) == 0


def test_a_count_that_no_memory_has_room_for_is_no_hint(flavour: Flavour) -> None:
    body = page(COUNT, 1) | {"meta": page(COUNT, 1)["meta"] | {"count": 2**70}}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=body))
    steps = flavour.open("acme.example", transport=transport).iterate(1)

    assert steps.total() == 2**70
    assert operator.length_hint(steps.items) == MOST_HINTED


def test_the_timeout_bounds_each_page_and_not_all_of_them(flavour: Flavour, serve: Serve) -> None:
    pages = Pages(COUNT, latency=DEADLINE / 2)
    client = flavour.open(serve(then=pages).origin)

    assert ids(client.iterate(1).rest()) == IDS
    assert type(client.failure(lambda: client.iterate(1, timeout=DEADLINE / 4).rest())) is DeadlineError


def _actions_alive() -> int:
    return sum(type(thing) is CaseAction for thing in gc.get_objects())


def test_as_many_pages_as_there_may_be_take_no_more_memory(flavour: Flavour) -> None:
    gc.collect()
    before = _actions_alive()
    alive = []

    def response(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params["page"])
        if number % 50 == 0:
            alive.append(_actions_alive() - before)
        return httpx.Response(200, json=page(200, number))

    # Looking through all objects of a large process takes longer than the usual timeout.
    client = flavour.open("acme.example", timeout=PLENTY, transport=httpx.MockTransport(response))
    steps = client.iterate(1)
    for _ in range(200):
        steps.take(1)

    assert len(alive) == 2
    assert max(alive) <= 7 * SIZE


def test_closing_the_client_ends_a_batch_at_once(serve: Serve) -> None:
    reached = threading.Barrier(6)
    server = serve(then=Pages(COUNT, hangs_together(reached)))
    tines = TinesClient(server.origin, KEY, timeout=10 * PLENTY)
    with ThreadPoolExecutor(1) as threads:
        loop = threads.submit(list, tines.case_actions.iterate(1))
        reached.wait(PLENTY)
        tines.close()
        assert isinstance(loop.exception(PLENTY), TinesError)
    assert server.open_connections() == 0
    for thread in threading.enumerate():
        if thread.name.startswith("page "):
            thread.join(PLENTY)
            assert not thread.is_alive()


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_cancelling_a_step_ends_its_batch_and_the_next_step_asks_again(serve: Serve, backend: str) -> None:
    reached, left = threading.Barrier(6), {2, 3, 4, 5, 6}
    hang = hangs_together(reached)

    def hangs_once(number: int) -> Behaviour | None:
        if number not in left:
            return None
        left.remove(number)
        return hang(number)

    server = serve(then=Pages(COUNT, hangs_once))

    async def use() -> None:
        async with AsyncTinesClient(server.origin, KEY, timeout=60) as tines:
            actions = tines.case_actions.iterate(1)
            found = [await anext(actions), await anext(actions)]
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(anext, actions)
                await anyio.to_thread.run_sync(reached.wait, PLENTY)
                tasks.cancel_scope.cancel()
            found += [action async for action in actions]
            assert ids(found) == IDS

    anyio.run(use, backend=backend)


INTERRUPTED = """
import signal
import sys
import threading
# Where the tests run in a background job, an interrupt is ignored, and so it would be here.
signal.signal(signal.SIGINT, signal.default_int_handler)
from tines_cases import TinesClient
try:
    list(TinesClient(sys.argv[1], "key", timeout=60).case_actions.iterate(1))
except KeyboardInterrupt:
    threads = [thread for thread in threading.enumerate() if thread.name.startswith("page ")]
    for thread in threads:
        thread.join(2)
    print("left:", [thread.name for thread in threads if thread.is_alive()], file=sys.stderr)
    raise
"""


def test_an_interrupt_waits_for_nothing_that_is_in_flight_and_ends_it(serve: Serve) -> None:
    reached = threading.Barrier(6)
    server = serve(then=Pages(COUNT, hangs_together(reached)))
    process = subprocess.Popen([sys.executable, "-c", INTERRUPTED, server.origin], stderr=subprocess.PIPE, text=True)
    reached.wait(PLENTY)
    process.send_signal(signal.SIGINT)

    said = process.communicate(timeout=PLENTY)[1]
    assert "KeyboardInterrupt" in said
    assert "left: []" in said
