"""After an error the walk goes on: the next step asks for the same page again, and nothing is lost or comes twice."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from contract_tests.client.paging.conftest import Case, ids_of
from tines_cases import errors

_TROUBLES = {
    "403": (403, errors.PermissionDeniedError),
    "429": (429, errors.RateLimitError),
    "500": (500, errors.ServerError),
    "broken JSON": (b"{", errors.DecodeError),
    "no page": (b"{}", errors.DecodeError),
    "no connection": (httpx.ConnectError("refused"), errors.ConnectionFailedError),
    "broken HTTP": (httpx.RemoteProtocolError("odd"), errors.ProtocolError),
}
_EACH = pytest.mark.parametrize(("trouble", "kind"), _TROUBLES.values(), ids=_TROUBLES)


def _once(page: int, trouble: Any) -> Callable[[int, int | None], Any]:
    left = [trouble]
    return lambda number, asked: left.pop() if left and number == page else None


@pytest.mark.parametrize("whole_pages", [False, True])
@pytest.mark.parametrize("page", [1, 2, 3])
@_EACH
def test_the_walk_goes_on_with_the_same_page(walk: Any, page: int, trouble: Any, kind: Any, whole_pages: bool) -> None:
    case, found = Case(120, most=50, refuse=_once(page, trouble)), []
    steps = walk(case).pages() if whole_pages else walk(case)
    with pytest.raises(kind, match=f"GET /api/v2/cases/1/actions, page {page}: "):
        steps.rest(found)
    steps.rest(found)
    actions = [action for page in found for action in page.actions] if whole_pages else found
    assert ids_of(actions) == list(range(1, 121))
    assert set(case.numbers) == {1, 2, 3}
    assert case.numbers.count(page) == 2


@_EACH
def test_the_total_can_be_asked_for_again(walk: Any, trouble: Any, kind: Any) -> None:
    actions = walk(Case(3, refuse=_once(1, trouble)))
    with pytest.raises(kind):
        actions.total()
    assert actions.total() == 3
    assert len(actions.rest()) == 3


def test_pages_are_read_again_after_one_that_repeats_another(walk: Any) -> None:
    left = ["repeat"]

    def repeat(number: int, body: Any) -> None:
        if number == 2 and left:
            left.pop()
            body["actions"] = case.page(1, 50)["actions"]

    case = Case(120, most=50, change=repeat)
    assert ids_of(walk(case)) == list(range(1, 121))
    assert case.numbers == [1, 2, 1, 2, 3]


def test_a_page_that_is_never_there_is_an_error(walk: Any) -> None:
    case, found = Case(120, most=50, refuse=lambda number, asked: 404 if number == 3 else None), []
    with pytest.raises(errors.NotFoundError, match="page 3"):
        walk(case).rest(found)
    assert len(found) == 100
    assert case.numbers == [1, 2, 3] * 2


def test_a_later_refusal_changes_neither_the_size_nor_the_page(walk: Any) -> None:
    """A smaller size would move the page's edges, so that actions would be lost or come twice."""
    case, found = Case(1200, refuse=_once(2, 422)), []
    steps = walk(case)
    with pytest.raises(errors.UnprocessableError):
        steps.rest(found)
    assert ids_of(steps.rest(found)) == list(range(1, 1201))
    assert case.asked == [(1, 500), (2, 500), (2, 500), (3, 500)]
