"""The bodies of errors, in every shape that the sources know."""

import html
import typing
from collections.abc import Sequence

from tines_fake.exchanges.exchange import Response, encode
from tines_fake.quirks import ErrorBody

SHAPES: tuple[str, ...] = typing.get_args(ErrorBody)


def error_response(status: int, message: str, shape: ErrorBody) -> Response:
    """An error with a body of that shape."""
    return error_of_several(status, [message], shape)


def error_of_several(status: int, messages: Sequence[str], shape: ErrorBody) -> Response:
    """An error for several reasons, one for each field that is wrong."""
    content_type, body = _body(status, messages, shape)
    headers = {"content-type": content_type} if content_type else {}
    return Response(status=status, headers=headers, body=body)


def _body(status: int, messages: Sequence[str], shape: ErrorBody) -> tuple[str, bytes]:
    errors = [{"message": message, "details": ""} for message in messages]
    message = "; ".join(messages)
    if shape == "nothing":
        return "", b""
    if shape == "text":
        return "text/plain; charset=utf-8", message.encode()
    if shape == "html":
        return "text/html; charset=utf-8", f"<html><body><h1>{html.escape(message)}</h1></body></html>".encode()
    shapes: dict[str, object] = {
        "errors": {"errors": errors},
        "typed-errors": {"type": "error", "status_code": status, "errors": errors},
        "array": errors,
        "error": {"error": message},
        "message": {"message": message},
    }
    return "application/json", encode(shapes[shape])
