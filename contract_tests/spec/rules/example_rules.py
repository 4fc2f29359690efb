"""What the document shows, it allows.

The judge is the library `jsonschema`, formats included: neither the SDK's decoder nor what the fake answers by.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from contract_tests.spec.rules.places import SCHEMAS, Place, below, looked_up, of_kind, places

_URI = "urn:document"
_NAMED = "#/components/examples/"
_SHOWING = ("parameter", "header", "media type")


def examples_are_allowed_by_their_schemas(document: dict[str, Any]) -> Iterator[str]:
    """Examples of parameters, headers, media types and schemas, defaults, and named examples, which must be in use."""
    registry: Registry[Any] = Registry().with_resource(_URI, Resource.from_contents(document, DRAFT202012))
    for place in of_kind(document, *_SHOWING, *SCHEMAS):
        if not isinstance(place.value, dict):
            continue
        schema = {"$ref": f"{_URI}#{quote(_schema_pointer(place))}"}
        validator = Draft202012Validator(schema, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)
        for pointer, value in _shown(document, place):
            yield from _judged(validator, pointer, value)
    yield from _unused(document)


def _schema_pointer(place: Place) -> str:
    return place.pointer if place.kind in SCHEMAS else below(place.pointer, "schema")


def _shown(document: dict[str, Any], place: Place) -> Iterator[tuple[str, Any]]:
    for key in ("example", "default"):
        if key in place.value:
            yield below(place.pointer, key), place.value[key]
    examples = place.value.get("examples", {})
    if isinstance(examples, list):
        yield from ((below(place.pointer, "examples", str(index)), value) for index, value in enumerate(examples))
        return
    for name, example in examples.items():
        named = looked_up(document, example)
        if "value" in named:
            yield below(place.pointer, "examples", name), named["value"]


def _judged(validator: Any, pointer: str, value: Any) -> Iterator[str]:
    try:
        error = next(validator.iter_errors(value), None)
    except Unresolvable as unknown:
        yield f"{pointer}: its schema holds {unknown.ref}, which is nowhere"
        return
    if error is not None:
        yield f"{pointer}: refused by its schema: {error.json_path}: {error.message[:100]}"


def _unused(document: dict[str, Any]) -> Iterator[str]:
    used = {
        example.get("$ref")
        for place in places(document)
        if place.kind in _SHOWING and isinstance(place.value.get("examples"), dict)
        for example in place.value["examples"].values()
    }
    named = document.get("components", {}).get("examples", {})
    for reference in (f"{_NAMED}{name}" for name in named):
        if reference not in used:
            yield f"{reference.removeprefix('#')}: nothing uses it, so nothing can judge it"
