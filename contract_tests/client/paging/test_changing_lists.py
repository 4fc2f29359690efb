"""A list that changes while it is read: what is there from the beginning to the end comes once, or an error says so."""

import email.utils
from collections.abc import Callable, Sequence
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contract_tests.client.conftest import blocking
from tines_cases import TinesClient
from tines_cases.errors import ListMovedError, NotFoundError
from tines_fake import FakeTenant, Fault, Quirks, VirtualClock
from tines_fake.faults.definition import instead
from tines_runtime.paging.paging import MOST_READINGS

PATH = "/api/v2/cases/1/actions"
NEW: dict[str, Any] = {"url": "", "label": "New", "action_type": "page"}
TURNED = Fault("TURNED", "LIST-PAGES-DISJOINT", "", instead(ordered=lambda items: items[::-1]), "listCaseActions")
_ORDERS = ("id", "id-down", "updated")
AN_EXAMPLE: dict[str, Any] = {
    "count": 4,
    "size": 2,
    "start": 1,
    "order": "id",
    "turned": False,
    "past_the_end": "empty",
    "writes": [[("delete", 0), ("add", 0)]],
}
_WRITES = st.lists(st.tuples(st.sampled_from(["add", "edit", "delete"]), st.integers(0, 7)), max_size=3)
_SETTINGS = settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


class Moving:
    """A case of actions 1 to `count` whose pages come with a Date, and to which somebody else writes after each page.

    writes: what somebody does after each page that was sent: a kind, and the place of an action in the list.
    """

    def __init__(self, count: int, writes: Sequence[Sequence[tuple[str, int]]], *, dated: bool = True, **quirks: Any):
        self.clock = VirtualClock()
        self.fake = FakeTenant(clock=self.clock, quirks=Quirks(**quirks))
        self.fake.add_case(1)
        for number in range(1, count + 1):
            self.fake.add_action(1, id=number, label=f"Action {number}", action_type="page")
        self.clock.advance(100)
        self.asked: list[int] = []
        self._writes = iter(writes)
        self._dated = dated
        self._others = TinesClient(self.fake.origin, self.fake.api_key, transport=self.fake.transport()).case_actions

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.headers["authorization"] = f"Bearer {self.fake.api_key}"
        date = email.utils.format_datetime(self.clock.now(), usegmt=True)
        response = self.fake.transport().handle_request(request)
        if request.method == "GET":
            self.asked.append(int(request.url.params["page"]))
            self.clock.advance(10)
            for kind, place in next(self._writes, ()):
                self._write(kind, place)
        if self._dated:
            response.headers["date"] = date
        return response

    @property
    def ids(self) -> list[int]:
        return [action["id"] for action in self.actions]

    @property
    def actions(self) -> Sequence[Any]:
        return self.fake.case(1).actions

    def listed(self) -> list[int]:
        """As the list shows them."""
        return [action.id for action in self._others.list(1, per_page=500).actions]

    def _write(self, kind: str, place: int) -> None:
        there = self.listed()
        if kind == "add":
            self._others.create(1, **NEW)
        elif place < len(there) and kind == "edit":
            self._others.update(1, there[place], label="Edited")
        elif place < len(there):
            self._others.delete(1, there[place])


@blocking
@_SETTINGS
@given(
    count=st.integers(0, 8),
    size=st.integers(1, 4),
    writes=st.lists(_WRITES, max_size=6),
    order=st.sampled_from(_ORDERS),
    turned=st.booleans(),
    past_the_end=st.sampled_from(["empty", 404]),
    start=st.integers(1, 3),
    named=st.booleans(),
)
@example(**AN_EXAMPLE, named=True)
@example(**AN_EXAMPLE, named=False)
@example(**AN_EXAMPLE | {"count": 8, "start": 2, "writes": [[("delete", 0)] * 3]}, named=True)
def test_what_is_there_throughout_comes_once_or_an_error_says_so(
    opened: Callable[..., Any],
    *,
    count: int,
    size: int,
    writes: Any,
    order: str,
    turned: bool,
    past_the_end: Any,
    start: int,
    named: bool,
) -> None:
    """From the page on that it begins with, and whether the client knows the list or not."""
    case = Moving(count, writes, order=order, past_the_end=past_the_end)
    if turned:
        case.fake.faults(TURNED)
    found: list[Any] = []
    due = case.listed()[(start - 1) * size :]
    with opened(case) as client:
        walk = (
            client.iterate(1, per_page=size, start=start)
            if named
            else client.paginate(PATH, per_page=size, start=start)
        )
        try:
            walk.rest(found)
        except ListMovedError:
            due = []
        except NotFoundError:
            assert due == [], "only a page past the end may be missing"
    ids = [action.id if named else action["id"] for action in found]
    assert len({*ids}) == len(ids)
    assert {*due} & {*case.ids} <= {*ids}


CHANGES: dict[str, tuple[str, list[list[tuple[str, int]]], int]] = {
    "one that was read is deleted": ("id", [[("delete", 0)]], 7),
    "all of the last page are deleted": ("id", [[("delete", 4), ("delete", 4)]], 5),
    "what follows is deleted, and no page names a next one": ("id", [[], [("delete", 4), ("delete", 4)]], 5),
    "one is added at the front": ("id-down", [[("add", 0)]], 8),
    "one that was not read moves to the front": ("updated", [[("edit", 4)]], 6),
}


@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize(("order", "writes", "most"), CHANGES.values(), ids=CHANGES.keys())
def test_pages_are_read_again_as_often_as_it_takes(
    opened: Any, order: str, writes: Any, most: int, dated: bool
) -> None:
    case = Moving(6, writes, order=order, past_the_end=404, dated=dated)
    with opened(case) as client:
        found = [action.id for action in client.iterate(1, per_page=2).rest()]
    assert len(set(found)) == len(found)
    assert {*range(1, 7)} & {*case.ids} <= {*found}
    assert len(case.asked) <= most


def test_what_is_added_behind_costs_no_second_reading(opened: Any) -> None:
    case = Moving(6, [[("add", 0)]])
    with opened(case) as client:
        assert len(client.iterate(1, per_page=2).rest()) == 7
    assert case.asked == [1, 2, 3, 4]


def test_what_was_made_just_before_is_read_twice_and_no_more(opened: Any) -> None:
    """It may have been added after page 1, and hide what somebody deleted."""
    case = Moving(6, [])
    case.fake.add_action(1, id=7)
    with opened(case) as client:
        assert [action.id for action in client.iterate(1, per_page=2).rest()] == [1, 2, 3, 4, 5, 6, 7]
    assert case.asked == [1, 2, 3, 4] * 2


def test_pages_that_are_read_again_hold_what_is_new(opened: Any) -> None:
    case = Moving(6, [[("delete", 0)]])
    with opened(case) as client:
        pages = client.iterate(1, per_page=2).pages().rest()
    assert [[action.id for action in page.actions] for page in pages] == [[1, 2], [4, 5], [6], [3]]


def test_a_list_that_never_holds_still_is_an_error_after_all_that_came(opened: Any) -> None:
    case = Moving(20, [[("delete", 1), ("add", 0)]] * 3 * MOST_READINGS)
    found: list[Any] = []
    with opened(case) as client:
        steps = client.iterate(1, per_page=8)
        with pytest.raises(ListMovedError, match="actions changed each of the 5 times"):
            steps.rest(found)
        assert case.asked == [1, 2, 3] * MOST_READINGS
        steps.rest(found)
    ids = [action.id for action in found]
    assert len(set(ids)) == len(ids)
    assert {*case.ids} <= {*ids}
