"""Bodies as a tenant may send them, and what the client reads of them."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest


@pytest.fixture(scope="session")
def read(opened: Callable[..., Any]) -> Callable[..., Any]:
    """What the client reads of a body for case 1: JSON as data, or text or bytes as they are."""

    def read_body(body: Any) -> Any:
        content = body if isinstance(body, str | bytes) else json.dumps(body, allow_nan=False)
        with opened(lambda request: httpx.Response(200, content=content)) as client:
            return client.list(1)

    return read_body


@pytest.fixture
def sample(document: dict[str, Any]) -> Any:
    """The documentation's sample, to be changed by a test."""
    return json.loads(json.dumps(document["components"]["examples"]["DocumentationSample"]["value"]))
