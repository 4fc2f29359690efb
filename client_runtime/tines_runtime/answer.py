"""An answer, and the way from its bytes to typed values, in one step."""

import functools
import re
from collections.abc import Mapping
from typing import Any

import msgspec
from attrs import field, frozen

from tines_runtime.errors import DecodeError
from tines_runtime.offender import offender
from tines_runtime.outcome import Failure, settled

_AT = re.compile(r" - at `(?P<path>[^`]*)`$")


@frozen
class Answer:
    """An answer that came whole. The names of headers are in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """The body as JSON. Raises DecodeError where it is none."""
        outcome = decoded(self, Any)
        del self  # so that no frame of the error holds the body
        return settled(outcome)


@functools.cache
def _decoder(kind: Any) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(kind)


def decoded(answer: Answer, kind: Any) -> Any:
    """The body as a value of that type.

    Otherwise a Failure, whose DecodeError names the place in the JSON, what was expected and what was found, and shows
    the value as far as it may be shown.
    """
    try:
        return _decoder(kind).decode(answer.body)
    except msgspec.ValidationError as error:
        problem, path = _located(str(error))
    except msgspec.DecodeError as error:
        problem, path = _not_json(answer, str(error)), "$"
    except RecursionError:
        problem, path = "the JSON is nested too deeply", "$"
    except UnicodeDecodeError:
        problem, path = "the body is not UTF-8", "$"
    value = offender(answer.body, path, kind) if path != "$" else None
    place = path if value is None else f"{path}, where {value} came"
    return Failure(DecodeError(f"status {answer.status}: {problem} (at {place})", status=answer.status, path=path))


def _located(text: str) -> tuple[str, str]:
    at = _AT.search(text)
    return (text, "$") if at is None else (text[: at.start()], at["path"])


def _not_json(answer: Answer, problem: str) -> str:
    content_type = answer.headers.get("content-type", "")
    if not answer.body:
        return "the body is empty, and JSON is due"
    if content_type and "json" not in content_type.lower():
        return f"the body is {content_type[:40]!r}, and JSON is due"
    return f"the body is no JSON: {problem}"
