"""A response that names another case or action than was asked for is an error, and never a value."""

from typing import Any

import httpx
import pytest

import tines_spec
from tines_cases.errors import DecodeError

_EXAMPLES = tines_spec.load()["components"]["examples"]
_PAGE, _ONE, _TWO = (_EXAMPLES[name]["value"] for name in ("DocumentationSample", "OneAction", "TwoActions"))
_NEW = {"url": "", "label": "", "action_type": "page"}
_CALLS: list[tuple[str, tuple[Any, ...], dict[str, Any], int, dict[str, Any]]] = [
    ("list", (1,), {}, 200, _PAGE),
    ("get", (42, 29907), {}, 200, _ONE),
    ("create", (42,), _NEW, 201, _ONE),
    ("update", (42, 29907), {}, 200, _ONE),
    ("replace_all", (42, []), {}, 200, _TWO),
]
_EACH = pytest.mark.parametrize(("method", "ids", "named", "status", "body"), _CALLS, ids=[call[0] for call in _CALLS])


@_EACH
def test_another_case_is_an_error_that_shows_both(
    opened: Any, method: str, ids: Any, named: Any, status: int, body: Any
) -> None:
    asked, *others = ids
    with opened(lambda _: httpx.Response(status, json=body)) as client:
        client.call(method, *ids, **named)
        with pytest.raises(DecodeError, match=f"case_id is {asked}, and {asked + 1} was asked for") as caught:
            client.call(method, asked + 1, *others, **named)
    assert (caught.value.status, caught.value.path) == (status, "$.case_id")


@pytest.mark.parametrize("method", ["get", "update"])
def test_another_action_is_an_error_that_shows_both(opened: Any, method: str) -> None:
    message = "id is 29907, and 7 was asked for"
    with (
        opened(lambda _: httpx.Response(200, json=_ONE)) as client,
        pytest.raises(DecodeError, match=message) as caught,
    ):
        client.call(method, 42, 7)
    assert caught.value.path == "$.id"


def test_a_page_of_another_case_ends_an_iteration(opened: Any) -> None:
    message = "case_id is 1, and 2 was asked for"
    with opened(lambda _: httpx.Response(200, json=_PAGE)) as client, pytest.raises(DecodeError, match=message):
        next(client.iterate(2))
