"""The walk through the pages of a tenant: as the documentation says, with pages of any size, and after an error."""

import itertools
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from contract_tests.client.paging.conftest import Case, ids_of
from tines_cases import AsyncTinesClient, CaseAction, CaseActionPage, errors
from tines_cases.errors import ApiError, DecodeError


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1203])
def test_every_action_comes_once_and_in_the_order_of_its_page(walk: Any, count: int) -> None:
    case = Case(count)
    actions = walk(case).rest()
    assert ids_of(actions) == list(range(1, count + 1))
    assert {type(action) for action in actions} <= {CaseAction}
    assert case.asked == [(number, 500) for number in range(1, max(1, -(-count // 500)) + 1)]


def test_nothing_is_asked_for_before_the_first_action_is(walk: Any) -> None:
    case = Case(3)
    actions = walk(case)
    iter(actions)
    iter(actions.pages())
    assert case.asked == []
    assert next(actions).id == 1
    assert case.asked == [(1, 500)]


def test_an_early_exit_leaves_most_pages_unasked_and_can_be_read_on(walk: Any) -> None:
    case = Case(1000, most=50)
    actions = walk(case)
    assert ids_of(itertools.islice(actions, 3)) == [1, 2, 3]
    assert len(case.asked) <= 5
    assert ids_of(actions.rest()) == list(range(4, 1001))


def test_a_walk_that_has_ended_asks_for_nothing_more(walk: Any) -> None:
    case = Case(3)
    actions = walk(case)
    assert len(actions.rest()) == 3
    assert (actions.rest(), actions.pages().rest(), actions.total()) == ([], [], 3)
    assert len(case.asked) == 1


@pytest.mark.parametrize("count", [0, 3, 501])
def test_the_total_costs_the_first_page_only_once(walk: Any, count: int) -> None:
    case = Case(count)
    actions = walk(case)
    assert [actions.total(), actions.total()] == [count, count]
    assert case.asked == [(1, 500)]
    assert ids_of(actions.rest()) == list(range(1, count + 1))
    assert case.numbers == sorted(set(case.numbers))


def test_the_total_is_that_of_the_first_page(walk: Any) -> None:
    """It does not change under its reader, while the case may."""

    def shrink(number: int, body: Any) -> None:
        body["meta"]["count"] -= number

    actions = walk(Case(120, most=50, change=shrink))
    assert len(actions.rest()) == 120
    assert actions.total() == 119


@pytest.mark.parametrize("total_first", [False, True])
def test_pages_come_whole_each_when_it_is_its_turn(walk: Any, total_first: bool) -> None:
    case = Case(320, most=50)
    actions = walk(case)
    if total_first:
        actions.total()
    pages = actions.pages()
    first = next(pages)
    assert len(case.asked) <= 5
    came = [first, *pages.rest()]
    assert {type(page) for page in came} == {CaseActionPage}
    assert [len(page.actions) for page in came] == [50] * 6 + [20]
    assert case.numbers == [1, 2, 3, 4, 5, 6, 7]


def test_pages_go_on_after_the_page_whose_actions_were_begun(walk: Any) -> None:
    actions = walk(Case(170, most=50))
    assert ids_of(itertools.islice(actions, 2)) == [1, 2]
    assert ids_of(next(actions.pages()).actions) == list(range(51, 101))
    assert next(actions).id == 101
    assert [ids_of(page.actions) for page in actions.pages()] == [list(range(151, 171))]
    assert list(actions) == []


_ALL = list(range(1, 131))


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


def test_what_does_not_match_is_passed_over(walk: Any) -> None:
    case = Case(1203)
    actions = walk(case, match=lambda one: one.id % 600 == 0)
    assert (ids_of(actions.rest()), actions.total(), case.numbers) == ([600, 1200], 1203, [1, 2, 3])
    pages = [ids_of(page.actions) for page in walk(Case(1203), match=lambda one: one.id % 600 == 0).pages()]
    assert pages == [[], [600], [1200]]


def test_an_error_of_match_loses_nothing(walk: Any) -> None:
    troubles = [ValueError("odd"), None]

    def match(action: CaseAction) -> bool:
        if action.id == 700 and (trouble := troubles.pop(0)) is not None:
            raise trouble
        return action.id % 2 == 0

    actions, found = walk(Case(1203), match=match), []
    with pytest.raises(ValueError, match="odd"):
        actions.rest(found)
    assert ids_of(actions.rest(found)) == list(range(2, 1203, 2))


@pytest.mark.parametrize(
    ("match", "problem"), [("label", "be a function of an item, not str"), (AsyncTinesClient.close, "not be async")]
)
def test_what_is_no_match_is_refused(walk: Any, match: Any, problem: str) -> None:
    with pytest.raises(TypeError, match=f"match must {problem}"):
        walk(Case(1), match=match)
