"""In which ways a response of success deviates from the spec; and whether a client's value holds what came."""

import datetime
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from tines_contract.promises.strict_json import strict_json
from tines_contract.promises.timestamps import moment
from tines_contract.promises.validation import success_validator
from tines_fake import Response
from tines_spec import Operation, item_argument, resolve, writable


class Deviation(Enum):
    """One way. A client may document that it tolerates some of them."""

    STATUS = "a status of success that the spec does not name"
    BODY = "a body where there is none"
    CONTENT_TYPE = "JSON that is said to be something else"
    NO_JSON = "no JSON"
    MISSING = "a required field is missing"
    OTHER_TYPE = "a field of another type"
    OUT_OF_BOUNDS = "a number out of bounds"
    PATTERN = "a text that its pattern does not allow"
    NO_TIMESTAMP = "a timestamp that is none"
    BLANK_TIMESTAMP = "a timestamp with a blank for the T"
    OTHER_ID = "an id that is another than was asked for"


_BY_KEYWORD = {
    "required": Deviation.MISSING,
    "minimum": Deviation.OUT_OF_BOUNDS,
    "maximum": Deviation.OUT_OF_BOUNDS,
    "pattern": Deviation.PATTERN,
}


def deviations(operation: Operation, response: Response, path: Mapping[str, Any]) -> frozenset[Deviation]:
    """All ways in which a response of 2xx deviates, given the arguments of its path; none where the spec allows it."""
    return frozenset(_of_response(operation, response, path))


def _of_response(operation: Operation, response: Response, path: Mapping[str, Any]) -> Iterator[Deviation]:
    if response.status not in operation.successes:
        yield Deviation.STATUS
    if operation.success_schema is None:
        if response.body:
            yield Deviation.BODY
        return
    if response.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        yield Deviation.CONTENT_TYPE
    try:
        value = strict_json(response.body)
        keywords = [str(error.schema_path[-1]) for error in success_validator(operation).iter_errors(value)]
    except ValueError:
        yield Deviation.NO_JSON
        return
    yield from (_BY_KEYWORD.get(keyword, Deviation.OTHER_TYPE) for keyword in keywords)
    for text in timestamps(value, operation.success_schema):
        if moment(text) is None:
            yield Deviation.NO_TIMESTAMP if moment_of(text) is None else Deviation.BLANK_TIMESTAMP
    yield from _of_ids(operation, value, path)


def _of_ids(operation: Operation, value: Any, path: Mapping[str, Any]) -> Iterator[Deviation]:
    """What names an argument of the path again: by its name there, or as the id of the item that the path ends in."""
    inner = value.get(operation.envelope) if isinstance(value, dict) and operation.envelope is not None else None
    shown = [one for one in (value, inner) if isinstance(one, dict)]
    for name, asked in path.items():
        names = _names_of_item(operation, path) if name == item_argument(operation) else {name} - {"id"}
        for came in (one[known] for one in shown for known in names if one.get(known) is not None):
            # An id may be a number here and a text there.
            if came != asked and str(came) != str(asked):
                yield Deviation.OTHER_ID


def _names_of_item(operation: Operation, path: Mapping[str, Any]) -> set[str]:
    known = writable(operation)
    names = {item_argument(operation) or "", "" if known is None else known.id} - {""}
    if operation.method != "DELETE":
        return names
    shown = resolve(operation.success_schema or {}).get("properties", {})
    return names | {name for name in shown if name.endswith("_id") and name not in path}


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
