"""The clients behind one interface, so that a test is written once and holds for all of them.

`opened` gives, in turn, the blocking client, and the async one under asyncio and under trio. Each step of the async one
is run to its end, so that a test reads, compares and catches errors as if it blocked.
"""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import trio

import tines_spec
from tines_cases import AsyncTinesClient, RetryPolicy, TinesClient

TENANT = "acme.tines.com"
KEY = "the-key"
MOST_REQUESTS = 60
_END = object()


class _Blocking:
    """The blocking client as it is."""

    def __init__(self, tenant: str, settings: dict[str, Any]) -> None:
        self._client = TinesClient(tenant, KEY, **settings)
        self.list = self._client.case_actions.list
        self.iterate = self._client.case_actions.iterate
        self.request = self._client.request
        self.close = self._client.close

    def call(self, method: str, *arguments: Any, **named: Any) -> Any:
        """A method of `case_actions`, by its name."""
        return getattr(self._client.case_actions, method)(*arguments, **named)


class _Awaited:
    """The async client, each of whose steps is run to its end."""

    def __init__(self, run: Callable[..., Any], tenant: str, settings: dict[str, Any]) -> None:
        self._run = run
        self._client = AsyncTinesClient(tenant, KEY, **settings)

    def list(self, *arguments: Any, **named: Any) -> Any:
        return self._run(self._client.case_actions.list, *arguments, **named)

    def request(self, *arguments: Any, **named: Any) -> Any:
        return self._run(self._client.request, *arguments, **named)

    def call(self, method: str, *arguments: Any, **named: Any) -> Any:
        """A method of `case_actions`, by its name."""
        return self._run(getattr(self._client.case_actions, method), *arguments, **named)

    def iterate(self, case_id: Any) -> "_Steps":
        return _Steps(self._run, self._client.case_actions.iterate(case_id))

    def close(self) -> None:
        self._run(self._client.close)


class _Steps:
    """An async iterator, whose steps are run one by one."""

    def __init__(self, run: Callable[..., Any], awaited: Any) -> None:
        self._run = run
        self._awaited = awaited

    def __iter__(self) -> "_Steps":
        return self

    def __next__(self) -> Any:
        async def step() -> Any:
            return await anext(self._awaited, _END)

        item = self._run(step)
        if item is _END:
            raise StopIteration
        return item

    def total(self) -> int:
        total: int = self._run(self._awaited.total)
        return total

    def pages(self) -> "_Steps":
        return _Steps(self._run, self._awaited.pages())


def _run_in_trio(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    async def call() -> Any:
        return await function(*arguments, **named)

    return trio.run(call)


@contextmanager
def _client(kind: str, tenant: str, settings: dict[str, Any]) -> Iterator[Any]:
    if kind == "blocking":
        yield _Blocking(tenant, settings)
    elif kind == "trio":
        yield _Awaited(_run_in_trio, tenant, settings)
    else:
        with asyncio.Runner() as runner:

            def run(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
                return runner.run(function(*arguments, **named))

            yield _Awaited(run, tenant, settings)


def _limited(handler: Callable[[httpx.Request], httpx.Response]) -> Callable[[httpx.Request], httpx.Response]:
    """The handler, as long as a walk may last: one that never ends must fail, and not hang."""
    left = itertools.count(MOST_REQUESTS, -1)

    def answer(request: httpx.Request) -> httpx.Response:
        assert next(left), "the client goes on asking"
        return handler(request)

    return answer


@pytest.fixture(scope="session", params=["blocking", "asyncio", "trio"])
def opened(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Opens a client: of a function that answers requests, or of a tenant's origin, over sockets."""

    @contextmanager
    def open_client(
        handler: Callable[[httpx.Request], httpx.Response] | None = None,
        tenant: str = TENANT,
        retry: RetryPolicy | None = None,
    ) -> Any:
        transport = None if handler is None else httpx.MockTransport(_limited(handler))
        settings = {"transport": transport, "retry": retry or RetryPolicy.none()}
        with _client(request.param, tenant, settings) as client:
            try:
                yield client
            finally:
                client.close()

    return open_client


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    """The document, as data."""
    return tines_spec.load()
