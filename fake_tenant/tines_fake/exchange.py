"""A request and the response to it, raw: what the fake reads and writes, what its journal keeps, what checks look at.

No key is in any of them: a request says only whether the key it came with was right.
"""

import functools
import json
from collections.abc import Mapping
from enum import Enum
from typing import Any
from urllib.parse import parse_qsl

from attrs import field, frozen


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


@frozen(kw_only=True)
class Request:
    """What is requested: `path` and `query` as they go over the wire, `origin` of which tenant."""

    method: str = "GET"
    origin: str
    path: str
    query: str = ""
    credentials: Credentials = Credentials.RIGHT
    body: bytes = field(default=b"", repr=False)

    @property
    def url(self) -> str:
        return f"{self.origin}{self.path}" + (f"?{self.query}" if self.query else "")

    def argument(self, name: str) -> str | None:
        """A query parameter as text; the last one where it comes twice, None where it doesn't come."""
        return self._arguments.get(name)

    @functools.cached_property
    def _arguments(self) -> Mapping[str, str]:
        return dict(parse_qsl(self.query, keep_blank_values=True))


@frozen(kw_only=True)
class Response:
    """What comes back. The names of headers are in lower case."""

    status: int
    headers: Mapping[str, str] = field(factory=dict)
    body: bytes = field(default=b"", repr=False)

    @classmethod
    def of_json(cls, status: int, value: Any) -> "Response":
        return cls(status=status, headers={"content-type": "application/json"}, body=json.dumps(value).encode())


@frozen(kw_only=True)
class Exchange:
    """A request with its response."""

    request: Request
    response: Response
