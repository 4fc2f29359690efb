"""The responses to get, create, update, delete and replace all; suite/test_shape_faults.py changes each property."""

from typing import Any

import httpx
import pytest

import tines_spec
from tines_cases import CaseAction, CaseActionDetail
from tines_cases.errors import UnexpectedStatusError

_DOCUMENT = tines_spec.load()
_ONE = _DOCUMENT["components"]["examples"]["OneAction"]["value"]
_TWO = _DOCUMENT["components"]["examples"]["TwoActions"]["value"]
_NEW = {"url": "", "label": "", "action_type": "page"}
_CALLS: dict[str, tuple[tuple[Any, ...], dict[str, Any], int]] = {
    "get": ((42, 29907), {}, 200),
    "create": ((42,), _NEW, 201),
    "update": ((42, 29907), {}, 200),
}


def _call(opened: Any, method: str, body: Any, status: int | None = None) -> Any:
    arguments, named, success = _CALLS[method]
    with opened(lambda _: httpx.Response(status or success, json=body)) as client:
        return client.call(method, *arguments, **named)


@pytest.mark.parametrize("method", _CALLS)
def test_the_documents_example_is_read_with_every_value(opened: Any, method: str) -> None:
    action = _call(opened, method, {**_ONE, "unknown": 1})
    assert isinstance(action, CaseActionDetail)
    for name, value in _ONE.items():
        read = getattr(action, name)
        assert (f"{read:%Y-%m-%dT%H:%M:%SZ}" if name.endswith("_at") else read) == value


def test_the_response_to_replacing_all_holds_the_actions_as_a_list_does(opened: Any) -> None:
    with opened(lambda _: httpx.Response(200, json=_TWO)) as client:
        batch = client.call("replace_all", 42, [])
    assert batch.case_id == 42
    assert [type(action) for action in batch.actions] == [CaseAction, CaseAction]
    assert [action.id for action in batch.actions] == [29909, 29908]


@pytest.mark.parametrize(("method", "status"), [("create", 200), ("get", 201), ("update", 204), ("get", 302)])
def test_a_status_that_is_not_the_documents_is_an_error(opened: Any, method: str, status: int) -> None:
    with pytest.raises(UnexpectedStatusError):
        _call(opened, method, _ONE, status)


def test_deleting_reads_no_body(opened: Any) -> None:
    with opened(lambda _: httpx.Response(204)) as client:
        assert client.call("delete", 42, 29907) is None
    with opened(lambda _: httpx.Response(200, json={})) as client, pytest.raises(UnexpectedStatusError):
        client.call("delete", 42, 29907)
