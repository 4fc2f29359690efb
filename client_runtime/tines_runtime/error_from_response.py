"""Makes the error of a response that is not a success."""

from typing import Any

from tines_runtime import errors
from tines_runtime.body_reader import LARGEST_ERROR
from tines_runtime.call import Call
from tines_runtime.clock import Clock
from tines_runtime.error_messages import read_messages
from tines_runtime.redaction import cut
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
_REQUEST_IDS = ("x-request-id", "request-id", "x-correlation-id")
_LONGEST_MESSAGE = 300
"""Characters: a line or three."""


def error_from_response(
    call: Call[Any], response: Response, key: Secret, clock: Clock | None = None
) -> errors.ApiError:
    """The error for a response whose status is not one of success."""
    body = _redacted(response.body, key)
    messages = tuple(key.shown(message)[:_LONGEST_MESSAGE] for message in read_messages(body))
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
