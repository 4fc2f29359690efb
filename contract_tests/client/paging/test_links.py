"""Links are read for their page number, where `next_page_number` does not come, and never followed."""

from typing import Any

import pytest

from contract_tests.client.paging.conftest import LIST, Case, ids_of
from tines_cases.errors import DecodeError


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
        *("http://acme.tines.com:1/api/v2/cases/2/actions?page={}", "//evil.example/?page={}"),
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


def test_the_number_counts_where_the_link_differs(walk: Any) -> None:
    def change(number: int, body: Any) -> None:
        if number < 3:
            body["meta"]["next_page"] = f"{LIST}?page=77"

    case = Case(120, most=50, change=change)
    assert ids_of(walk(case).rest()) == list(range(1, 121))
    assert case.numbers == [1, 2, 3]
