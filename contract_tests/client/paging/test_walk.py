"""The walk through the pages of a tenant that does as the documentation says."""

import itertools
from typing import Any

import pytest

from contract_tests.client.paging.conftest import Case, ids_of
from tines_cases import CaseAction, CaseActionPage


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


def test_walks_do_not_share_their_place(opened: Any) -> None:
    with opened(Case(3)) as client:
        pairs = list(zip(client.iterate(1), client.iterate(1), strict=True))
    assert [(one.id, other.id) for one, other in pairs] == [(1, 1), (2, 2), (3, 3)]


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
