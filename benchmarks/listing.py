"""`list`, page by page, against other ways to read the same 10,000 actions; over httpx, and over httpx2."""

import asyncio
from collections.abc import Iterator

import httpx
import httpx2
from by_hand import AsyncHttpx, Floor, Httpx
from figure import Contestants, Figure, Times, ratios, timed
from others import Stock, Tapi, stock_generated
from pages import CASES, PLAIN
from reading import OF_DICT, OF_OBJECT, read_async_pages, read_pages
from sdk import AsyncSdk, Sdk

COUNT = CASES[PLAIN].actions
SDK, SDK_2, STOCK = "SDK over httpx", "SDK over httpx2", "stock generated client"
TAPI, UNCHECKED = "tapi", "tapi, certificate checks off"
JSON, STRUCTS, STRUCTS_2, FLOOR = "httpx + json", "httpx + msgspec", "httpx2 + msgspec", "http.client + msgspec"
_OVER = {STRUCTS_2: SDK_2}


def figures(origin: str, rounds: int) -> Iterator[Figure]:
    """Blocking at 500 and at 20 a page, then async at 500."""
    yield from _at_500(origin, rounds)
    yield from _at_20(origin, max(1, rounds // 2))
    yield from _async(origin, rounds)


def _at_500(origin: str, rounds: int) -> Iterator[Figure]:
    with stock_generated():
        sdk, sdk_2 = Sdk(origin, httpx.HTTPTransport()), Sdk(origin)
        stock, by_hand, by_hand_2, floor = Stock(origin), Httpx(origin), Httpx(origin, httpx2), Floor(origin)
        tapi, unchecked = Tapi(origin, verify=True), Tapi(origin, verify=False)
        contestants: Contestants = {
            SDK: lambda: read_pages(sdk.models(PLAIN, 500), OF_OBJECT, COUNT),
            SDK_2: lambda: read_pages(sdk_2.models(PLAIN, 500), OF_OBJECT, COUNT),
            STOCK: lambda: read_pages(stock.models(PLAIN, 500), OF_OBJECT, COUNT),
            TAPI: lambda: read_pages(tapi.dicts(PLAIN, 500), OF_DICT, COUNT),
            UNCHECKED: lambda: read_pages(unchecked.dicts(PLAIN, 500), OF_DICT, COUNT),
            JSON: lambda: read_pages(by_hand.dicts(PLAIN, 500), OF_DICT, COUNT),
            STRUCTS: lambda: read_pages(by_hand.structs(PLAIN, 500), OF_OBJECT, COUNT),
            STRUCTS_2: lambda: read_pages(by_hand_2.structs(PLAIN, 500), OF_OBJECT, COUNT),
            FLOOR: lambda: read_pages(floor.structs(PLAIN, 500), OF_OBJECT, COUNT),
        }
        times = timed(contestants, rounds)
        for opened in (sdk, sdk_2, stock, by_hand, by_hand_2, floor):
            opened.close()
    targets = (
        (STOCK, 3.0),
        (TAPI, 6.0),
        (UNCHECKED, None),
        (JSON, None),
        (STRUCTS, 1.1),
        (STRUCTS_2, 1.1),
        (FLOOR, 0.45),
    )
    for other, least in targets:
        yield _against(other, 500, times, least)


def _at_20(origin: str, rounds: int) -> Iterator[Figure]:
    sdk, sdk_2 = Sdk(origin, httpx.HTTPTransport()), Sdk(origin)
    by_hand, by_hand_2, floor = Httpx(origin), Httpx(origin, httpx2), Floor(origin)
    contestants: Contestants = {
        SDK: lambda: read_pages(sdk.models(PLAIN, 20), OF_OBJECT, COUNT),
        SDK_2: lambda: read_pages(sdk_2.models(PLAIN, 20), OF_OBJECT, COUNT),
        STRUCTS: lambda: read_pages(by_hand.structs(PLAIN, 20), OF_OBJECT, COUNT),
        STRUCTS_2: lambda: read_pages(by_hand_2.structs(PLAIN, 20), OF_OBJECT, COUNT),
        FLOOR: lambda: read_pages(floor.structs(PLAIN, 20), OF_OBJECT, COUNT),
    }
    times = timed(contestants, rounds)
    for opened in (sdk, sdk_2, by_hand, by_hand_2, floor):
        opened.close()
    for other, least in ((STRUCTS, 1.4), (STRUCTS_2, 1.4), (FLOOR, None)):
        yield _against(other, 20, times, least)


def _against(other: str, size: int, times: Times, least: float | None) -> Figure:
    values = ratios(times[other], times[_OVER.get(other, SDK)])
    return Figure(f"list 10,000 at {size} a page: speed against {other}", values, least, times=times)


def _async(origin: str, rounds: int) -> Iterator[Figure]:
    with asyncio.Runner() as loop:
        sdk, sdk_2 = AsyncSdk(origin, httpx.AsyncHTTPTransport()), AsyncSdk(origin)
        by_hand, by_hand_2 = AsyncHttpx(origin), AsyncHttpx(origin, httpx2)
        contestants: Contestants = {
            SDK: lambda: loop.run(read_async_pages(sdk.models(PLAIN, 500), COUNT)),
            SDK_2: lambda: loop.run(read_async_pages(sdk_2.models(PLAIN, 500), COUNT)),
            STRUCTS: lambda: loop.run(read_async_pages(by_hand.structs(PLAIN, 500), COUNT)),
            STRUCTS_2: lambda: loop.run(read_async_pages(by_hand_2.structs(PLAIN, 500), COUNT)),
        }
        times = timed(contestants, rounds)
        for opened in (sdk, sdk_2, by_hand, by_hand_2):
            loop.run(opened.close())
    for other in (STRUCTS, STRUCTS_2):
        values = ratios(times[other], times[_OVER.get(other, SDK)])
        yield Figure(f"list 10,000 at 500 a page, async: speed against {other}", values, times=times)
