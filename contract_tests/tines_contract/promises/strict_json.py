"""JSON as RFC 8259 has it, within bounds that keep whatever reads it from failing; and why a body is none.

What is said of a body holds nothing of it.
"""

import codecs
import functools
import json
from collections.abc import Callable
from typing import Any, TypeVar

from tines_fake.exchanges.exchange import finite, is_deeper, refuse_constant
from tines_spec import named_properties

_NUMBER = "a number"
_KINDS = {bool: "a boolean", int: _NUMBER, float: _NUMBER, str: "text", list: "a list", dict: "an object"}


def kind(value: Any) -> str:
    """The JSON type of a value, as JSON is decoded."""
    return _KINDS.get(type(value), "null")


MOST_LEVELS = 100
"""How deeply JSON may be nested."""

_LAST, _SHORT = 16, 16_384
Pairs = list[tuple[str, Any]]
T = TypeVar("T")


def once_if_short(find: Callable[..., T]) -> Callable[..., T]:
    """The same function of a body, its last argument, which looks into a short one once: the same come again."""
    known = functools.lru_cache(maxsize=512)(find)

    def found(*arguments: Any) -> T:
        return (known if len(arguments[-1]) <= _SHORT else find)(*arguments)

    return found


@once_if_short
@functools.lru_cache(maxsize=_LAST)  # what was sent last is read by several
def _decoded(body: bytes) -> tuple[Any, bool]:
    """The value, and whether an object in it names a key twice."""
    twice: list[bool] = []

    def keep(pairs: Pairs) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice.append(True)
        return found

    decoder = json.JSONDecoder(parse_constant=refuse_constant, parse_float=finite, object_pairs_hook=keep)
    try:
        value = decoder.decode(body.decode("utf-8"))
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
    if is_deeper(value, body, MOST_LEVELS):
        raise ValueError("the JSON is nested too deeply")
    return value, bool(twice)


def strict_json(body: bytes) -> Any:
    """Read JSON: UTF-8, no NaN, no number beyond those of Python, no more than 100 levels. Raises ValueError.

    Do not change what it returns.
    """
    return _decoded(body)[0]


def json_or_none(body: bytes) -> Any:
    """The same; None for what is none, or null."""
    try:
        return strict_json(body)
    except ValueError:
        return None


def unambiguous_json(body: bytes) -> Any:
    """Read JSON no object of which names a key twice. Raises ValueError. Do not change what it returns."""
    value, ambiguous = _decoded(body)
    if ambiguous:
        raise ValueError("an object names a key twice")  # which of the two counts differs from reader to reader
    return value


def why_unreadable(body: bytes) -> str:
    """Why strict_json or unambiguous_json refuses a body, or a validator what they read."""
    if not body.strip():
        return "the body is empty"
    if body.startswith(codecs.BOM_UTF8):
        return "the body begins with a byte order mark"
    if body.lstrip().startswith(b"<"):
        return "the body begins with <, as HTML does, and is no JSON"
    try:
        unambiguous_json(body)
    except ValueError as error:
        return f"the body cannot be read: {error}"
    return "a text in the body holds half a character (a lone surrogate)"


@functools.cache
def known_names() -> frozenset[str]:
    """The names that the spec knows: those of others may be private."""
    return frozenset(name for name, _ in named_properties())
