"""JSON as RFC 8259 has it, within bounds that keep whatever reads it from failing; and why a body is none.

What is said of a body holds nothing of it but names of the spec.
"""

import codecs
import functools
import json
import math
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from attrs import frozen

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


_MARKS = {
    codecs.BOM_UTF8: "the body begins with a byte order mark",
    codecs.BOM_UTF16_LE: "the body begins with the byte order mark of UTF-16: it is not UTF-8",
    codecs.BOM_UTF16_BE: "the body begins with the byte order mark of UTF-16: it is not UTF-8",
}
_TOO_DEEP = f"the body is nested deeper than {MOST_LEVELS} levels"


@frozen
class _Odd:
    """A value that is no JSON, in words."""

    what: str


class _Pairs(list[tuple[str, Any]]):
    """An object as it stands, with the names that come twice."""


def why_unreadable(body: bytes) -> str:
    """Why strict_json or unambiguous_json refuses a body."""
    if not body.strip():
        return "the body is empty"
    for mark, why in _MARKS.items():
        if body.startswith(mark):
            return why
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"byte 0x{body[error.start]:02X} of the body, its {error.start + 1}., is not UTF-8"
    return _why_no_json(text)


def _why_no_json(text: str) -> str:
    if text.lstrip().startswith("<"):
        return "the body begins with <, as HTML does, and is no JSON"
    try:
        odd = next(_odd_values(_DECODER.decode(text), "$"), None)
    except json.JSONDecodeError as error:
        return f"the body is no JSON: {error.msg} at character {error.pos + 1}"
    except RecursionError:
        return _TOO_DEEP
    return odd or _TOO_DEEP


_DECODER = json.JSONDecoder(
    parse_constant=lambda name: _Odd(f"{name} stands"),
    parse_float=lambda text: _Odd("a number that is too large stands") if math.isinf(float(text)) else 0.0,
    parse_int=lambda _: 0,  # however long it is
    object_pairs_hook=_Pairs,
)


def _odd_values(value: Any, place: str) -> Iterator[str]:
    """What is odd in a value, each with its place."""
    if isinstance(value, _Odd):
        yield f"{value.what} at {place}"
    elif isinstance(value, str) and any("\ud800" <= one <= "\udfff" for one in value):
        yield f"half a character (a lone surrogate) stands at {place}"
    elif isinstance(value, _Pairs):
        yield from _odd_in_object(value, place)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _odd_values(one, f"{place}[{index}]")


def _odd_in_object(pairs: _Pairs, place: str) -> Iterator[str]:
    seen: set[str] = set()
    for name, value in pairs:
        shown = name if name in known_names() else "…"
        if name in seen:
            yield f"the object at {place} names {'a key' if shown == '…' else shown} twice"
        seen.add(name)
        yield from _odd_values(name, place)
        yield from _odd_values(value, f"{place}.{shown}")


@functools.cache
def known_names() -> frozenset[str]:
    """The names that the spec knows: those of others may be private."""
    return frozenset(name for name, _ in named_properties())
