"""What a response says, with its values, for who asks for them (`--show-values`).

Never shown are the fields that the spec marks as secret or does not name, the path of a URL, and the key. Where a text
may hold one of these in a form that cannot be cut out, only its length is shown.
"""

import functools
import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from attrs import field, frozen

from tines_contract.evidence.excerpt import excerpt, in_one_line, known_fields, listed, meta_of, pagings
from tines_contract.evidence.observation import Observation
from tines_contract.promises.strict_json import kind, strict_json
from tines_contract.promises.text_views import views
from tines_contract.report.readable import printable
from tines_fake import Request
from tines_spec import named_properties

_MOST_READ = 1000
_MOST_SHOWN = 80
_MOST_DIGITS = 20
_MOST_LEVELS = 5
_MOST_IN_ALL = 4000
_URL = re.compile(r"[a-z][a-z0-9+.-]*://[a-z0-9][a-z0-9.-]*(:\d+)?", re.IGNORECASE)
_ADDRESS = re.compile(r"//|\w\.\w[\w.-]*/|:\d+/|webhooks?/|[?&]\w+=", re.IGNORECASE)
_TOKEN = re.compile(r"(?=[\w+/=]*\d)[\w+/=]{20,}", re.ASCII)


@frozen
class ShownValues:
    """Shows a response with its values. holds_key: whether a text holds the key."""

    holds_key: Callable[[str], bool] = field(repr=False)

    def __call__(self, seen: Observation, marked: Collection[int] = ()) -> str:
        try:
            body = strict_json(seen.response.body)
        except ValueError:
            return excerpt(seen, marked)
        if not isinstance(body, dict):
            return excerpt(seen, marked)
        shown = in_one_line(seen, self._object(body, seen.request, 0))
        return shown if len(shown) <= _MOST_IN_ALL else f"{shown[:_MOST_IN_ALL]}…"

    def _object(self, value: Mapping[str, Any], request: Request, level: int) -> str:
        return known_fields(value, lambda name, one: self._field(name, one, request, level + 1))

    def _field(self, name: str, value: Any, request: Request, level: int) -> str:
        if name in _secret_names():
            return kind(value)
        if isinstance(value, dict) and any(name == paging.meta for paging in pagings()):
            return meta_of(value, request)
        return self._value(value, request, level)

    def _value(self, value: Any, request: Request, level: int) -> str:
        if isinstance(value, str):
            return self._text(value)
        if kind(value) == "a number":
            digits = str(value)[:_MOST_DIGITS]
            return kind(value) if self.holds_key(digits) else digits
        if not isinstance(value, dict | list):
            return json.dumps(value)
        if level > _MOST_LEVELS:
            return kind(value)
        if isinstance(value, dict):
            return self._object(value, request, level)
        items = listed(value, lambda one: self._value(one, request, level + 1))
        return f"[{len(value)}" + (f": {items}" if items else "") + "]"

    def _text(self, text: str) -> str:
        shown = None if len(text) > _MOST_READ or self.holds_key(text) else _without_addresses(text)
        if shown is None:
            return f"text of {len(text)} characters"
        cut = shown if len(shown) <= _MOST_SHOWN else f"{shown[:_MOST_SHOWN]}…"
        return printable(json.dumps(cut, ensure_ascii=False))


def _without_addresses(text: str) -> str | None:
    """The text as far as the path of its first URL; None where that could show an address, a token or a secret."""
    url = _URL.search(text)
    before = text if url is None else text[: url.start()]
    try:
        if any(one.search(view) for view in views(before) for one in (_ADDRESS, _TOKEN, _secret_named())):
            return None
    except ValueError:
        return None
    if url is None:
        return text
    # Before an @ stand a name and a password.
    return None if "@" in text[url.start() :] else f"{before}{url.group()}/…"


@functools.cache
def _secret_names() -> frozenset[str]:
    """The names that the spec marks as secret, wherever they stand."""
    return frozenset(name for name, schema in named_properties() if schema.get("x-secret"))


@functools.cache
def _secret_named() -> re.Pattern[str]:
    """A secret's name with a value behind it, as in the text of a request."""
    return re.compile(rf"({'|'.join(_secret_names())})\W*[=:]", re.IGNORECASE)
