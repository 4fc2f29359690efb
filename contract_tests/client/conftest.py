"""The clients of every flavour, so that a test is written once and holds for all of them."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from contract_tests.client_adapters import FLAVOURS, Flavour, running
from tines_cases import RetryPolicy

TENANT = "acme.example"
MOST_REQUESTS = 60

blocking = pytest.mark.parametrize("opened", ["sync"], indirect=True)
"""For what the drivers have no part in: tests of the others show that they do the same steps."""


def _limited(handler: Callable[[httpx.Request], httpx.Response]) -> Callable[[httpx.Request], httpx.Response]:
    """The handler, as long as a walk may last: one that never ends must fail, and not hang."""
    left = itertools.count(MOST_REQUESTS, -1)

    def respond(request: httpx.Request) -> httpx.Response:
        assert next(left), "the client goes on asking"
        return handler(request)

    return respond


@pytest.fixture(scope="session", params=FLAVOURS)
def opened(request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Opens a client of a function that responds to requests."""
    with running(request.param) as run:
        flavour = Flavour(request.param, run)

        @contextmanager
        def open_client(handler: Callable[[httpx.Request], httpx.Response], retry: RetryPolicy | None = None) -> Any:
            transport = httpx.MockTransport(_limited(handler))
            client = flavour.open(TENANT, timeout=30.0, transport=transport, retry=retry or RetryPolicy.none())
            try:
                yield client
            finally:
                client.close()

        yield open_client
