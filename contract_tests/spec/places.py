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


_OPERATION = {"requestBody": "request body", "parameters/*": "parameter", "responses/*": "response"}
_SCHEMA = {
    **dict.fromkeys(("items", "additionalProperties", "not"), "part"),
    **dict.fromkeys(("oneOf/*", "anyOf/*", "allOf/*", "prefixItems/*"), "part"),
    "properties/*": "property",
}
_INSIDE = {
    "document": {"components": "components", "paths/*": "path item", "webhooks/*": "webhook"},
    "components": {
        "schemas/*": "schema",
        "parameters/*": "parameter",
        "responses/*": "response",
        "headers/*": "header",
        "requestBodies/*": "request body",
        "securitySchemes/*": "security scheme",
    },
    "path item": {"parameters/*": "parameter", **dict.fromkeys(METHODS, "operation")},
    "operation": _OPERATION,
    "webhook": dict.fromkeys(METHODS, "webhook operation"),
    "webhook operation": _OPERATION,
    "parameter": {"schema": "part", "content/*": "media type"},
    "header": {"schema": "part"},
    "response": {"headers/*": "header", "content/*": "media type"},
    "request body": {"content/*": "media type"},
    "media type": {"schema": "part"},
    **dict.fromkeys(("schema", "property", "part"), _SCHEMA),
}
"""What stands in what: a key, and the kind that it holds; after `/*`, of which it holds several."""
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
    for key, kind in _INSIDE.get(place.kind, {}).items():
        name = key.removesuffix("/*")
        if name not in place.value:
            continue
        inner, pointer = place.value[name], below(place.pointer, name)
        if name == key:
            yield from _within(Place(kind, pointer, inner))
            continue
        for step, value in inner.items() if isinstance(inner, dict) else enumerate(inner):
            yield from _within(Place(kind, below(pointer, str(step)), value))


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
