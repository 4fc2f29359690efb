"""For any body that the document allows, the client gives the same values.

Bodies come from two sources: schemathesis, which reads the schema by itself, and a strategy written here, bolder where
the schema is open (fields and action types that nobody knows, fractions, offsets, text of any script, empty URLs).
Integers written as `1.0` are allowed by the schema, too: what comes of them is decided in `test_decided_outcomes.py`.
"""

import functools
import json
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

import tines_spec
from contract_tests.client.allowed_json import allowed

_DOCUMENT = tines_spec.load()
_SCHEMAS = _DOCUMENT["components"]["schemas"]
_SETTINGS = settings(
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def _generated() -> st.SearchStrategy[Any]:
    """Bodies by schemathesis: a response's schema is made a request's, since it generates only requests."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/CaseActionPage"}}}
    responses = {"204": {"description": "Taken."}}
    operation = {"requestBody": {"required": True, "content": content}, "responses": responses}
    # Texts of our own source would be harvested as values, and change the test with every edit.
    config = {"analysis": {"constants": {"enabled": False}}, "generation": {"database": "none"}}
    # What the server owns it would leave out of a request.
    components = json.loads(json.dumps(_DOCUMENT["components"]).replace('"readOnly"', '"x-owned"'))
    document = {**_DOCUMENT, "paths": {"/x": {"post": operation}}, "components": components}
    schema = schemathesis.openapi.from_dict(document, config=schemathesis.Config.from_dict(config))
    cases = schema["/x"]["POST"].as_strategy(generation_mode=GenerationMode.POSITIVE)
    return cases.map(lambda case: _whole(case.body, {"$ref": "#/components/schemas/CaseActionPage"}))


def _whole(value: Any, schema: dict[str, Any]) -> Any:
    """The value, with integers as JSON writers write them."""
    if "$ref" in schema:
        return _whole(value, _SCHEMAS[schema["$ref"].rpartition("/")[2]])
    if "properties" in schema:
        return {name: _whole(part, schema["properties"].get(name, {})) for name, part in value.items()}
    if "items" in schema:
        return [_whole(part, schema["items"]) for part in value]
    return int(value) if isinstance(value, float) and "integer" in schema.get("type", ()) else value


def _examples(strategy: st.SearchStrategy[Any], count: int) -> tuple[Any, ...]:
    found: list[Any] = []

    @settings(_SETTINGS, max_examples=count)
    @given(body=strategy)
    def keep(body: Any) -> None:
        found.append(body)

    keep()
    return tuple(found)


@functools.cache
def _by_schemathesis() -> tuple[Any, ...]:
    """The same for all clients: to make them up costs far more than to read them."""
    return _examples(_generated(), 20)


@functools.cache
def _by_our_own_strategy() -> tuple[Any, ...]:
    return _examples(allowed(_SCHEMAS["CaseActionPage"]), 60)


def test_a_body_that_schemathesis_generates_is_read_with_every_value(read: Any, oracle: Any) -> None:
    for body in _by_schemathesis():
        assert oracle.allows(body)
        assert oracle.differences(read(body, body["case_id"]), body) == []


@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_body_with_all_that_the_document_leaves_open_is_read_with_every_value(
    read: Any, oracle: Any, ascii_only: bool
) -> None:
    for body in _by_our_own_strategy():
        assert oracle.allows(body)
        text = json.dumps(body, ensure_ascii=ascii_only)
        assert oracle.differences(read(text, body["case_id"]), body) == []


_OPEN: dict[str, Callable[[Any, Any], Any]] = {
    "an empty url": lambda action, meta: action["url"] == "",
    "a label outside ASCII": lambda action, meta: not action["label"].isascii(),
    "a listed action type": lambda action, meta: action["action_type"] == "page",
    "an unlisted action type": lambda action, meta: action["action_type"] not in ("page", "webhook"),
    "a fraction of a second": lambda action, meta: "." in action["created_at"],
    "an offset": lambda action, meta: action["created_at"][-6] in "+-",
    "query parameters": lambda action, meta: action.get("query_params"),
    "query_params null": lambda action, meta: action.get("query_params", 0) is None,
    "no query_params": lambda action, meta: "query_params" not in action,
    "no page_emoji": lambda action, meta: "page_emoji" not in action,
    "an unknown field of an action": lambda action, meta: action.keys() - _SCHEMAS["CaseAction"]["properties"],
    "an unknown field of meta": lambda action, meta: meta.keys() - _SCHEMAS["PageMeta"]["properties"],
    "no next_page_number": lambda action, meta: "next_page_number" not in meta,
}


def test_the_bodies_hold_what_the_document_leaves_open() -> None:
    """Else the test above could be green by absence."""
    held: set[str] = set()
    for body in _by_our_own_strategy():
        for action in body["actions"]:
            held.update(name for name, holds in _OPEN.items() if holds(action, body["meta"]))
    assert held == _OPEN.keys()
