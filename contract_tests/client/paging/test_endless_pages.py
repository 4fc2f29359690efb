"""Pages that never end, repeat or skip are an error, never a loop and never a gap; odd ones that do end are read."""

from collections.abc import Callable
from typing import Any

import pytest

from tines_cases.errors import DecodeError


def _names_next(number: int, body: Any, following: int) -> None:
    body["meta"]["next_page_number"] = following
    body["meta"]["next_page"] = f"https://acme.tines.com/api/v2/cases/1/actions?per_page=50&page={following}"


def _names_itself(number: int, body: Any) -> None:
    _names_next(number, body, number)


def _names_the_first(number: int, body: Any) -> None:
    _names_next(number, body, 1)


def _names_zero(number: int, body: Any) -> None:
    _names_next(number, body, 0)


def _skips_one(number: int, body: Any) -> None:
    _names_next(number, body, number + 2)


def _names_a_number_beyond_64_bits(number: int, body: Any) -> None:
    _names_next(number, body, 2**63)


def _names_the_one_before_by_link_alone(number: int, body: Any) -> None:
    _names_next(number, body, number - 1)
    del body["meta"]["next_page_number"]


def _repeats_the_first(number: int, body: Any) -> None:
    _names_next(number, body, number + 1)
    body["actions"] = [{**action, "id": index} for index, action in enumerate(body["actions"] or _SPARE)]


def _is_empty(number: int, body: Any) -> None:
    _names_next(number, body, number + 1)
    body["actions"] = []


def _has_always_fresh_actions(number: int, body: Any) -> None:
    _names_next(number, body, number + 1)
    body["actions"] = [{**action, "id": number * 50 + index} for index, action in enumerate(_SPARE)]


def _has_fresh_actions_and_a_huge_size(number: int, body: Any) -> None:
    _has_always_fresh_actions(number, body)
    body["meta"]["per_page"] = 2**63 - 1


def _alternates(number: int, body: Any) -> None:
    _has_always_fresh_actions(number % 2, body)
    _names_next(number, body, number + 1)


_MOMENT = "2023-10-31T15:42:00Z"
_SPARE = [
    {"url": "", "label": "", "story_name": None, "story_emoji": None, "action_type": "page"}
    | {"created_at": _MOMENT, "updated_at": _MOMENT}
] * 50


@pytest.mark.parametrize(
    "change",
    [
        _names_itself,
        _names_the_first,
        _names_zero,
        _skips_one,
        _names_a_number_beyond_64_bits,
        _names_the_one_before_by_link_alone,
        _repeats_the_first,
        _is_empty,
        _has_always_fresh_actions,
        _has_fresh_actions_and_a_huge_size,
        _alternates,
    ],
)
@pytest.mark.parametrize("count", [50, 120])
def test_pages_that_never_end_are_an_error(
    case_of: Any, walk: Any, count: int, change: Callable[[int, Any], None]
) -> None:
    case = case_of(count, most=50, change=change)
    with pytest.raises(DecodeError, match="cannot be read to their end") as caught:
        walk(case).rest()
    assert caught.value.path == "$.meta"
    assert len(case.asked) <= 10


def test_a_last_page_that_repeats_the_one_before_is_an_error(case_of: Any, walk: Any) -> None:
    def repeat(number: int, body: Any) -> None:
        if number == 2:
            body["actions"] = case.page(1, 50)["actions"]

    case = case_of(100, most=50, change=repeat)
    with pytest.raises(DecodeError, match="repeats"):
        walk(case).rest()


def _counts_the_page(number: int, body: Any) -> None:
    body["meta"]["count"] = len(body["actions"])


def _counts_one_page(number: int, body: Any) -> None:
    body["meta"]["pages"] = 1


def _writes_null_as_text(number: int, body: Any) -> None:
    if body["meta"]["next_page"] is None:
        body["meta"]["next_page"] = "null"
        del body["meta"]["next_page_number"]


def _shrinks(number: int, body: Any) -> None:
    body["meta"].update(count=220 - 20 * number, pages=5 - number)


@pytest.mark.parametrize("change", [_counts_the_page, _counts_one_page, _writes_null_as_text, _shrinks])
def test_a_tenant_whose_meta_is_merely_odd_is_read_whole(
    case_of: Any, walk: Any, change: Callable[[int, Any], None]
) -> None:
    actions = walk(case_of(220, most=50, change=change)).rest()
    assert [action.id for action in actions] == list(range(1, 221))
