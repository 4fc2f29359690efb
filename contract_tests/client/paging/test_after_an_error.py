"""After an error the walk goes on: the next step asks for the same page again, and nothing is lost or comes twice."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tines_cases.errors import (
    ConnectionFailedError,
    DecodeError,
    NotFoundError,
    PermissionDeniedError,
    ProtocolError,
    RateLimitError,
    ServerError,
    TinesError,
    UnprocessableError,
)

_TROUBLES = [
    pytest.param(403, PermissionDeniedError, id="403"),
    pytest.param(429, RateLimitError, id="429"),
    pytest.param(500, ServerError, id="500"),
    pytest.param(b"{", DecodeError, id="broken JSON"),
    pytest.param(b"{}", DecodeError, id="no page"),
    pytest.param(httpx.ConnectError("refused"), ConnectionFailedError, id="no connection"),
    pytest.param(httpx.RemoteProtocolError("odd"), ProtocolError, id="broken HTTP"),
]


def _once(page: int, trouble: Any) -> Callable[[int, int | None], Any]:
    left = [trouble]
    return lambda number, asked: left.pop() if left and number == page else None


def _pressed_on(steps: Any, errors: list[TinesError]) -> list[Any]:
    """All that comes, whatever goes wrong once."""
    found: list[Any] = []
    while True:
        try:
            return steps.rest(found)
        except TinesError as error:
            errors.append(error)
            assert len(errors) < 5


@pytest.mark.parametrize("page", [1, 2, 3])
@pytest.mark.parametrize(("trouble", "kind"), _TROUBLES)
def test_the_actions_go_on_with_the_same_page(case_of: Any, walk: Any, page: int, trouble: Any, kind: Any) -> None:
    case = case_of(120, most=50, refuse=_once(page, trouble))
    errors: list[TinesError] = []
    actions = _pressed_on(walk(case), errors)
    assert [type(error) for error in errors] == [kind]
    assert f"GET /api/v2/cases/1/actions, page {page}: " in str(errors[0])
    assert [action.id for action in actions] == list(range(1, 121))
    asked = [number for number, _ in case.asked]
    assert set(asked) == {1, 2, 3}
    assert asked.count(page) == 2


@pytest.mark.parametrize("page", [1, 2, 3])
@pytest.mark.parametrize(("trouble", "kind"), _TROUBLES)
def test_the_pages_go_on_with_the_same_page(case_of: Any, walk: Any, page: int, trouble: Any, kind: Any) -> None:
    case = case_of(120, most=50, refuse=_once(page, trouble))
    errors: list[TinesError] = []
    pages = _pressed_on(walk(case).pages(), errors)
    assert [type(error) for error in errors] == [kind]
    assert [len(page.actions) for page in pages] == [50, 50, 20]
    asked = [number for number, _ in case.asked]
    assert set(asked) == {1, 2, 3}
    assert asked.count(page) == 2


@pytest.mark.parametrize(("trouble", "kind"), _TROUBLES)
def test_the_total_can_be_asked_for_again(case_of: Any, walk: Any, trouble: Any, kind: Any) -> None:
    actions = walk(case_of(3, refuse=_once(1, trouble)))
    with pytest.raises(kind):
        actions.total()
    assert actions.total() == 3
    assert len(actions.rest()) == 3


def test_pages_are_read_again_after_one_that_repeats_another(case_of: Any, walk: Any) -> None:
    left = ["repeat"]

    def repeat(number: int, body: Any) -> None:
        if number == 2 and left:
            left.pop()
            body["actions"] = case.page(1, 50)["actions"]

    case = case_of(120, most=50, change=repeat)
    assert [action.id for action in walk(case)] == list(range(1, 121))
    assert [number for number, _ in case.asked] == [1, 2, 1, 2, 3]


def test_a_page_that_is_never_there_is_an_error(case_of: Any, walk: Any) -> None:
    case = case_of(120, most=50, refuse=lambda number, asked: 404 if number == 3 else None)
    found: list[Any] = []
    with pytest.raises(NotFoundError, match="page 3"):
        walk(case).rest(found)
    assert len(found) == 100
    assert [number for number, _ in case.asked] == [1, 2, 3] * 2


def test_a_later_refusal_changes_neither_the_size_nor_the_page(case_of: Any, walk: Any) -> None:
    """A smaller size would move the page's edges, so that actions would be lost or come twice."""
    case = case_of(1200, refuse=_once(2, 422))
    errors: list[TinesError] = []
    actions = _pressed_on(walk(case), errors)
    assert [type(error) for error in errors] == [UnprocessableError]
    assert [action.id for action in actions] == list(range(1, 1201))
    assert case.asked == [(1, 500), (2, 500), (2, 500), (3, 500)]
