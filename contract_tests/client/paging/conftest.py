"""A case of many actions, in a tenant that pages as the documentation says, unless a test says otherwise."""

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from attrs import define, field

from contract_tests.client.conftest import TENANT
from contract_tests.runtime.servers.samples import page


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
        assert request.url.host == TENANT, "the key went elsewhere"
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
        body = page(self.count, number, size=size)
        self.change(number, body)
        return body

    @property
    def numbers(self) -> list[int]:
        """Of the pages that were asked for."""
        return [number for number, _ in self.asked]


def ids_of(actions: Any) -> list[int]:
    return [one.id for one in actions]


@pytest.fixture(autouse=True, scope="module")
def _one_page_at_a_time() -> Iterator[None]:
    """However busy the machine is: on one that is, a wait for nothing looks like one for the network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tines_runtime.paging.paging.REAL_WAIT", math.inf)
        yield


@pytest.fixture
def walk(opened: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """Begins to iterate over a case."""
    with ExitStack() as clients:
        yield lambda case, **named: clients.enter_context(opened(case)).iterate(1, **named)
