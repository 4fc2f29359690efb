"""`iterate`, which fetches ahead, against `list` page by page: with latency and without."""

import asyncio
from collections.abc import Iterator
from operator import attrgetter

import contestants
from figure import Figure, Times, ratios, timed
from pages import CASES, FIELDS, PLAIN, SLOW

from tines_cases import AsyncTinesClient, TinesClient

ITERATE, LIST = "iterate", "list page by page"
_LATENT = f"iterate 20 pages at {CASES[SLOW].latency * 1000:.0f} ms latency"
_fields = attrgetter(*FIELDS)


def figures(origin: str, rounds: int) -> Iterator[Figure]:
    """With latency few rounds are enough: they are long, and waiting is all that counts."""
    few = max(1, rounds // 6)
    for what, case, least, often in ((_LATENT, SLOW, 3.0, few), ("iterate on loopback", PLAIN, 0.8, rounds)):
        for kind, times in (("", _blocking(origin, case, often)), (", async", _async(origin, case, often))):
            values = ratios(times[LIST], times[ITERATE])
            yield Figure(f"{what}{kind}: speed against {LIST}", values, least, times=times)


def _blocking(origin: str, case: int, rounds: int) -> Times:
    one = contestants.sdk(origin)
    with TinesClient(origin, "key") as tines:

        def iterate() -> None:
            contestants.check(sum(1 for action in tines.case_actions.iterate(case) if _fields(action)), case)

        times = timed({ITERATE: iterate, LIST: lambda: one.read(case, 500)}, rounds)
    one.close()
    return times


def _async(origin: str, case: int, rounds: int) -> Times:
    async def iterate() -> None:
        seen = 0
        async for action in tines.case_actions.iterate(case):
            _fields(action)
            seen += 1
        contestants.check(seen, case)

    with asyncio.Runner() as loop:
        one, tines = contestants.async_sdk(origin), AsyncTinesClient(origin, "key")
        times = timed(
            {ITERATE: lambda: loop.run(iterate()), LIST: lambda: loop.run(one.read(case, 500))},
            rounds,
        )
        for close in (one.close, tines.close):
            loop.run(close())
    return times
