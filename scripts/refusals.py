"""What a spec may not hold, because it would be lost or fail in silence: the first thing that generation asks."""

import re
from collections.abc import Iterator
from typing import Any

from contract_document import is_field_name
from schemas import reachable, references

_DATA = ("example", "examples", "default", "x-evidence", "x-promises", "x-promise-templates", "x-open")
_PLACES = {
    "x-secret": (re.compile("#/components/schemas/[^/]+/properties/[^/]+"), "a property of a named schema"),
    "x-extensible-enum": (re.compile("#/components/schemas/[^/]+"), "a named schema"),
}


def unusable(document: dict[str, Any]) -> Iterator[str]:
    """One line for each thing that cannot be generated from."""
    for place, value in _objects(document, "#"):
        yield from _unusable_here(place, value)
    schemas = document["components"]["schemas"]
    for name, schema in schemas.items():
        if name in reachable(schemas, references(schema)):
            yield f"#/components/schemas/{name}: it holds itself, which no class can: leave the inner one open"


def _unusable_here(place: str, value: dict[str, Any]) -> Iterator[str]:
    if "allOf" in value:
        yield f"{place}: allOf would lose masks: write its properties out"
    for key, (allowed, where) in _PLACES.items():
        if key in value and not allowed.fullmatch(place):
            yield f"{place}: {key} is lost here; it is read on {where}"
    if place.endswith("/properties"):
        unnamed = [name for name in value if not is_field_name(name)]
        yield from (f"{place}/{name}: no Python name; msgspec would read its default" for name in unnamed)


def _objects(value: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the spec but its data, each with where it stands."""
    entries: Any = enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, dict):
        yield place, value
        names = place.endswith("/properties")
        entries = ((key, entry) for key, entry in value.items() if names or key not in _DATA)
    for key, entry in entries:
        yield from _objects(entry, f"{place}/{key}")
