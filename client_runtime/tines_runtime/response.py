"""A response, and its bytes decoded to typed values in one step."""

import functools
import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from tines_runtime.errors import DecodeError
from tines_runtime.offending_value import offending_value
from tines_runtime.outcome import Failure, value_or_raise
from tines_runtime.redaction import cut

Shown = Callable[[str], str]

MOST_VALUES = 500_000
"""The most values in a body that becomes a typed value; 500 actions have some 6,000."""
_SMALL = 1024 * 1024
"""Bytes of a body that is decoded whatever it holds."""
_AT = re.compile(r" - at `(?P<path>[^`]*)`$")


class Response(msgspec.Struct, frozen=True):
    """A response that came whole.

    Attributes:
        status: the HTTP status.
        headers: by their names in lower case.
        body: its bytes, decompressed.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON. Raises DecodeError where it is none."""
        outcome = decoded(self, Any, None)
        del self  # so that no frame of the error holds the body
        return value_or_raise(outcome)

    def __repr__(self) -> str:
        return f"Response(status={self.status})"


@functools.cache
def decoder(kind: Any) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(kind)


def decoded(response: Response, kind: Any, shown: Shown | None) -> Any:
    """The body as a value of that type.

    Otherwise a Failure, whose DecodeError names the place in the JSON, what was expected and what was found. `shown`
    makes of a text what an error may show of it; without it, nothing of the response is shown.
    """
    try:
        return decoder(kind).decode(response.body)
    except msgspec.ValidationError as error:
        problem, path = _located(str(error))
    except msgspec.DecodeError as error:
        problem, path = _not_json(response, str(error), shown), "$"
    except RecursionError:
        problem, path = "the JSON is nested too deeply", "$"
    except UnicodeDecodeError:
        problem, path = "the body is not UTF-8", "$"
    value = offending_value(response.body, path, kind, shown) if path != "$" and shown is not None else None
    place = path if value is None else f"{path}, where {value} came"
    return Failure(DecodeError(f"status {response.status}: {problem} (at {place})", status=response.status, path=path))


def value_limit(response: Response) -> Failure | None:
    """The failure of a response that holds more values than a call has time to make objects of."""
    if not holds_too_many_values(response.body):
        return None
    problem = f"the body holds more than {MOST_VALUES} values"
    return Failure(DecodeError(f"status {response.status}: {problem} (at $)", status=response.status))


def holds_too_many_values(body: bytes) -> bool:
    return len(body) > _SMALL and body.count(b",") + body.count(b"[") + body.count(b"{") > MOST_VALUES


def _located(text: str) -> tuple[str, str]:
    at = _AT.search(text)
    return (text, "$") if at is None else (text[: at.start()], at["path"])


def _not_json(response: Response, problem: str, shown: Shown | None) -> str:
    content_type = response.headers.get("content-type", "")
    if not response.body:
        return "the body is empty, and JSON is due"
    if shown is not None and content_type and "json" not in content_type.lower():
        return f"the body is {cut(shown(content_type), 40)!r}, and JSON is due"
    return f"the body is no JSON: {problem}"
