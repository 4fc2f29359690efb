"""The three ways to use the SDK, all driven from a blocking test, and what their servers answer."""

import functools
import math
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from contract_tests.runtime.hostile_server import HostileServer
from contract_tests.runtime.key_search import KEY
from tines_cases import AsyncTinesClient, RetryPolicy, TinesClient
from tines_cases.errors import TinesError

DEADLINE = 0.2
"""Seconds that a call may take where a test lets one hang."""

GRACE = 0.5
"""Seconds past the deadline at which a call must have ended."""

ACTION = {
    "id": 1,
    "url": "https://hooks.example/webhook/secret-path/secret",
    "label": "Escalate",
    "story_name": None,
    "story_emoji": None,
    "action_type": "webhook",
    "created_at": "2026-04-01T10:00:00Z",
    "updated_at": "2026-04-01T10:00:00Z",
}
PAGE = {
    "case_id": 1,
    "actions": [ACTION],
    "meta": {
        "current_page": "https://acme.example/api/v2/cases/1/actions?per_page=20&page=1",
        "previous_page": None,
        "next_page": None,
        "next_page_number": None,
        "per_page": 20,
        "pages": 1,
        "count": 1,
    },
}


Serve = Callable[..., HostileServer]


class Client:
    """A client of some flavour, driven from a blocking test."""

    def __init__(self, client: Any, run: Callable[..., Any]) -> None:
        self.client = client
        self._run = run

    def list(self, *arguments: Any, **named: Any) -> Any:
        return self._run(functools.partial(self.client.case_actions.list, *arguments, **named))

    def call(self, method: str, *arguments: Any, **named: Any) -> Any:
        """A method of `case_actions`, by its name."""
        return self._run(functools.partial(getattr(self.client.case_actions, method), *arguments, **named))

    def request(self, *arguments: Any, **named: Any) -> Any:
        return self._run(functools.partial(self.client.request, *arguments, **named))

    def iterate(self, *arguments: Any, **named: Any) -> Any:
        """All that iterating gives."""
        return self.steps(*arguments, **named).rest()

    def steps(self, *arguments: Any, **named: Any) -> "Steps":
        """An iterator that a test drives step by step."""
        return Steps(self.client.case_actions.iterate(*arguments, **named), self._run)

    def sibling(self, **options: Any) -> "Client":
        return Client(self.client.with_options(**options), self._run)

    def close(self) -> None:
        self._run(self.client.close)

    def failure(self, call: Callable[[], Any] | None = None, within: float = DEADLINE) -> TinesError:
        """The error that listing, or another call, ends in; in time."""
        began = time.monotonic()
        with pytest.raises(TinesError) as caught:
            self.list(1) if call is None else call()
        assert time.monotonic() - began <= within + GRACE
        return caught.value


class Steps:
    """An iterator of some flavour, driven from a blocking test."""

    def __init__(self, items: Any, run: Callable[..., Any]) -> None:
        self.items = items
        self._run = run

    def rest(self) -> Any:
        """All that is still to come."""
        return self._run(functools.partial(_collected, self.items))

    def take(self, count: int) -> Any:
        """So many items, in a loop that is left by a break."""
        return self._run(functools.partial(_collected, self.items, count))

    def total(self) -> Any:
        return self._run(self.items.total)

    def pages(self) -> "Steps":
        return Steps(self.items.pages(), self._run)


def _collected(items: Any, count: float = math.inf) -> Any:
    if hasattr(items, "__anext__"):
        return _collected_async(items, count)
    found: list[Any] = []
    for item in items:
        found.append(item)
        if len(found) == count:
            break
    return found


async def _collected_async(items: Any, count: float) -> list[Any]:
    found: list[Any] = []
    async for item in items:
        found.append(item)
        if len(found) == count:
            break
    return found


class Flavour:
    """One of the three ways to use the SDK."""

    def __init__(self, name: str, run: Callable[..., Any]) -> None:
        self.name = name
        self.run = run
        self.kind: Any = TinesClient if name == "sync" else AsyncTinesClient
        self._opened: list[Client] = []

    def open(self, tenant: str, key: Any = KEY, **options: Any) -> Client:
        """A client that gives up at the deadline and tries once, unless told otherwise; closed with the test."""
        settings = {"timeout": DEADLINE, "retry": RetryPolicy.none()} | options
        client = Client(self.kind(tenant, key, **settings), self.run)
        self._opened.append(client)
        return client

    def close_all(self) -> None:
        for client in self._opened:
            client.close()


class Counting(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers with a page, and keeps what it was asked."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(200, json=PAGE)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self.handle_request(request)
