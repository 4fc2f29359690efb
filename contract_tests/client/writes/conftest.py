"""Clients of a fake tenant, and what is written there."""

from collections.abc import Callable
from typing import Any

import pytest

from contract_tests.client_adapters import KEY
from tines_fake import FakeTenant

NEW: dict[str, Any] = {"url": "https://hooks.example/webhook/path/s3cret", "label": "New", "action_type": "webhook"}


def tenant(*actions: dict[str, Any], **options: Any) -> FakeTenant:
    """A tenant whose case 1 holds these actions."""
    fake = FakeTenant(api_key=KEY, **options)
    fake.add_case(1)
    for action in actions:
        fake.add_action(1, **action)
    return fake


@pytest.fixture(scope="session")
def writing(opened: Callable[..., Any]) -> Callable[[FakeTenant], Any]:
    """Opens a client of a fake tenant."""
    return lambda fake: opened(fake.transport().handle_request)


@pytest.fixture
def fake() -> FakeTenant:
    """Case 1 holds the action 7, with the text and the parameters that it was made with."""
    old = {"label": "Old", "url": "https://old.example", "action_text": "Go", "query_params": {"a": 1}}
    return tenant({"id": 7, **old})
