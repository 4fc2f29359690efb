"""Makes the error of a response that is not a success.

Tines' official SDK says that the bodies of errors differ between endpoints: an object with `errors`, a bare array of
those, an object with `error` or `message`, text, HTML, or nothing. Whatever can be read of them becomes messages.
"""

import http
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from tines_runtime import errors
from tines_runtime.call import Call
from tines_runtime.response import Response
from tines_runtime.retry import retry_after
from tines_runtime.secret import Secret

_CLASSES: dict[int, type[errors.ApiError]] = {
    400: errors.BadRequestError,
    401: errors.AuthenticationError,
    403: errors.PermissionDeniedError,
    404: errors.NotFoundError,
    422: errors.UnprocessableError,
    429: errors.RateLimitError,
}
_ADVICE = {
    401: "check TINES_API_KEY",
    403: "the key may not do this",
    404: "there is no such thing, or the key may not see it",
}
_KNOWN = frozenset({"message", "details", "errors", "error"})
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)
# Sequences that begin with ESC or CSI, all other control characters, and those that turn the direction of text.
_CONTROL = re.compile(r"(\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST_TEXT = 64 * 1024
_LONGEST_MESSAGE = 300
_MOST_MESSAGES = 20


def error_from_response(call: Call[Any], response: Response, key: Secret) -> errors.ApiError:
    """The error for a response whose status is not one of success."""
    body = key.redact_bytes(response.body)
    messages = tuple(tidied(key.redact_text(message)) for message in read_messages(body))
    message = "; ".join(messages) or _ADVICE.get(response.status, "")
    text = f"{call}: {_named(response.status)}" + (f": {message}" if message else "")
    wait = retry_after(response.headers.get("retry-after", ""))
    return _class_of(response.status)(text, status=response.status, messages=messages, body=body, retry_after=wait)


def _class_of(status: int) -> type[errors.ApiError]:
    if 500 <= status < 600:
        return errors.ServerError
    return _CLASSES.get(status, errors.UnexpectedStatusError)


def _named(status: int) -> str:
    if 300 <= status < 400:
        return f"{status}, a redirect, which is never followed (is the tenant's host right?)"
    try:
        return f"{status} {http.HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status}"


def read_messages(body: bytes) -> list[str]:
    """The messages in a body, in their order."""
    try:
        found = list(_messages_in(msgspec.json.decode(body)))
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        found = [_TAG.sub(" ", body[:_LONGEST_TEXT].decode("utf-8", "replace"))]
    return [message for message in found if message.strip()][:_MOST_MESSAGES]


def tidied(message: str) -> str:
    """A message on one line, no longer than a line or three, without what would move a terminal's cursor."""
    return " ".join(_CONTROL.sub(" ", message[:_LONGEST_TEXT]).split())[:_LONGEST_MESSAGE]


def _messages_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _messages_in(entry)
    elif isinstance(value, dict):
        yield from _messages_of_object(value)


def _messages_of_object(value: dict[str, Any]) -> Iterator[str]:
    message = value.get("message")
    details = "; ".join(_messages_in(value.get("details")))
    if isinstance(message, str):
        yield f"{message} ({details})" if details else message
    elif details:
        yield details
    for key in ("errors", "error"):
        inner = value.get(key)
        by_field = isinstance(inner, dict) and _KNOWN.isdisjoint(inner)
        yield from _messages_by_field(inner or {}) if by_field else _messages_in(inner)


def _messages_by_field(value: dict[str, Any]) -> Iterator[str]:
    """The messages about each argument, with its name."""
    for name, messages in value.items():
        yield from (f"{name}: {message}" for message in _messages_in(messages))
