"""Every property of the response, as the document names them: what comes of it missing, null, or of another type."""

import json
import re
from typing import Any

import pytest

import tines_spec
from tines_cases.errors import DecodeError

_SCHEMAS = tines_spec.load()["components"]["schemas"]
_PLACES = {"CaseActionPage": (), "CaseAction": ("actions", 1), "PageMeta": ("meta",)}
_WRONG = {"string": 7, "integer": "7", "array": {}, "object": []}
_META = {"count": 2, "current_page": None, "next_page": None, "pages": 1, "per_page": 20, "previous_page": None}
_OTHER = {
    "actions": [],
    "created_at": "2023-10-31T15:42:00.000001Z",
    "updated_at": "2023-10-31T16:42:00+00:01",
    "query_params": {},
    "meta": _META,
}


def _resolved(schema: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in schema:
        return _resolved(_SCHEMAS[schema["$ref"].rpartition("/")[2]])
    return [found for choice in schema["oneOf"] for found in _resolved(choice)] if "oneOf" in schema else [schema]


def _types(schema: dict[str, Any]) -> set[str]:
    kinds = [found["type"] for found in _resolved(schema)]
    return {kind for entry in kinds for kind in ([entry] if isinstance(entry, str) else entry)}


_EACH = pytest.mark.parametrize(
    ("owner", "name", "prop"),
    [
        pytest.param(owner, name, prop, id=f"{owner}.{name}")
        for owner in _PLACES
        for name, prop in _SCHEMAS[owner]["properties"].items()
    ],
)


def _object_in(body: Any, owner: str) -> Any:
    for step in _PLACES[owner]:
        body = body[step]
    return body


def _value_in(page: Any, owner: str, name: str) -> Any:
    for step in _PLACES[owner]:
        page = page[step] if isinstance(step, int) else getattr(page, step)
    return getattr(page, name)


def _path(owner: str) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in _PLACES[owner])


@_EACH
def test_a_missing_property_is_none_where_it_is_optional_and_else_named(
    read: Any, sample: Any, owner: str, name: str, prop: Any
) -> None:
    _object_in(sample, owner).pop(name, None)
    if name not in _SCHEMAS[owner]["required"]:
        assert _value_in(read(sample), owner, name) is None
        return
    with pytest.raises(DecodeError, match=f"`{name}`") as caught:
        read(sample)
    assert caught.value.path == _path(owner)


@_EACH
def test_null_is_none_where_it_is_allowed_and_else_refused_at_its_place(
    read: Any, sample: Any, owner: str, name: str, prop: Any
) -> None:
    _object_in(sample, owner)[name] = None
    if "null" in _types(prop):
        assert _value_in(read(sample), owner, name) is None
        return
    with pytest.raises(DecodeError, match="null") as caught:
        read(sample)
    assert caught.value.path == f"{_path(owner)}.{name}"


@_EACH
def test_another_type_is_refused_at_its_place_and_shown_where_it_is_no_secret(
    read: Any, sample: Any, owner: str, name: str, prop: Any
) -> None:
    (kind,) = _types(prop) - {"null"}
    _object_in(sample, owner)[name] = _WRONG[kind]
    with pytest.raises(DecodeError, match="Expected") as caught:
        read(sample)
    assert caught.value.path == f"{_path(owner)}.{name}"
    shown = not prop.get("x-secret") and kind in ("string", "integer")
    assert (f"where {json.dumps(_WRONG[kind])} came" in str(caught.value)) == shown


@_EACH
def test_a_property_that_differs_from_its_body_is_seen(
    read: Any, oracle: Any, sample: Any, owner: str, name: str, prop: Any
) -> None:
    """The oracle of the other tests can accuse, of every property."""
    page = read(sample)
    assert oracle.differences(page, sample) == []
    _object_in(sample, owner)[name] = _OTHER.get(name, 7 if "integer" in _types(prop) else "other")
    (line,) = oracle.differences(page, sample)
    assert line.startswith(f"{_path(owner)}.{name}")


def test_every_schema_of_the_response_is_looked_at() -> None:
    waiting, described = ["CaseActionPage"], set()
    while waiting:
        name = waiting.pop()
        if "properties" in _SCHEMAS[name] and name not in described:
            described.add(name)
            waiting += re.findall(r"'#/components/schemas/(\w+)'", str(_SCHEMAS[name]))
    assert described == _PLACES.keys()
