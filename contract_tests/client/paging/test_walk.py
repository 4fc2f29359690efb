"""The walk through the pages of a tenant that does as the documentation says."""

import itertools
from typing import Any

import pytest

from tines_cases import CaseAction, CaseActionPage


def _ids(actions: Any) -> list[int]:
    return [action.id for action in actions]


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1203])
def test_every_action_comes_once_and_in_the_order_of_its_page(case_of: Any, walk: Any, count: int) -> None:
    case = case_of(count)
    actions = walk(case).rest()
    assert _ids(actions) == list(range(1, count + 1))
    assert {type(action) for action in actions} <= {CaseAction}
    assert case.asked == [(number, 500) for number in range(1, max(1, -(-count // 500)) + 1)]


def test_nothing_is_asked_for_before_the_first_action_is(case_of: Any, walk: Any) -> None:
    case = case_of(3)
    actions = walk(case)
    iter(actions)
    iter(actions.pages())
    assert case.asked == []
    assert next(actions).id == 1
    assert case.asked == [(1, 500)]


def test_an_early_exit_leaves_most_pages_unasked(case_of: Any, walk: Any) -> None:
    case = case_of(1000, most=50)
    assert _ids(itertools.islice(walk(case), 3)) == [1, 2, 3]
    assert len(case.asked) <= 5


def test_what_an_early_exit_left_can_be_read_on(case_of: Any, walk: Any) -> None:
    actions = walk(case_of(120, most=50))
    first = _ids(itertools.islice(actions, 50))
    assert _ids(actions.rest()) == list(range(51, 121))
    assert first == list(range(1, 51))


def test_a_walk_that_has_ended_asks_for_nothing_more(case_of: Any, walk: Any) -> None:
    case = case_of(3)
    actions = walk(case)
    assert len(actions.rest()) == 3
    assert actions.rest() == []
    assert actions.pages().rest() == []
    assert actions.total() == 3
    assert len(case.asked) == 1


def test_walks_do_not_share_their_place(case_of: Any, opened: Any) -> None:
    with opened(case_of(3)) as client:
        pairs = list(zip(client.iterate(1), client.iterate(1), strict=True))
    assert [(one.id, other.id) for one, other in pairs] == [(1, 1), (2, 2), (3, 3)]


@pytest.mark.parametrize("count", [0, 3, 501])
def test_the_total_costs_the_first_page_only_once(case_of: Any, walk: Any, count: int) -> None:
    case = case_of(count)
    actions = walk(case)
    assert [actions.total(), actions.total()] == [count, count]
    assert case.asked == [(1, 500)]
    assert _ids(actions.rest()) == list(range(1, count + 1))
    assert actions.total() == count
    assert [number for number, _ in case.asked] == sorted({number for number, _ in case.asked})


def test_the_total_is_that_of_the_first_page(case_of: Any, walk: Any) -> None:
    """It does not change under its reader, while the case may."""

    def shrink(number: int, body: Any) -> None:
        body["meta"]["count"] -= number

    actions = walk(case_of(120, most=50, change=shrink))
    assert len(actions.rest()) == 120
    assert actions.total() == 119


@pytest.mark.parametrize("total_first", [False, True])
def test_pages_come_whole(case_of: Any, walk: Any, total_first: bool) -> None:
    case = case_of(120, most=50)
    actions = walk(case)
    if total_first:
        actions.total()
    pages = actions.pages().rest()
    assert {type(page) for page in pages} == {CaseActionPage}
    assert [len(page.actions) for page in pages] == [50, 50, 20]
    assert [page.meta.next_page_number for page in pages] == [2, 3, None]
    assert [number for number, _ in case.asked] == [1, 2, 3]


def test_the_next_page_is_asked_for_when_it_is_its_turn(case_of: Any, walk: Any) -> None:
    case = case_of(1000, most=50)
    pages = walk(case).pages()
    assert len(next(pages).actions) == 50
    assert len(case.asked) <= 5


def test_pages_go_on_after_the_page_whose_actions_were_begun(case_of: Any, walk: Any) -> None:
    actions = walk(case_of(170, most=50))
    assert _ids(itertools.islice(actions, 2)) == [1, 2]
    assert _ids(next(actions.pages()).actions) == list(range(51, 101))
    assert next(actions).id == 101
    assert [_ids(page.actions) for page in actions.pages()] == [list(range(151, 171))]
    assert list(actions) == []
