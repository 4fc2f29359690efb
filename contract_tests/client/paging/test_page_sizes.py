"""Which page size a tenant grants is not documented: whatever it does with 500, the walk follows, or says why not."""

from typing import Any

import pytest

from tines_cases.errors import (
    ApiError,
    AuthenticationError,
    BadRequestError,
    DecodeError,
    NotFoundError,
    PermissionDeniedError,
    ServerError,
    UnexpectedStatusError,
    UnprocessableError,
)

_ALL = list(range(1, 131))


def _ids(actions: Any) -> list[int]:
    return [action.id for action in actions]


@pytest.mark.parametrize("most", [1, 20, 50, 499])
def test_a_tenant_that_clamps_the_size_is_followed(case_of: Any, walk: Any, most: int) -> None:
    count = min(130, 40 * most)
    case = case_of(count, most=most)
    assert _ids(walk(case).rest()) == list(range(1, count + 1))
    pages = -(-count // most)
    assert case.asked == [(1, 500), *((number, most) for number in range(2, pages + 1))]


@pytest.mark.parametrize("status", [400, 422])
def test_a_tenant_that_refuses_500_is_asked_for_50(case_of: Any, walk: Any, status: int) -> None:
    case = case_of(130, refuse=lambda number, asked: status if (asked or 20) > 50 else None)
    assert _ids(walk(case).rest()) == _ALL
    assert case.asked == [(1, 500), (1, 50), (2, 50), (3, 50)]


@pytest.mark.parametrize("status", [400, 422])
def test_a_tenant_that_refuses_50_too_is_asked_for_its_default(case_of: Any, walk: Any, status: int) -> None:
    case = case_of(130, refuse=lambda number, asked: status if asked else None)
    assert _ids(walk(case).rest()) == _ALL
    assert case.asked == [(1, 500), (1, 50), *((number, None) for number in range(1, 8))]


def test_a_tenant_that_refuses_500_and_clamps_50_is_followed(case_of: Any, walk: Any) -> None:
    case = case_of(130, refuse=lambda number, asked: 400 if asked == 500 else None, most=25)
    assert _ids(walk(case).rest()) == _ALL
    assert case.asked[:3] == [(1, 500), (1, 50), (2, 25)]


@pytest.mark.parametrize(("status", "kind"), [(400, BadRequestError), (422, UnprocessableError)])
def test_a_tenant_that_refuses_every_size_raises_its_last_refusal(
    case_of: Any, walk: Any, status: int, kind: type[ApiError]
) -> None:
    case = case_of(130, refuse=lambda number, asked: status)
    actions = walk(case)
    for _ in range(2):
        with pytest.raises(kind):
            next(actions)
    assert case.asked == [(1, 500), (1, 50), (1, None), (1, None)]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, AuthenticationError),
        (403, PermissionDeniedError),
        (404, NotFoundError),
        (409, UnexpectedStatusError),
        (302, UnexpectedStatusError),
        (500, ServerError),
    ],
)
def test_a_refusal_that_is_not_about_values_is_not_asked_around(
    case_of: Any, walk: Any, status: int, kind: type[ApiError]
) -> None:
    case = case_of(130, refuse=lambda number, asked: status)
    with pytest.raises(kind):
        next(walk(case))
    assert case.asked == [(1, 500)]


def test_a_tenant_that_grants_less_than_it_says_is_read_whole(case_of: Any, walk: Any) -> None:
    def lie(number: int, body: Any) -> None:
        body["meta"]["per_page"] = 500

    case = case_of(130, most=50, change=lie)
    assert _ids(walk(case).rest()) == _ALL


@pytest.mark.parametrize("size", [0, 7, 2**63 - 1])
def test_the_size_that_the_last_page_names_does_not_matter(case_of: Any, walk: Any, size: int) -> None:
    def tell(number: int, body: Any) -> None:
        if number == 3:
            body["meta"]["per_page"] = size

    assert _ids(walk(case_of(130, most=50, change=tell)).rest()) == _ALL


@pytest.mark.parametrize("smaller", [1, 20, 49])
def test_a_size_that_shrinks_midway_is_an_error_and_loses_nothing_in_silence(
    case_of: Any, walk: Any, smaller: int
) -> None:
    """Pages of another size begin elsewhere: going on by number would lose actions or repeat them."""
    case = case_of(400, most=lambda number: 50 if number < 3 else smaller)
    read: list[Any] = []
    with pytest.raises(DecodeError, match="size") as caught:
        walk(case).rest(read)
    assert caught.value.path == "$.meta"
    assert len(read) == 0 or _ids(read) == list(range(1, 101))
