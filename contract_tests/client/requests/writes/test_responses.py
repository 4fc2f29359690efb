"""The status of the responses to get, create, update and delete."""

from typing import Any

import httpx
import pytest

import tines_spec
from tines_cases.errors import UnexpectedStatusError

_ONE = tines_spec.load()["components"]["examples"]["OneAction"]["value"]
_NEW = {"url": "", "label": "", "action_type": "page"}


@pytest.mark.parametrize(
    ("method", "ids", "named", "status"),
    [
        ("create", (42,), _NEW, 200),
        ("get", (42, 29907), {}, 201),
        ("get", (42, 29907), {}, 302),
        ("update", (42, 29907), {}, 204),
        ("delete", (42, 29907), {}, 200),
    ],
)
def test_a_status_that_is_not_the_documents_is_an_error(
    opened: Any, method: str, ids: Any, named: Any, status: int
) -> None:
    with opened(lambda _: httpx.Response(status, json=_ONE)) as client, pytest.raises(UnexpectedStatusError):
        client.call(method, *ids, **named)
