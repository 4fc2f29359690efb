"""Pages that never end, repeat or skip are an error, never a loop or a gap; odd ones are read; no link is followed."""

from collections.abc import Callable, Iterable
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.client.conftest import blocking
from contract_tests.client.paging.conftest import Case, ids_of
from contract_tests.runtime.servers.samples import ACTION, LIST
from tines_cases.errors import DecodeError, TinesError
from tines_runtime.paging.paging import MOST_READINGS

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
        body["actions"] = [ACTION | {"id": one} for one in ids(number)]
        body["meta"].update(meta)

    return change


def _fresh(number: int) -> range:
    return range(50 * number, 50 * number + 50)


ENDLESS = {
    "says that it is another page": lambda number, body: body["meta"].update(current_page=f"{LIST}?page={number + 1}"),
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
    "links elsewhere": lambda number, body: body["meta"].update(next_page=(number < 5 and f"{LIST}?page=77") or None),
    "counts one page": lambda number, body: body["meta"].update(pages=1),
    "shrinks": lambda number, body: body["meta"].update(count=220 - 20 * number, pages=5 - number),
}


@pytest.mark.parametrize("change", ODD.values(), ids=ODD)
def test_a_tenant_whose_meta_is_merely_odd_is_read_whole(walk: Any, change: Change) -> None:
    assert ids_of(walk(Case(220, most=50, change=change)).rest()) == list(range(1, 221))


def _with_links(form: str, last: Any = None) -> Any:
    """The older meta: no number, and the links written so."""

    def change(number: int, body: Any) -> None:
        following = body["meta"].pop("next_page_number")
        body["meta"]["next_page"] = last if following is None else form.format(following)

    return change


@pytest.mark.parametrize("last", [None, "null"])
@pytest.mark.parametrize(
    "form",
    [
        *(f"{LIST}?per_page=50&page={{}}", f"{LIST}?page={{}}&per_page=50", f"{LIST}?page={{}}#top"),
        *("/api/v2/cases/1/actions?page={}", "?page={}", "https://evil.example/steal?page={}"),
        *("http://acme.example:1/api/v2/cases/2/actions?page={}", "//evil.example/?page={}"),
    ],
)
def test_a_page_is_asked_of_the_tenant_wherever_its_link_points(walk: Any, form: str, last: str | None) -> None:
    """The case refuses to be asked under another host, so that a key sent elsewhere would be seen."""
    case = Case(120, most=50, change=_with_links(form, last))
    assert ids_of(walk(case).rest()) == list(range(1, 121))
    assert case.asked == [(1, 500), (2, 50), (3, 50)]


@pytest.mark.parametrize(
    "form",
    [
        *("", "none", LIST, f"{LIST}?page=", f"{LIST}?page=next", f"{LIST}?cursor={{}}", f"{LIST}?page=2.5"),
        *(f"{LIST}?page=9223372036854775808", f"{LIST}?page={'9' * 5000}", "http://[acme?page={}"),
    ],
)
def test_a_link_without_a_page_that_can_be_asked_for_is_an_error(walk: Any, form: str) -> None:
    case = Case(120, most=50, change=_with_links(form))
    with pytest.raises(DecodeError, match="cannot be read to their end") as caught:
        walk(case).rest()
    assert caught.value.path == "$.meta"
    assert len(case.asked) == 1


_SIZES = st.sampled_from([0, 1, 20, 50, 499, 500, 501, 2**63 - 1])
_NUMBERS = st.sampled_from([1, 2, 3, 4, 0, -1, 2**31, 2**63 - 1, 2**63, 2**64])
_LINKS = st.one_of(
    st.sampled_from(["null", "", "?", "http://[", "https://evil.example/?page=2", "?page=", f"?page={'9' * 5000}"]),
    _NUMBERS.map(f"{LIST}?per_page=20&page={{}}".format),
    _NUMBERS.map("//evil.example/api/v2/cases/2/actions?page=7&page={}&per_page=0".format),
    st.text(),
)
_META = st.fixed_dictionaries(
    {
        **dict.fromkeys(["count", "pages", "per_page"], _SIZES),
        **dict.fromkeys(["current_page", "previous_page", "next_page"], st.none() | _LINKS),
    },
    optional={"next_page_number": st.none() | _NUMBERS},
)
_LAST = dict.fromkeys(["count", "pages", "per_page"], 0) | dict.fromkeys(["current_page", "previous_page", "next_page"])


@blocking
@settings(max_examples=60)
@given(st.lists(_META | st.sampled_from([400, 401, 404, 422, 500]), max_size=5))
def test_whatever_the_pages_say_iterate_sends_what_the_document_allows(opened: Any, plans: list[Any]) -> None:
    requests: list[httpx.URL] = []

    def respond(request: httpx.Request) -> httpx.Response:
        requests.append(request.url)
        plan = plans[len(requests) - 1] if len(requests) <= len(plans) else _LAST
        if isinstance(plan, int):
            return httpx.Response(plan)
        return httpx.Response(200, json={"case_id": 1, "actions": [ACTION | {"id": len(requests)}], "meta": plan})

    with opened(respond) as client:
        try:
            read = client.iterate(1).rest()
        except TinesError:
            read = []
    assert len(read) <= len(requests) <= MOST_READINGS * (len(plans) + 1)
    assert {str(url.copy_with(query=None)) for url in requests} == {LIST}
    for url in requests:
        numbers = {name: int(text) for name, text in url.params.multi_items()}
        assert len(numbers) == len(url.params.multi_items())
        assert {"per_page": 20, "page": 1, **numbers}.keys() == {"per_page", "page"}
        assert 1 <= numbers.get("per_page", 20) <= 500
        assert 1 <= numbers.get("page", 1) < 2**63
