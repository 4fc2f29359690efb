"""What a schema says of a value, where a validator is not enough; and whether a client's value holds what came."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from tines_contract.promises.timestamps import moment
from tines_spec import resolve

Schema = Mapping[str, Any]
_ROUNDED = datetime.timedelta(microseconds=1)


def chosen(schema: Schema, value: Any) -> Schema:
    """The schema itself: references followed, and of alternatives the one that is not for null where a value came."""
    found: Schema = resolve(schema)
    for choice in map(resolve, found.get("oneOf", ())):
        if (choice.get("type") == "null") == (value is None):
            return chosen(choice, value)
    return found


def documented(value: Any, schema: Schema) -> bool:
    """Whether the value has no field but those that the schema names; a schema without names leaves them open."""
    objects = ((one, found["properties"]) for one, found in _parts(value, schema) if "properties" in found)
    return all(one.keys() <= known.keys() for one, known in objects if isinstance(one, dict))


def timestamps(value: Any, schema: Schema) -> Iterator[str]:
    """All texts in a value that its schema says are timestamps."""
    texts = ((one, found) for one, found in _parts(value, schema) if isinstance(one, str))
    return (one for one, found in texts if found.get("format") == "date-time")


def _parts(value: Any, schema: Schema) -> Iterator[tuple[Any, Schema]]:
    """The value, and all within it that the schema names, each with its schema."""
    schema = chosen(schema, value)
    yield value, schema
    if isinstance(value, list) and "items" in schema:
        inner = [(entry, schema["items"]) for entry in value]
    else:
        known = schema.get("properties", {}) if isinstance(value, dict) else {}
        inner = [(value[name], found) for name, found in known.items() if name in value]
    for one, found in inner:
        yield from _parts(one, found)


def differences(value: Any, came: Any, schema: Schema, place: str = "$") -> Iterator[str]:
    """Every place where the value is not what came, in words without either.

    None and absence are one, timestamps are compared as moments, and what the schema does not name is passed over.
    """
    schema = chosen(schema, came)
    if isinstance(came, dict) and isinstance(value, dict) and "properties" in schema:
        for name, found in schema["properties"].items():
            yield from differences(value.get(name), came.get(name), found, f"{place}.{name}")
    elif isinstance(came, list) and isinstance(value, list) and "items" in schema:
        if len(value) != len(came):
            yield f"{place} has {len(value)} entries, and {len(came)} came"
            return
        for one, other in zip(value, came, strict=True):
            yield from differences(one, other, schema["items"], f"{place}[]")
    elif not _same(value, came, schema):
        yield f"{place} is not what came"


def same_json(one: Any, other: Any) -> bool:
    """Whether two values are the same to JSON: true is not 1, and 1.0 is."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_json(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_json, one, other))
    return isinstance(one, bool) is isinstance(other, bool) and bool(one == other)


def _same(value: Any, came: Any, schema: Schema) -> bool:
    if schema.get("format") == "date-time" and isinstance(came, str) and isinstance(value, str):
        found, expected = moment(value), moment_of(came)
        if found is not None and expected is not None:
            return abs(found - expected) <= _ROUNDED
    return same_json(value, came)


def moment_of(came: str) -> datetime.datetime | None:
    """The moment of a timestamp, one with a blank for the T included: which it is, is not in doubt."""
    return moment(came.replace(" ", "T", 1))
