"""Pages that never end, repeat or skip are an error, never a loop and never a gap; odd ones that do end are read."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from contract_tests.client.paging.conftest import LIST, Case, action, ids_of
from tines_cases.errors import DecodeError

Change = Callable[[int, Any], None]


def _names(following: Callable[[int], int]) -> Change:
    """Each page names another next one than there is."""

    def change(number: int, body: Any) -> None:
        named = following(number)
        body["meta"].update(next_page_number=named, next_page=f"{LIST}?per_page=50&page={named}")

    return change


def _by_link_alone(change: Change) -> Change:
    def without_number(number: int, body: Any) -> None:
        change(number, body)
        del body["meta"]["next_page_number"]

    return without_number


def _holds(ids: Callable[[int], Iterable[int]], **meta: Any) -> Change:
    """Each page holds these actions, and names the next one."""

    def change(number: int, body: Any) -> None:
        _names(lambda number: number + 1)(number, body)
        body["actions"] = [action(one) for one in ids(number)]
        body["meta"].update(meta)

    return change


def _fresh(number: int) -> range:
    return range(50 * number, 50 * number + 50)


ENDLESS = {
    "names itself": _names(lambda number: number),
    "names the first": _names(lambda number: 1),
    "names zero": _names(lambda number: 0),
    "skips one": _names(lambda number: number + 2),
    "names a number beyond 64 bits": _names(lambda number: 2**63),
    "names the one before": _by_link_alone(_names(lambda number: number - 1)),
    "repeats the first": _holds(lambda number: range(50)),
    "is empty": _holds(lambda number: ()),
    "has always fresh actions": _holds(_fresh),
    "has fresh actions and a huge size": _holds(_fresh, per_page=2**63 - 1),
    "alternates": _holds(lambda number: _fresh(number % 2)),
}


@pytest.mark.parametrize("change", ENDLESS.values(), ids=ENDLESS)
@pytest.mark.parametrize("count", [50, 120])
def test_pages_that_never_end_are_an_error(walk: Any, count: int, change: Change) -> None:
    case = Case(count, most=50, change=change)
    with pytest.raises(DecodeError, match="cannot be read to their end") as caught:
        walk(case).rest()
    assert caught.value.path == "$.meta"
    assert len(case.asked) <= 10


def test_a_last_page_that_repeats_the_one_before_is_an_error(walk: Any) -> None:
    def repeat(number: int, body: Any) -> None:
        if number == 2:
            body["actions"] = case.page(1, 50)["actions"]

    case = Case(100, most=50, change=repeat)
    with pytest.raises(DecodeError, match="repeats"):
        walk(case).rest()


ODD: dict[str, Change] = {
    "counts the page": lambda number, body: body["meta"].update(count=len(body["actions"])),
    "counts one page": lambda number, body: body["meta"].update(pages=1),
    "shrinks": lambda number, body: body["meta"].update(count=220 - 20 * number, pages=5 - number),
}


@pytest.mark.parametrize("change", ODD.values(), ids=ODD)
def test_a_tenant_whose_meta_is_merely_odd_is_read_whole(walk: Any, change: Change) -> None:
    assert ids_of(walk(Case(220, most=50, change=change)).rest()) == list(range(1, 221))
