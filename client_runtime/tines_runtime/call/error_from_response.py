"""Makes the error of a response that is not a success.

Tines' official SDK says that the bodies of errors differ between endpoints: an object with `errors`, a bare array of
those, an object with `error` or `message`, text, HTML, or nothing. Whatever can be read of them becomes messages, in a
time that is proportional to the body.
"""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from tines_runtime import errors
from tines_runtime.call.response import LARGEST_ERROR, Call, Response
from tines_runtime.call.retry import retry_after
from tines_runtime.clock import Clock
from tines_runtime.secret import Secret, cut

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
_REQUEST_IDS = ("x-request-id", "request-id", "x-correlation-id")
_LONGEST_MESSAGE = 300
"""Characters: a line or three."""


def error_from_response(
    call: Call[Any], response: Response, key: Secret, clock: Clock | None = None
) -> errors.ApiError:
    """The error for a response whose status is not one of success."""
    body = _redacted(response.body, key)
    messages = tuple(cut(key.shown(message), _LONGEST_MESSAGE) for message in read_messages(body))
    message = "; ".join(messages) or _ADVICE.get(response.status, "")
    text = f"{call}: {_named(response.status)}" + (f": {message}" if message else "")
    wait = retry_after(response.headers.get("retry-after", ""), clock)
    error = _class_of(response.status)(text, status=response.status, messages=messages, body=body, retry_after=wait)
    error.method, error.path = call.method, call.path
    error.headers, error.request_id = _redacted_headers(response, key), request_id(response, key)
    return error


def locate(error: errors.DecodeError, call: Call[Any], response: Response, key: Secret) -> None:
    """Say of a response that could not be read what it was, and to which request it came."""
    error.args = (f"{call}: {error}",)
    error.method, error.request_path = call.method, call.path
    error.headers, error.request_id = _redacted_headers(response, key), request_id(response, key)
    error.body = _redacted(response.body[: LARGEST_ERROR + 1], key)


def _redacted_headers(response: Response, key: Secret) -> dict[str, str]:
    return {name: key.redacted(value) for name, value in response.headers.items()}


def request_id(response: Response | None, key: Secret) -> str | None:
    """What the tenant calls the request, to tell its support."""
    headers = {} if response is None else response.headers
    named = next((headers[name] for name in _REQUEST_IDS if name in headers), None)
    return None if named is None else cut(key.shown(named), 100)


def _class_of(status: int) -> type[errors.ApiError]:
    if 500 <= status < 600:
        return errors.ServerError
    return _CLASSES.get(status, errors.UnexpectedStatusError)


def _named(status: int) -> str:
    if 300 <= status < 400:
        return f"{status}, a redirect, which is never followed (is the tenant's host right?)"
    import http

    try:
        return f"{status} {http.HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status}"


def _redacted(body: bytes, key: Secret) -> bytes:
    redacted = key.redact_bytes(body)
    if len(body) <= LARGEST_ERROR:
        return redacted
    # The body was cut, and perhaps a key in it: nobody would know its beginning.
    return redacted[: min(LARGEST_ERROR, max(0, len(redacted) - key.longest_writing()))]


MOST_MESSAGES = 20
_DEEPEST = 8
"""Levels of nesting that are looked at."""
_KNOWN = frozenset({"message", "details", "errors", "error"})
_TAG = re.compile(r"<(script|style)\b.*?(?:</\1[^<>]*+>|\Z)|<[^<>]*+>", re.DOTALL | re.IGNORECASE)
"""Of HTML: a tag, and a script or a style as a whole. It looks at each character a fixed number of times."""


def read_messages(body: bytes) -> list[str]:
    """The messages in a body, in their order."""
    try:
        found = _messages_in(msgspec.json.decode(body), _DEEPEST)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        found = iter([_TAG.sub(" ", body.decode("utf-8", "replace"))])
    return list(itertools.islice((message for message in found if message.strip()), MOST_MESSAGES))


def _messages_in(value: Any, deepest: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif deepest == 0:
        return
    elif isinstance(value, list):
        for entry in value:
            yield from _messages_in(entry, deepest - 1)
    elif isinstance(value, dict):
        yield from _messages_of_object(value, deepest - 1)


def _messages_of_object(value: dict[str, Any], deepest: int) -> Iterator[str]:
    message = value.get("message")
    details = "; ".join(_messages_in(value.get("details"), deepest))
    if isinstance(message, str):
        yield f"{message} ({details})" if details else message
    elif details:
        yield details
    for key in ("errors", "error"):
        inner = value.get(key)
        by_field = isinstance(inner, dict) and _KNOWN.isdisjoint(inner)
        yield from _messages_by_field(inner or {}, deepest) if by_field else _messages_in(inner, deepest)


def _messages_by_field(value: dict[str, Any], deepest: int) -> Iterator[str]:
    """The messages about each argument, with its name."""
    for name, messages in value.items():
        yield from (f"{name}: {message}" for message in _messages_in(messages, deepest))
