"""A request and the response to it, raw: what the fake reads and writes, what its journal keeps, what checks look at.

No key is in any of them: a request says only whether the key it came with was right.
"""

import functools
import hmac
import html
import itertools
import json
import math
import typing
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Protocol
from urllib.parse import parse_qsl

import msgspec
from attrs import field, frozen

from tines_fake.clock import Clock
from tines_fake.exchanges.delivery import Delivery
from tines_fake.quirks import ErrorBody

SHAPES: tuple[str, ...] = typing.get_args(ErrorBody)
"""Of the bodies of errors: all that the sources know."""
_SECRET = frozenset({"authorization", "cookie", "proxy-authorization", "x-user-token"})
_encode = msgspec.json.Encoder().encode


class Credentials(Enum):
    """What a request shows of itself."""

    RIGHT = "the right key"
    NONE = "no key"
    EMPTY = "an empty key"
    WRONG = "a key that is nothing like it"
    CUT = "the key without its last character"
    LENGTHENED = "the key with one character more"
    ALTERED = "the key with another last character"
    RECASED = "the key in the other case"
    LOWER_SCHEME = "a key that is nothing like it, after bearer in lower case"


@frozen(kw_only=True)
class Request:
    """A request as it goes over the wire."""

    method: str = "GET"
    """Such as POST."""
    origin: str
    """The tenant's, such as `https://fake.tines.test`."""
    path: str
    """Percent-encoded, without the query."""
    query: str = ""
    """What follows the question mark."""
    credentials: Credentials = Credentials.RIGHT
    """What the request shows of itself."""
    body: bytes = field(default=b"", repr=False)
    """As it was sent; empty if there is none."""
    headers: Mapping[str, str] = field(factory=dict, repr=False, eq=False)
    """By their names in lower case, the key masked. A test may make a request without any."""

    @classmethod
    def received(
        cls, method: str, origin: str, path: str, query: str, headers: Mapping[str, str], body: bytes, api_key: str
    ) -> "Request":
        """A request as it came. headers: by their names in lower case. Those that hold a secret go no further."""
        return cls(
            method=method,
            origin=origin,
            path=path,
            query=query,
            credentials=_shown_credentials(headers.get("authorization"), api_key),
            body=body,
            headers={**headers, **dict.fromkeys(_SECRET & headers.keys(), "…")},
        )

    @property
    def json(self) -> Any:
        """What the body holds as JSON; None where there is no body. Raises ValueError for what is no JSON."""
        return json.loads(self.body) if self.body else None

    @functools.cached_property
    def params(self) -> Mapping[str, str]:
        """The query parameters; the last of those that come twice."""
        return dict(_arguments_in(self.query)) if self.query else {}

    @property
    def url(self) -> str:
        """Origin, path and query."""
        return f"{self.origin}{self.path}" + (f"?{self.query}" if self.query else "")

    def argument(self, name: str) -> str | None:
        """A query parameter as text; the last one where it comes twice, None where it doesn't come."""
        return self.params.get(name)


@functools.lru_cache(maxsize=1024)
def _arguments_in(query: str) -> tuple[tuple[str, str], ...]:
    return tuple(parse_qsl(query, keep_blank_values=True))


def _shown_credentials(authorization: str | None, api_key: str) -> Credentials:
    """Whether the header holds the right key, another one, or is missing."""
    if authorization is None:
        return Credentials.NONE
    scheme, _, key = authorization.partition(" ")
    # In constant time: how long it takes must not say how much of a key is right.
    right = hmac.compare_digest(key.strip().encode(), api_key.encode())
    return Credentials.RIGHT if right and scheme.lower() == "bearer" else Credentials.WRONG


@frozen(kw_only=True)
class Response:
    """What comes back."""

    status: int
    """The HTTP status; 0 if no response comes."""
    headers: Mapping[str, str] = field(factory=dict)
    """By their names in lower case."""
    body: bytes = field(default=b"", repr=False)
    """As it is sent."""
    delivery: Delivery | None = field(default=None, eq=False)
    """How it goes over the wire, if that is not at once and whole."""

    @property
    def json(self) -> Any:
        """What the body holds as JSON; None where there is no body. Raises ValueError for what is no JSON."""
        return json.loads(self.body) if self.body else None

    @classmethod
    def of_json(cls, status: int, value: Any) -> "Response":
        """A response with a value as its JSON."""
        return cls(status=status, headers={"content-type": "application/json"}, body=encode(value))


def request_ids() -> Iterator[str]:
    """What a tenant calls its requests, one after the other."""
    return (f"00000000-0000-0000-0000-{number:012x}" for number in itertools.count(1))


@frozen(kw_only=True)
class Exchange:
    """A request with its response."""

    request: Request
    """What was sent to the tenant, or by it."""
    response: Response
    """What came back."""


class Tenant(Protocol):
    """What responds, as adapters know it. api_key: tells which credentials a request shows. largest_body: how much of
    its body is read.
    """

    @property
    def api_key(self) -> str: ...
    @property
    def largest_body(self) -> int: ...
    @property
    def clock(self) -> Clock: ...
    def respond(self, request: Request) -> Response: ...


def encode(value: Any) -> bytes:
    """The value as JSON. Numbers of any size, and halves of surrogate pairs, are sent back as they were sent."""
    try:
        return _encode(value)
    except (OverflowError, UnicodeEncodeError, RecursionError):
        return json.dumps(value).encode()


def refuse_constant(name: str) -> None:
    """Of a decoder: NaN and Infinity are no JSON."""
    raise ValueError(f"{name} is no JSON")


def finite(text: str) -> float:
    """Of a decoder: a number, unless it is so large that it could only be sent back as Infinity, which is no JSON."""
    if not math.isfinite(value := float(text)):
        raise ValueError("a number is too large")
    return value


def is_deeper(value: Any, body: bytes, levels: int) -> bool:
    """Whether JSON, and the body that it was read from, is nested deeper than so many levels."""
    # To count brackets, those in texts too, is much faster than to look into the value.
    return body.count(b"[") + body.count(b"{") > levels and _reaches_below([value], levels + 1)


def _reaches_below(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value
    holding = (one for one in inner if isinstance(one, (dict, list)))
    return levels == 0 or any(_reaches_below(one, levels - 1) for one in holding)


def error_response(status: int, shape: ErrorBody, *messages: str) -> Response:
    """An error with a body of that shape; with several messages, one for each field that is wrong."""
    errors = [{"message": message, "details": ""} for message in messages]
    message = "; ".join(messages)
    if shape == "nothing":
        return Response(status=status)
    if shape in ("text", "html"):
        text = message if shape == "text" else f"<html><body><h1>{html.escape(message)}</h1></body></html>"
        kind = "plain" if shape == "text" else "html"
        return Response(status=status, headers={"content-type": f"text/{kind}; charset=utf-8"}, body=text.encode())
    shapes: dict[str, object] = {
        "errors": {"errors": errors},
        "typed-errors": {"type": "error", "status_code": status, "errors": errors},
        "array": errors,
        "error": {"error": message},
        "message": {"message": message},
    }
    return Response.of_json(status, shapes[shape])
