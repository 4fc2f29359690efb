"""In which ways a response of success deviates from the spec."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from tines_contract.client_side.values import moment_of, timestamps
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
    yield from _of_timestamps(operation, value)
    yield from _of_ids(operation, value, path)


def _of_timestamps(operation: Operation, value: Any) -> Iterator[Deviation]:
    for text in timestamps(value, operation.success_schema or {}):
        if moment(text) is None:
            yield Deviation.NO_TIMESTAMP if moment_of(text) is None else Deviation.BLANK_TIMESTAMP


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
