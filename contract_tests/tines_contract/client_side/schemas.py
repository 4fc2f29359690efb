"""What a schema says of a value, where a validator is not enough: which fields there are, and which are timestamps."""

from collections.abc import Iterator, Mapping
from typing import Any

from tines_spec import resolve

Schema = Mapping[str, Any]


def chosen(schema: Schema, value: Any) -> Schema:
    """The schema itself: references followed, and of alternatives the one that is not for null where a value came."""
    found: Schema = resolve(schema)
    for choice in map(resolve, found.get("oneOf", ())):
        if (choice.get("type") == "null") == (value is None):
            return chosen(choice, value)
    return found


def documented(value: Any, schema: Schema) -> bool:
    """Whether the value has no field but those that the schema names; a schema without names leaves them open."""
    schema = chosen(schema, value)
    if isinstance(value, list):
        return all(documented(entry, schema["items"]) for entry in value)
    if not isinstance(value, dict) or "properties" not in schema:
        return True
    known = schema["properties"]
    return all(name in known and documented(entry, known[name]) for name, entry in value.items())


def timestamps(value: Any, schema: Schema) -> Iterator[str]:
    """All texts in a value that its schema says are timestamps."""
    schema = chosen(schema, value)
    if schema.get("format") == "date-time" and isinstance(value, str):
        yield value
    elif isinstance(value, list) and "items" in schema:
        for entry in value:
            yield from timestamps(entry, schema["items"])
    elif isinstance(value, dict):
        for name, found in schema.get("properties", {}).items():
            if name in value:
                yield from timestamps(value[name], found)
