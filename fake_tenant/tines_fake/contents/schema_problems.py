"""What is wrong with a value by its schema: a message for each field, as far as the spec says what must be."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from tines_fake.contents.schema_types import Schema, choices_of, types_of
from tines_spec import resolve

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "object": (dict,),
    "array": (list,),
    "null": (type(None),),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}


def problems_of(value: object, schema: Schema, name: str = "") -> Iterator[str]:
    """The problems of a value; `name` says where it stands."""
    schema = resolve(schema)
    if choices := choices_of(schema):
        if not any(not list(problems_of(value, choice, name)) for choice in choices):
            yield f"{name} must be {' or '.join(types_of(schema))}"
        return
    if not _is_of(value, types_of(schema)):
        yield f"{name or 'the body'} must be {' or '.join(types_of(schema))}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{name} must be {' or '.join(map(str, schema['enum']))}"
    else:
        yield from _problems_inside(value, schema, name)


def _problems_inside(value: object, schema: Schema, name: str) -> Iterator[str]:
    if isinstance(value, list):
        if len(value) > schema.get("maxItems", len(value)):
            yield f"{name} must be {schema['maxItems']} at most"
        for index, entry in enumerate(value):
            yield from problems_of(entry, schema.get("items", {}), f"{name}[{index}]")
    elif isinstance(value, dict):
        yield from _problems_of_object(value, schema, f"{name}." if name else "")
    elif isinstance(value, (str, int, float)):
        yield from (f"{name} must be {bound}" for bound in _bounds_broken_by(value, schema))


def _bounds_broken_by(value: str | float, schema: Schema) -> Iterator[str]:
    """What a text or a number must be, and is not."""
    if isinstance(value, str):
        if re.search(schema.get("pattern", ""), value) is None:
            yield f"like {schema['pattern']}"
        return
    if value < schema.get("minimum", value):
        yield f"{schema['minimum']} or more"
    if value > schema.get("maximum", value):
        yield f"{schema['maximum']} or less"


def _problems_of_object(value: Mapping[str, Any], schema: Schema, prefix: str) -> Iterator[str]:
    yield from (f"{prefix}{key} is missing" for key in schema.get("required", ()) if key not in value)
    for key, prop in schema.get("properties", {}).items():
        if key in value:
            yield from problems_of(value[key], prop, f"{prefix}{key}")
    for part in schema.get("allOf", ()):
        yield from _problems_of_object(value, resolve(part), prefix)


def _is_of(value: object, names: Collection[str]) -> bool:
    if isinstance(value, bool):
        return not names or "boolean" in names
    return not names or any(isinstance(value, _TYPES[name]) for name in names)
