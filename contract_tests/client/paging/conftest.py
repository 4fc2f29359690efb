"""A case of many actions, in a tenant that pages as the documentation says, unless a test says otherwise."""

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from attrs import define, field

LIST = "https://acme.tines.com/api/v2/cases/1/actions"


@define
class Case:
    """Responds to requests for the pages of one case, and remembers what was asked for.

    most: how many actions a page holds at most, whatever is asked for, given its number.
    refuse: the response instead of a page (a status, a body or an exception), or None.
    change: alters the body of a page, given its number.
    """

    count: int
    most: int | Callable[[int], int] = 500
    refuse: Callable[[int, int | None], Any] = lambda number, asked: None
    change: Callable[[int, Any], None] = lambda number, body: None
    asked: list[tuple[int, int | None]] = field(factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == "acme.tines.com", "the key went elsewhere"
        given = {name: int(text) for name, text in request.url.params.items()}
        number, asked = given.get("page", 1), given.get("per_page")
        self.asked.append((number, asked))
        refused = self.refuse(number, asked)
        if isinstance(refused, Exception):
            raise refused
        if refused is not None:
            return httpx.Response(refused) if isinstance(refused, int) else httpx.Response(200, content=refused)
        most = self.most if isinstance(self.most, int) else self.most(number)
        return httpx.Response(200, json=self.page(number, min(asked or 20, most)))

    def page(self, number: int, size: int) -> Any:
        """What a page holds."""
        ids = range(1, self.count + 1)[(number - 1) * size : number * size]
        body = {"case_id": 1, "actions": [action(one) for one in ids], "meta": _meta(self.count, number, size)}
        self.change(number, body)
        return body

    @property
    def numbers(self) -> list[int]:
        """Of the pages that were asked for."""
        return [number for number, _ in self.asked]


def action(number: int) -> dict[str, Any]:
    texts = {"url": "", "label": f"Action {number}", "story_name": None, "story_emoji": None, "action_type": "page"}
    return {"id": number, **texts, **dict.fromkeys(["created_at", "updated_at"], "2023-10-31T15:42:00Z")}


def _meta(count: int, number: int, size: int) -> dict[str, Any]:
    pages = -(-count // size)

    def link(other: int) -> str | None:
        return f"{LIST}?per_page={size}&page={other}" if 1 <= other <= pages else None

    links = {"current_page": link(number), "previous_page": link(number - 1), "next_page": link(number + 1)}
    following = number + 1 if number < pages else None
    return {**links, "next_page_number": following, "per_page": size, "pages": pages, "count": count}


def ids_of(actions: Any) -> list[int]:
    return [one.id for one in actions]


@pytest.fixture(autouse=True, scope="module")
def _one_page_at_a_time() -> Iterator[None]:
    """However busy the machine is: on one that is, a wait for nothing looks like one for the network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tines_runtime.paging.paging.REAL_WAIT", math.inf)
        yield


@pytest.fixture
def walk(opened: Callable[..., Any]) -> Iterator[Callable[[Case], Any]]:
    """Begins to iterate over a case."""
    with ExitStack() as clients:
        yield lambda case: clients.enter_context(opened(case)).iterate(1)
