"""JSON as RFC 8259 has it, within bounds that keep whatever reads it from failing."""

import functools
import json
import math
from typing import Any

MOST_LEVELS = 100
"""How deeply JSON may be nested."""

_LAST = 16
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
Pairs = list[tuple[str, Any]]


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise ValueError("a number is too large")
    return value


@functools.lru_cache(maxsize=_LAST)  # what was sent last is read by several
def _decoded(body: bytes) -> tuple[Any, bool]:
    """The value, and whether an object in it names a key twice."""
    twice: list[bool] = []

    def keep(pairs: Pairs) -> dict[str, Any]:
        found = dict(pairs)
        twice.append(len(found) < len(pairs))
        return found

    decoder = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite, object_pairs_hook=keep)
    try:
        value = decoder.decode(body.decode("utf-8"))
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
    if _may_be_deep(body) and _is_deep(value):
        raise ValueError("the JSON is nested too deeply")
    return value, any(twice)


def strict_json(body: bytes) -> Any:
    """Read JSON: UTF-8, no NaN, no number beyond those of Python, no more than 100 levels. Raises ValueError.

    Do not change what it returns.
    """
    return _decoded(body)[0]


def unambiguous_json(body: bytes) -> Any:
    """Read JSON no object of which names a key twice. Raises ValueError. Do not change what it returns."""
    value, ambiguous = _decoded(body)
    if ambiguous:
        raise ValueError("an object names a key twice")  # which of the two counts differs from reader to reader
    return value


def _may_be_deep(body: bytes) -> bool:
    """Whether the brackets alone, those in texts too, leave it open."""
    if body.count(b"[") + body.count(b"{") <= MOST_LEVELS:
        return False
    brackets = body.translate(None, _NO_BRACKETS)
    for _ in range(MOST_LEVELS):
        inner = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if len(inner) == len(brackets):
            break
        brackets = inner
    return len(brackets) > MOST_LEVELS


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MOST_LEVELS):
        level = [inner for one in level for inner in _within(one) if isinstance(inner, dict | list)]
        if not level:
            return False
    return True


def _within(value: Any) -> Any:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
