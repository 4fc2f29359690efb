"""What a request's body says, and what is wrong with it by the document's schema: a message for each field."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from tines_fake.asked import Asked
from tines_fake.exchange import Response
from tines_fake.left_open import objection
from tines_fake.refusals import refusal, refusal_of_several

Body = dict[str, Any]
Enforced = Callable[[list[str]], list[str]]
_TYPES: dict[str, tuple[type, ...]] = {"string": (str,), "object": (dict,), "array": (list,), "null": (type(None),)}


def read_body(asked: Asked, enforced: Enforced) -> Body | Response:
    """The body, or a refusal. `enforced` says which of the problems that are found are any to this tenant."""
    quirks = asked.quirks
    try:
        body = json.loads(asked.request.body.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        return refusal(quirks.bad_json, "The body is no JSON", quirks.error_body)
    assert asked.route.body is not None
    problems = enforced(list(_problems(body, asked.route.body, "")))
    if problems or not isinstance(body, dict):
        return refusal_of_several(quirks.bad_fields, problems or ["the body must be an object"], quirks.error_body)
    return body if (refused := objection(asked, body)) is None else refused


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _problems(value: Any, schema: dict[str, Any], name: str) -> Iterator[str]:
    if "oneOf" in schema:
        if not any(not list(_problems(value, choice, name)) for choice in schema["oneOf"]):
            yield f"{name} must be {' or '.join(choice['type'] for choice in schema['oneOf'])}"
        return
    kind: Any = _TYPES[schema["type"]]
    if not isinstance(value, kind):
        yield f"{name or 'the body'} must be {schema['type']}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{name} must be {' or '.join(schema['enum'])}"
    elif schema["type"] == "array":
        for index, entry in enumerate(value):
            yield from _problems(entry, schema["items"], f"{name}[{index}]")
    elif schema["type"] == "object":
        yield from _problems_of_object(value, schema, f"{name}." if name else "")


def _problems_of_object(value: dict[str, Any], schema: dict[str, Any], prefix: str) -> Iterator[str]:
    yield from (f"{prefix}{key} is missing" for key in schema.get("required", ()) if key not in value)
    for key, prop in schema.get("properties", {}).items():
        if key in value:
            yield from _problems(value[key], prop, f"{prefix}{key}")
