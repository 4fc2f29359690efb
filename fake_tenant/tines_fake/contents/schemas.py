"""What a schema of the spec allows, as far as the fake looks at it: its types, values, and what is wrong with one.

The values are preferably those that it gives as examples.
"""

import datetime
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from tines_spec import resolve, types_of

Schema = Mapping[str, Any]


def choices_of(schema: Schema) -> list[Schema]:
    """The schemas of which a value must match one; none where there is no choice."""
    return [*schema.get("oneOf", ()), *schema.get("anyOf", ())]


_LISTED_IN = ("examples", "enum", "x-extensible-enum")
_GIVEN_IN = ("example", "const", "default")
_OF_FORMAT: Mapping[str, str] = {
    "date-time": "2023-10-31T15:42:00Z",
    "date": "2023-10-31",
    "email": "analyst@example.com",
    "uri": "https://example.com",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def example_of(schema: Schema) -> Any:
    """One value."""
    return examples_of(schema)[0]


def examples_of(schema: Schema) -> tuple[Any, ...]:
    """All values that are at hand, at least one."""
    return tuple(_examples(schema)) or (None,)


def _examples(schema: Schema) -> Iterator[Any]:
    schema = resolve(schema)
    listed = next((schema[name] for name in _LISTED_IN if schema.get(name)), None)
    given = [schema[name] for name in _GIVEN_IN if name in schema]
    if listed is not None:
        yield from listed
    elif given:
        yield given[0]
    elif choices := choices_of(schema):
        for choice in choices:
            yield from _examples(choice)
    else:
        named = types_of(schema) or ("object" if "properties" in schema else "null",)
        yield from (_of_type(name, schema) for name in named)


def _of_type(name: str, schema: Schema) -> Any:
    if name == "object":
        return {prop: next(_examples(inner), None) for prop, inner in schema.get("properties", {}).items()}
    if name == "array":
        return [next(_examples(schema.get("items", {})), None) for _ in range(schema.get("minItems", 0))]
    if name == "string":
        text = _OF_FORMAT.get(schema.get("format", ""), "text").ljust(schema.get("minLength", 0), "x")
        return text[: schema.get("maxLength")]
    if name in ("integer", "number"):
        return schema.get("minimum", min(1, schema.get("maximum", 1)))
    return name == "boolean" or None


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
        if schema.get("format") == "date-time" and moment_in(value) is None:
            yield f"a moment with an offset, such as {_OF_FORMAT['date-time']}"
        return
    if value < schema.get("minimum", value):
        yield f"{schema['minimum']} or more"
    if value > schema.get("maximum", value):
        yield f"{schema['maximum']} or less"


def moment_in(text: str) -> datetime.datetime | None:
    """The moment that a text is; None where it is none, or does not say in which time zone."""
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if found.utcoffset() is None else found.astimezone(datetime.UTC)


def _problems_of_object(value: Mapping[str, Any], schema: Schema, prefix: str) -> Iterator[str]:
    yield from (f"{prefix}{key} is missing" for key in schema.get("required", ()) if key not in value)
    for key, prop in schema.get("properties", {}).items():
        if key in value:
            yield from problems_of(value[key], prop, f"{prefix}{key}")


def _is_of(value: object, names: Collection[str]) -> bool:
    if isinstance(value, bool):
        return not names or "boolean" in names
    return not names or any(isinstance(value, _TYPES[name]) for name in names)
