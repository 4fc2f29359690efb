"""The three ways to use the SDK behind one interface: blocking, under asyncio and under trio.

A test is written once, drives any of them as if it blocked, and holds for all. The event loop runs in a thread of its
own.
"""

import contextlib
import functools
import math
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

import anyio.from_thread
import pytest

from contract_tests.idle_clock import idle_clock
from contract_tests.runtime.secrets.key_search import KEY
from tines_cases import AsyncTinesClient, RetryPolicy, TinesClient
from tines_cases.errors import TinesError
from tines_fake import FakeTenant
from tines_fake.contents.schemas import examples_of
from tines_spec import Operation

FLAVOURS = ("sync", "asyncio", "trio")

blocking = pytest.mark.parametrize("flavour", ["sync"], indirect=True)
"""For what the drivers have no part in."""

DEADLINE = 0.2
"""Seconds that a call may take where a test lets one hang."""

PLENTY = 60.0
"""Seconds for a call that must succeed, or fail by itself, on a busy machine too."""

GRACE = 0.5
"""Seconds past the deadline at which a call must have ended, on the idle clock."""

_END = object()


def sound_arguments(operation: Operation) -> dict[str, Any]:
    """The ids 1, and the first example of a body."""
    body = {} if operation.body_schema is None else examples_of(operation.body_schema)[0]
    return dict.fromkeys(operation.path_parameters, 1) | body


@contextlib.contextmanager
def running(flavour: str) -> Iterator[Callable[..., Any]]:
    """Gives what runs a step of that flavour to its end: for the async ones, in an event loop that ends with this."""
    if flavour == "sync":
        yield lambda step: step()
        return
    with anyio.from_thread.start_blocking_portal(flavour) as portal:
        yield portal.call


class Client:
    """A client of some flavour, driven from a blocking test: what it has on case actions, or on another resource."""

    def __init__(self, client: Any, run: Callable[..., Any], resource: str = "case_actions") -> None:
        self.client = client
        self._run = run
        self._resource = getattr(client, resource)

    def of(self, resource: str) -> "Client":
        return Client(self.client, self._run, resource)

    def list(self, *arguments: Any, **named: Any) -> Any:
        return self.call("list", *arguments, **named)

    def call(self, method: str, *arguments: Any, **named: Any) -> Any:
        """A method of the resource, by its name or the way to it."""
        return self._run(functools.partial(attrgetter(method)(self._resource), *arguments, **named))

    def apply(self, plan: Any, **named: Any) -> None:
        self._run(functools.partial(plan.apply, **named))

    def request(self, *arguments: Any, **named: Any) -> Any:
        return self._run(functools.partial(self.client.request, *arguments, **named))

    def iterate(self, *arguments: Any, **named: Any) -> "Steps":
        return Steps(self._resource.iterate(*arguments, **named), self._run)

    def paginate(self, *arguments: Any, **named: Any) -> "Steps":
        return Steps(self.client.paginate(*arguments, **named), self._run)

    def sibling(self, **options: Any) -> "Client":
        return Client(self.client.with_options(**options), self._run)

    def close(self) -> None:
        self._run(self.client.close)

    def failure(self, call: Callable[[], Any] | None = None, within: float = DEADLINE) -> TinesError:
        """The error that listing, or another call, ends in; in time."""
        with idle_clock() as seconds, pytest.raises(TinesError) as caught:
            self.list(1) if call is None else call()
        assert seconds() <= within + GRACE
        return caught.value


class Steps:
    """An iterator of some flavour, driven from a blocking test."""

    def __init__(self, items: Any, run: Callable[..., Any]) -> None:
        self.items = items
        self._run = run

    def __iter__(self) -> "Steps":
        return self

    def __next__(self) -> Any:
        item = self._run(functools.partial(_next, self.items))
        if item is _END:
            raise StopIteration
        return item

    def rest(self, found: list[Any] | None = None) -> Any:
        """All that is still to come; a list that is given has what came before an error, too."""
        return self._run(functools.partial(_collected, self.items, found=found))

    def take(self, count: int) -> Any:
        """So many items, in a loop that is left by a break."""
        return self._run(functools.partial(_collected, self.items, count))

    def total(self) -> Any:
        return self._run(self.items.total)

    def pages(self) -> "Steps":
        return Steps(self.items.pages(), self._run)


def _next(items: Any) -> Any:
    return anext(items, _END) if hasattr(items, "__anext__") else next(items, _END)


def _collected(items: Any, count: float = math.inf, found: list[Any] | None = None) -> Any:
    found = [] if found is None else found
    if hasattr(items, "__anext__"):
        return _collected_async(items, count, found)
    for item in items:
        found.append(item)
        if len(found) == count:
            break
    return found


async def _collected_async(items: Any, count: float, found: list[Any]) -> list[Any]:
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
        """A client that has plenty of time and tries once, unless a test says otherwise; closed with the test."""
        settings = {"timeout": PLENTY, "retry": RetryPolicy.none()} | options
        client = Client(self.kind(tenant, key, **settings), self.run)
        self._opened.append(client)
        return client

    def open_in(self, fake: FakeTenant, **options: Any) -> Client:
        """A client of a tenant of this process, on whose clock it waits."""
        transport = fake.transport() if self.name == "sync" else fake.async_transport()
        return self.open(fake.origin, fake.api_key, transport=transport, **options)

    def close_all(self) -> None:
        for client in self._opened:
            client.close()
