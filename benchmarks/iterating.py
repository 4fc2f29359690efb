"""`iterate`, which fetches ahead, against `list` page by page: with latency and without."""

import asyncio
from collections.abc import Iterator

from figure import Contestants, Figure, Times, ratios, timed
from pages import CASES, PLAIN, SLOW
from reading import OF_OBJECT, read_async_items, read_async_pages, read_items, read_pages
from sdk import AsyncSdk, Sdk

ITERATE, LIST = "iterate", "list page by page"
COUNT = CASES[PLAIN].actions
_LATENT = f"iterate 20 pages at {CASES[SLOW].latency * 1000:.0f} ms latency"


def figures(origin: str, rounds: int) -> Iterator[Figure]:
    """With latency few rounds are enough: they are long, and waiting is all that counts."""
    few = max(1, rounds // 6)
    latent, latent_async = _blocking(origin, SLOW, few), _async(origin, SLOW, few)
    plain, plain_async = _blocking(origin, PLAIN, rounds), _async(origin, PLAIN, rounds)
    yield _figure(f"{_LATENT}: speed against {LIST}", latent, 3.0)
    yield _figure(f"{_LATENT}, async: speed against {LIST}", latent_async, 3.0)
    yield _figure(f"iterate on loopback: speed against {LIST}", plain, 0.8)
    yield _figure(f"iterate on loopback, async: speed against {LIST}", plain_async, 0.8)


def _figure(what: str, times: Times, least: float) -> Figure:
    return Figure(what, ratios(times[LIST], times[ITERATE]), least, times=times)


def _blocking(origin: str, case: int, rounds: int) -> Times:
    sdk = Sdk(origin)
    contestants: Contestants = {
        ITERATE: lambda: read_items(sdk.iterated(case), OF_OBJECT, COUNT),
        LIST: lambda: read_pages(sdk.models(case, 500), OF_OBJECT, COUNT),
    }
    times = timed(contestants, rounds)
    sdk.close()
    return times


def _async(origin: str, case: int, rounds: int) -> Times:
    with asyncio.Runner() as loop:
        sdk = AsyncSdk(origin)
        contestants: Contestants = {
            ITERATE: lambda: loop.run(read_async_items(sdk.iterated(case), COUNT)),
            LIST: lambda: loop.run(read_async_pages(sdk.models(case, 500), COUNT)),
        }
        times = timed(contestants, rounds)
        loop.run(sdk.close())
    return times
