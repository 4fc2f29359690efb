"""What is wrong with a value by its schema: a message for each field, as far as the spec says what must be."""

from collections.abc import Iterator, Mapping
from typing import Any

from tines_spec import resolve

Schema = Mapping[str, Any]
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
    choices = [*schema.get("oneOf", ()), *schema.get("anyOf", ())]
    if choices:
        if not any(not list(problems_of(value, choice, name)) for choice in choices):
            yield f"{name} must be {' or '.join(_type_names(schema))}"
        return
    if not _is_of(value, _type_names(schema)):
        yield f"{name or 'the body'} must be {' or '.join(_type_names(schema))}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{name} must be {' or '.join(map(str, schema['enum']))}"
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from problems_of(entry, schema.get("items", {}), f"{name}[{index}]")
    elif isinstance(value, dict):
        yield from _problems_of_object(value, schema, f"{name}." if name else "")


def _problems_of_object(value: Mapping[str, Any], schema: Schema, prefix: str) -> Iterator[str]:
    yield from (f"{prefix}{key} is missing" for key in schema.get("required", ()) if key not in value)
    for key, prop in schema.get("properties", {}).items():
        if key in value:
            yield from problems_of(value[key], prop, f"{prefix}{key}")
    for part in schema.get("allOf", ()):
        yield from _problems_of_object(value, resolve(part), prefix)


def _is_of(value: object, names: list[str]) -> bool:
    if isinstance(value, bool):
        return not names or "boolean" in names
    return not names or any(isinstance(value, _TYPES[name]) for name in names)


def _type_names(schema: Schema) -> list[str]:
    """The types that a schema allows, in its order; none where it names none."""
    schema = resolve(schema)
    choices = [*schema.get("oneOf", ()), *schema.get("anyOf", ())]
    named = schema.get("type", [])
    own = [named] if isinstance(named, str) else list(named)
    return [*own, *(name for choice in choices for name in _type_names(choice))]
