"""A response that names another case or action than was asked for is an error, and never a value.

Of each operation this is shown by the tenants of `test_sound_tenants.py` that name another.
"""

from typing import Any

import httpx
import pytest

import tines_spec
from tines_cases.errors import DecodeError

_EXAMPLES = tines_spec.load()["components"]["examples"]
_PAGE, _ONE = (_EXAMPLES[name]["value"] for name in ("DocumentationSample", "OneAction"))


@pytest.mark.parametrize(
    ("method", "ids", "body", "path", "message"),
    [
        ("list", (2,), _PAGE, "$.case_id", "case_id is 1, and 2 was asked for"),
        ("get", (43, 29907), _ONE, "$.case_id", "case_id is 42, and 43 was asked for"),
        ("get", (42, 7), _ONE, "$.id", "id is 29907, and 7 was asked for"),
    ],
)
def test_another_id_is_an_error_that_shows_both(
    opened: Any, method: str, ids: Any, body: Any, path: str, message: str
) -> None:
    with (
        opened(lambda _: httpx.Response(200, json=body)) as client,
        pytest.raises(DecodeError, match=message) as caught,
    ):
        client.call(method, *ids)
    assert (caught.value.status, caught.value.path) == (200, path)


def test_a_page_of_another_case_ends_an_iteration(opened: Any) -> None:
    with opened(lambda _: httpx.Response(200, json=_PAGE)) as client, pytest.raises(DecodeError, match="case_id is 1"):
        next(client.iterate(2))
