"""Clients of a fake tenant, whose every request is judged by the document."""

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from contract_tests.client.requests.writes.values import KEY
from tines_cases import RetryPolicy
from tines_fake import FakeTenant


@pytest.fixture(scope="session")
def writing(opened: Callable[..., Any]) -> Callable[..., Any]:
    """Opens a client of a fake tenant, which notes the requests."""

    @contextmanager
    def open_writing(fake: FakeTenant, requests: list[httpx.Request]) -> Any:
        transport = fake.transport()

        def respond(request: httpx.Request) -> httpx.Response:
            requests.append(request)
            return transport.handle_request(request)

        with opened(respond, retry=RetryPolicy.none()) as client:
            yield client

    return open_writing


@pytest.fixture
def fake() -> FakeTenant:
    """Case 1 holds the action 7, with the text and the parameters that it was made with."""
    fake = FakeTenant(api_key=KEY)
    fake.add_action(1, id=7, label="Old", url="https://old.example", action_text="Go", query_params={"a": 1})
    return fake
