"""Which page size a tenant grants is not documented: whatever it does with 500, the walk follows, or says why not."""

from typing import Any

import pytest

from contract_tests.client.paging.conftest import Case, ids_of
from tines_cases.errors import ApiError, DecodeError

_ALL = list(range(1, 131))


@pytest.mark.parametrize("most", [1, 20, 50, 499])
def test_a_tenant_that_clamps_the_size_is_followed(walk: Any, most: int) -> None:
    count = min(130, 40 * most)
    case = Case(count, most=most)
    assert ids_of(walk(case).rest()) == list(range(1, count + 1))
    assert case.asked == [(1, 500), *((number, most) for number in range(2, -(-count // most) + 1))]


@pytest.mark.parametrize("status", [400, 422])
@pytest.mark.parametrize(
    ("largest", "most", "asked"),
    [
        (50, 500, [(1, 500), (1, 50), (2, 50), (3, 50)]),
        (0, 500, [(1, 500), (1, 50), *((number, None) for number in range(1, 8))]),
        (499, 25, [(1, 500), (1, 50), *((number, 25) for number in range(2, 7))]),
    ],
    ids=["50 is granted", "no size is", "50 is clamped"],
)
def test_a_tenant_that_refuses_500_is_asked_for_less(
    walk: Any, status: int, largest: int, most: int, asked: Any
) -> None:
    case = Case(130, refuse=lambda number, size: status if (size or 0) > largest else None, most=most)
    assert ids_of(walk(case).rest()) == _ALL
    assert case.asked == asked


@pytest.mark.parametrize("status", [400, 422])
def test_a_tenant_that_refuses_every_size_raises_its_last_refusal(walk: Any, status: int) -> None:
    case = Case(130, refuse=lambda number, asked: status)
    actions = walk(case)
    for _ in range(2):
        with pytest.raises(ApiError) as caught:
            next(actions)
        assert caught.value.status == status
    assert case.asked == [(1, 500), (1, 50), (1, None), (1, None)]


@pytest.mark.parametrize("status", [401, 403, 404, 409, 302, 500])
def test_a_refusal_that_is_not_about_values_is_not_asked_around(walk: Any, status: int) -> None:
    case = Case(130, refuse=lambda number, asked: status)
    with pytest.raises(ApiError):
        next(walk(case))
    assert case.asked == [(1, 500)]


@pytest.mark.parametrize(("pages", "size"), [((1, 2, 3), 500), ((3,), 0), ((3,), 7), ((3,), 2**63 - 1)], ids=str)
def test_a_size_that_only_the_meta_names_does_not_matter(walk: Any, pages: tuple[int, ...], size: int) -> None:
    def lie(number: int, body: Any) -> None:
        if number in pages:
            body["meta"]["per_page"] = size

    assert ids_of(walk(Case(130, most=50, change=lie)).rest()) == _ALL


@pytest.mark.parametrize("smaller", [1, 20, 49])
def test_a_size_that_shrinks_midway_is_an_error_and_loses_nothing_in_silence(walk: Any, smaller: int) -> None:
    """Pages of another size begin elsewhere: going on by number would lose actions or repeat them."""
    read: list[Any] = []
    with pytest.raises(DecodeError, match="size") as caught:
        walk(Case(400, most=lambda number: 50 if number < 3 else smaller)).rest(read)
    assert caught.value.path == "$.meta"
    assert ids_of(read) in ([], list(range(1, 101)))
