"""`list`, page by page, against other ways to read the same 10,000 actions; and `iterate`, which fetches ahead."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from operator import attrgetter

import contestants
import httpx
import httpx2
from contestants import FIELDS, Contestant
from harness import Figure, Times, ratio, timed
from server import CASES, PLAIN, SLOW

from tines_cases import AsyncTinesClient, TinesClient

SDK, SDK_2, STOCK = "SDK over httpx", "SDK over httpx2", "stock generated client"
TAPI, UNCHECKED = "tapi", "tapi, certificate checks off"
STRUCTS, STRUCTS_2, FLOOR = "httpx + msgspec", "httpx2 + msgspec", "http.client + msgspec"
ITERATE, LIST = "iterate", "list page by page"
_OVER = {STRUCTS_2: SDK_2}
_fields = attrgetter(*FIELDS)
Targets = Mapping[str, float | None]

_CONTESTANTS: Mapping[str, Callable[[str], Contestant]] = {
    SDK: lambda origin: contestants.sdk(origin, httpx.HTTPTransport()),
    SDK_2: contestants.sdk,
    STOCK: contestants.stock,
    TAPI: partial(contestants.tapi, verify=True),
    UNCHECKED: partial(contestants.tapi, verify=False),
    STRUCTS: lambda origin: contestants.by_hand(origin, httpx),
    STRUCTS_2: lambda origin: contestants.by_hand(origin, httpx2),
    FLOOR: contestants.floor,
}
_AT_500: Targets = {STOCK: 3.0, TAPI: 6.0, UNCHECKED: None, STRUCTS: 1.1, STRUCTS_2: 1.1, FLOOR: 0.45}
_AT_20: Targets = {STRUCTS: 1.4, STRUCTS_2: 1.4}


def figures(origin: str, rounds: int) -> Iterator[Figure]:
    """At 500 and at 20 a page."""
    with contestants.stock_generated():
        yield from _listed(origin, 500, rounds, _AT_500)
    yield from _listed(origin, 20, max(1, rounds // 2), _AT_20)


def _listed(origin: str, size: int, rounds: int, targets: Targets) -> Iterator[Figure]:
    with contextlib.ExitStack() as closed:
        opened = {name: _CONTESTANTS[name](origin) for name in (SDK, SDK_2, *targets)}
        for one in opened.values():
            closed.callback(one.close)
        times = timed({name: partial(one.read, PLAIN, size) for name, one in opened.items()}, rounds)
    for other, least in targets.items():
        what = f"list 10,000 at {size} a page: speed against {other}"
        yield ratio(what, times, other, _OVER.get(other, SDK), least=least)


def figures_of_iterating(origin: str, rounds: int) -> Iterator[Figure]:
    """With latency few rounds are enough: they are long, and waiting is all that counts."""
    few, latent = max(1, rounds // 6), f"iterate 20 pages at {CASES[SLOW].latency * 1000:.0f} ms latency"
    for what, case, least, often in ((latent, SLOW, 3.0, few), ("iterate on loopback", PLAIN, 0.8, rounds)):
        for kind, times in (("", _iterated(origin, case, often)), (", async", _iterated_async(origin, case, often))):
            yield ratio(f"{what}{kind}: speed against {LIST}", times, LIST, ITERATE, least=least)


def _iterated(origin: str, case: int, rounds: int) -> Times:
    one = contestants.sdk(origin)
    with TinesClient(origin, "key") as tines:

        def iterate() -> None:
            contestants.check(sum(1 for action in tines.case_actions.iterate(case) if _fields(action)), case)

        times = timed({ITERATE: iterate, LIST: lambda: one.read(case, 500)}, rounds)
    one.close()
    return times


def _iterated_async(origin: str, case: int, rounds: int) -> Times:
    async def iterate() -> None:
        seen = 0
        async for action in tines.case_actions.iterate(case):
            _fields(action)
            seen += 1
        contestants.check(seen, case)

    async def list_pages() -> None:
        number: int | None = 1
        seen = 0
        while number is not None:
            page = await tines.case_actions.list(case, per_page=500, page=number)
            seen += sum(1 for action in page.actions if _fields(action))
            number = page.meta.next_page_number
        contestants.check(seen, case)

    with asyncio.Runner() as loop:
        tines = AsyncTinesClient(origin, "key")
        times = timed({ITERATE: lambda: loop.run(iterate()), LIST: lambda: loop.run(list_pages())}, rounds)
        loop.run(tines.close())
    return times
