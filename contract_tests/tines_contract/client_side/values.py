"""Whether what a client has made of a response holds what it says: each documented field with the same value."""

import datetime
from collections.abc import Iterator
from typing import Any

from tines_contract.client_side.schemas import Schema, chosen
from tines_contract.promises.timestamps import moment

_ROUNDED = datetime.timedelta(microseconds=1)


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
