"""What is odd about an answer of success: in which ways it is none that the document allows."""

from collections.abc import Collection, Iterator
from enum import Enum
from typing import Any

from tines_contract.client_side.schemas import answer_schema, timestamps
from tines_contract.client_side.values import moment_of
from tines_contract.contract.strict_json import strict_json
from tines_contract.contract.timestamps import moment
from tines_contract.contract.validation import success_validator
from tines_fake import Response
from tines_spec import Operation


class Odd(Enum):
    """One way. A client may document that it takes some of them as they come."""

    STATUS = "a status of success that the document does not name"
    BODY = "a body where there is none"
    CONTENT_TYPE = "JSON that is said to be something else"
    NO_JSON = "no JSON"
    MISSING = "a required field is missing"
    OTHER_TYPE = "a field of another type"
    OUT_OF_BOUNDS = "a number out of bounds"
    PATTERN = "a text that its pattern does not allow"
    NO_TIMESTAMP = "a timestamp that is none"
    BLANK_TIMESTAMP = "a timestamp with a blank for the T"


_BY_KEYWORD = {
    "required": Odd.MISSING,
    "minimum": Odd.OUT_OF_BOUNDS,
    "maximum": Odd.OUT_OF_BOUNDS,
    "pattern": Odd.PATTERN,
}


def oddities(operation: Operation, response: Response) -> frozenset[Odd]:
    """All that is odd about an answer of 2xx; nothing where the document allows it."""
    return frozenset(_of_answer(operation, response))


def in_words(odd: Collection[Odd]) -> str:
    return ", ".join(sorted(one.value for one in odd))


def _of_answer(operation: Operation, response: Response) -> Iterator[Odd]:
    if response.status != operation.success:
        yield Odd.STATUS
    if operation.success_schema is None:
        if response.body:
            yield Odd.BODY
        return
    if response.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        yield Odd.CONTENT_TYPE
    try:
        value = strict_json(response.body)
        keywords = [str(error.schema_path[-1]) for error in success_validator(operation).iter_errors(value)]
    except ValueError:
        yield Odd.NO_JSON
        return
    yield from (_BY_KEYWORD.get(keyword, Odd.OTHER_TYPE) for keyword in keywords)
    yield from _of_timestamps(operation, value)


def _of_timestamps(operation: Operation, value: Any) -> Iterator[Odd]:
    schema = answer_schema(operation)
    assert schema is not None
    for text in timestamps(value, schema):
        if moment(text) is None:
            yield Odd.NO_TIMESTAMP if moment_of(text) is None else Odd.BLANK_TIMESTAMP
