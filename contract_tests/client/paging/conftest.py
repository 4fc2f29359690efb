"""A case of many actions, in a tenant that pages as the documentation says, unless a test says otherwise."""

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from attrs import define, field

ORIGIN = "https://acme.tines.com"


def _never(number: int, asked: int | None) -> None:
    return None


def _unchanged(number: int, body: Any) -> None:
    return None


@define
class Case:
    """Responds to requests for the pages of one case, and remembers what was asked for.

    most: how many actions a page holds at most, whatever is asked for; or a function of the page's number.
    refuse: the response instead of a page (a status, a body or an exception), or None.
    change: alters the body of a page, given its number.
    """

    count: int
    most: int | Callable[[int], int] = 500
    refuse: Callable[[int, int | None], Any] = _never
    change: Callable[[int, Any], None] = _unchanged
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
        body = {"case_id": 1, "actions": [_action(one) for one in ids], "meta": _meta(self.count, number, size)}
        self.change(number, body)
        return body


def _action(number: int) -> dict[str, Any]:
    moment = "2023-10-31T15:42:00Z"
    texts = {"url": "", "label": f"Action {number}", "story_name": None, "story_emoji": None, "action_type": "page"}
    return {"id": number, **texts, "created_at": moment, "updated_at": moment}


def _meta(count: int, number: int, size: int) -> dict[str, Any]:
    pages = -(-count // size)

    def link(other: int) -> str | None:
        return f"{ORIGIN}/api/v2/cases/1/actions?per_page={size}&page={other}" if 1 <= other <= pages else None

    return {
        "current_page": link(number),
        "previous_page": link(number - 1),
        "next_page": link(number + 1),
        "next_page_number": number + 1 if number < pages else None,
        "per_page": size,
        "pages": pages,
        "count": count,
    }


@pytest.fixture(autouse=True)
def _one_page_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is: on one that is, a wait for nothing looks like one for the network."""
    monkeypatch.setattr("tines_runtime.paging.paging.REAL_WAIT", math.inf)


@pytest.fixture(scope="session")
def case_of() -> type[Case]:
    """Makes a case of so many actions."""
    return Case


@pytest.fixture
def walk(opened: Callable[..., Any]) -> Iterator[Callable[[Case], Any]]:
    """Begins to iterate over a case."""
    with ExitStack() as clients:
        yield lambda case: clients.enter_context(opened(case)).iterate(1)
