"""Every place of an OpenAPI document, each with its kind and its JSON pointer.

The table says which keys of which kind lead to which kind; data (examples, defaults, extensions) is not walked into,
so that a rule never takes a value for a schema.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tines_spec import METHODS, DocumentError, referred


class Place(NamedTuple):
    """One object of the document."""

    kind: str
    pointer: str
    value: Any


_ONE = {
    "document": {"components": "components"},
    "path item": dict.fromkeys(METHODS, "operation"),
    "operation": {"requestBody": "request body"},
    "webhook": dict.fromkeys(METHODS, "webhook operation"),
    "webhook operation": {"requestBody": "request body"},
    "parameter": {"schema": "part"},
    "header": {"schema": "part"},
    "media type": {"schema": "part"},
    "schema": {"items": "part", "additionalProperties": "part", "not": "part"},
}
_EACH = {
    "document": {"paths": "path item", "webhooks": "webhook"},
    "components": {
        "schemas": "schema",
        "parameters": "parameter",
        "responses": "response",
        "headers": "header",
        "requestBodies": "request body",
        "securitySchemes": "security scheme",
    },
    "path item": {"parameters": "parameter"},
    "operation": {"parameters": "parameter", "responses": "response"},
    "webhook operation": {"parameters": "parameter", "responses": "response"},
    "parameter": {"content": "media type"},
    "response": {"headers": "header", "content": "media type"},
    "request body": {"content": "media type"},
    "schema": {"properties": "property", "oneOf": "part", "anyOf": "part", "allOf": "part", "prefixItems": "part"},
}
SCHEMAS = ("schema", "property", "part")


def places(document: dict[str, Any]) -> Iterator[Place]:
    """All places, each before those inside it; a `$ref` is a place, and what it points at is walked where it stands."""
    yield from _within(Place("document", "", document))


def of_kind(document: dict[str, Any], *kinds: str) -> Iterator[Place]:
    """The places of some kinds, those that are only a `$ref` left out."""
    for place in places(document):
        if place.kind in kinds and not (isinstance(place.value, dict) and "$ref" in place.value):
            yield place


def _within(place: Place) -> Iterator[Place]:
    yield place
    if not isinstance(place.value, dict):
        return
    row = "schema" if place.kind in SCHEMAS else place.kind
    for key, kind in _ONE.get(row, {}).items():
        if key in place.value:
            yield from _within(Place(kind, below(place.pointer, key), place.value[key]))
    for key, kind in _EACH.get(row, {}).items():
        for step, value in _entries(place.value.get(key)):
            yield from _within(Place(kind, below(place.pointer, key, step), value))


def _entries(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from ((str(key), entry) for key, entry in value.items())
    elif isinstance(value, list):
        yield from ((str(index), entry) for index, entry in enumerate(value))


def below(pointer: str, *steps: str) -> str:
    """The pointer of something inside."""
    return "".join([pointer, *(f"/{step.replace('~', '~0').replace('/', '~1')}" for step in steps)])


def looked_up(document: dict[str, Any], value: Any) -> dict[str, Any]:
    """What a `$ref` into this document stands for, anything else as it is; {} for what is nowhere, or no object."""
    try:
        found = referred(document, value)
    except DocumentError:
        return {}
    return found if isinstance(found, dict) else {}
