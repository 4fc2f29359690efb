"""The responses to get, create, update, delete and replace all: each property, missing, null, or of another type."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import tines_spec
from tines_cases import CaseAction, CaseActionDetail
from tines_cases.errors import DecodeError, UnexpectedStatusError

_DOCUMENT = tines_spec.load()
_SCHEMAS = _DOCUMENT["components"]["schemas"]
_ONE = _DOCUMENT["components"]["examples"]["OneAction"]["value"]
_TWO = _DOCUMENT["components"]["examples"]["TwoActions"]["value"]
_NEW = {"url": "", "label": "", "action_type": "page"}
_CALLS: dict[str, tuple[tuple[Any, ...], dict[str, Any], int]] = {
    "get": ((42, 29907), {}, 200),
    "create": ((42,), _NEW, 201),
    "update": ((42, 29907), {}, 200),
}
_WRONG = {"string": 7, "integer": "7", "object": [], "array": {}}


def _types(schema: dict[str, Any]) -> Iterator[str]:
    if "$ref" in schema:
        yield from _types(_SCHEMAS[schema["$ref"].rpartition("/")[2]])
        return
    for choice in schema.get("oneOf", ()):
        yield from _types(choice)
    kinds = schema.get("type", [])
    yield from [kinds] if isinstance(kinds, str) else kinds


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


@pytest.mark.parametrize("method", _CALLS)
@pytest.mark.parametrize("name", _SCHEMAS["CaseActionDetail"]["properties"])
def test_a_promised_property_is_promised_wherever_an_action_comes(opened: Any, method: str, name: str) -> None:
    types = set(_types(_SCHEMAS["CaseActionDetail"]["properties"][name]))
    missing = {key: value for key, value in _ONE.items() if key != name}
    if name in _SCHEMAS["CaseActionDetail"]["required"]:
        with pytest.raises(DecodeError, match=f"`{name}`"):
            _call(opened, method, missing)
    else:
        assert getattr(_call(opened, method, missing), name) is None
    if "null" in types:
        assert getattr(_call(opened, method, {**_ONE, name: None}), name) is None
    wrong = _WRONG[next(kind for kind in types if kind != "null")]
    with pytest.raises(DecodeError) as caught:
        _call(opened, method, {**_ONE, name: wrong})
    assert caught.value.path == f"$.{name}"


def test_the_response_to_replacing_all_holds_the_actions_as_a_list_does(opened: Any) -> None:
    with opened(lambda _: httpx.Response(200, json=_TWO)) as client:
        batch = client.call("replace_all", 42, [])
    assert batch.case_id == 42
    assert [type(action) for action in batch.actions] == [CaseAction, CaseAction]
    assert [action.id for action in batch.actions] == [29909, 29908]


@pytest.mark.parametrize("gone", ["case_id", "actions"])
def test_a_response_to_replacing_all_that_lacks_something_is_an_error(opened: Any, gone: str) -> None:
    body = {key: value for key, value in _TWO.items() if key != gone}
    with opened(lambda _: httpx.Response(200, json=body)) as client, pytest.raises(DecodeError, match=f"`{gone}`"):
        client.call("replace_all", 42, [])


@pytest.mark.parametrize(("method", "status"), [("create", 200), ("get", 201), ("update", 204), ("get", 302)])
def test_a_status_that_is_not_the_documents_is_an_error(opened: Any, method: str, status: int) -> None:
    with pytest.raises(UnexpectedStatusError):
        _call(opened, method, _ONE, status)


def test_deleting_reads_no_body(opened: Any) -> None:
    with opened(lambda _: httpx.Response(204)) as client:
        assert client.call("delete", 42, 29907) is None
    with opened(lambda _: httpx.Response(200, json={})) as client, pytest.raises(UnexpectedStatusError):
        client.call("delete", 42, 29907)
