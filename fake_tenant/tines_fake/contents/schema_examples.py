"""Values that a schema allows, preferably those that it gives as examples."""

from collections.abc import Iterator, Mapping
from typing import Any

from tines_fake.contents.schema_types import Schema, choices_of
from tines_spec import resolve

_DEEPEST = 8
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
    return tuple(_examples(schema, _DEEPEST)) or (None,)


def _examples(schema: Schema, depth: int) -> Iterator[Any]:
    schema = resolve(schema)
    listed = next((schema[name] for name in _LISTED_IN if schema.get(name)), None)
    given = [schema[name] for name in _GIVEN_IN if name in schema]
    if listed is not None:
        yield from listed
    elif given:
        yield given[0]
    elif choices := choices_of(schema):
        for choice in choices:
            yield from _examples(choice, depth)
    else:
        yield from (_of_type(name, schema, depth) for name in _types_in_order(schema))


def _types_in_order(schema: Schema) -> list[str]:
    named = schema.get("type", "object" if "properties" in schema or "allOf" in schema else "null")
    return [named] if isinstance(named, str) else list(named)


def _of_type(name: str, schema: Schema, depth: int) -> Any:
    if name == "object":
        return _object(schema, depth)
    if name == "array":
        least = schema.get("minItems", 0) if depth > 0 else 0
        return [next(_examples(schema.get("items", {}), depth - 1), None) for _ in range(least)]
    if name == "string":
        text = _OF_FORMAT.get(schema.get("format", ""), "text").ljust(schema.get("minLength", 0), "x")
        return text[: schema.get("maxLength")]
    if name in ("integer", "number"):
        return schema.get("minimum", min(1, schema.get("maximum", 1)))
    return name == "boolean" or None


def _object(schema: Schema, depth: int) -> dict[str, Any]:
    """With every property, as far as this goes deep enough."""
    parts = (_object(resolve(part), depth) for part in schema.get("allOf", ()))
    merged = {name: value for part in parts for name, value in part.items()}
    if depth <= 0:
        return merged
    own = {name: next(_examples(prop, depth - 1), None) for name, prop in schema.get("properties", {}).items()}
    return {**merged, **own}
