"""The schemas of the document, where a validator is not enough: which fields there are, and which are timestamps."""

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from tines_spec import Operation, load

Schema = Mapping[str, Any]
_document = functools.cache(load)


def answer_schema(operation: Operation) -> Schema | None:
    """The schema of a success; None where it has no body."""
    return _schema(_said(operation)["responses"][str(operation.success)])


def body_schema(operation: Operation) -> Schema | None:
    """The schema of what is sent; None where nothing is."""
    return _schema(_said(operation).get("requestBody", {}))


def chosen(schema: Schema, value: Any) -> Schema:
    """The schema itself: references followed, and of alternatives the one that is not for null where a value came."""
    schema = _resolved(schema)
    for choice in map(_resolved, schema.get("oneOf", ())):
        if (choice.get("type") == "null") == (value is None):
            return chosen(choice, value)
    return schema


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


def _said(operation: Operation) -> Schema:
    said: Schema = _document()["paths"][operation.path][operation.method.lower()]
    return said


def _schema(said: Schema) -> Schema | None:
    content = _resolved(said).get("content")
    if content is None:
        return None
    schema: Schema = content["application/json"]["schema"]
    return schema


def _resolved(schema: Schema) -> Schema:
    if "$ref" not in schema:
        return schema
    found: Schema = _document()
    for step in schema["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return found
