"""JSON as RFC 8259 has it, within bounds that keep whatever reads it from failing."""

import json
import math
from typing import Any

MOST_LEVELS = 100
"""How deeply JSON may be nested."""

_LEAST_BYTES_OF_DEEP = 2 * MOST_LEVELS


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise ValueError("a number is too large")
    return value


_DECODER = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)


def strict_json(body: bytes) -> Any:
    """Read JSON: UTF-8, no NaN, no number beyond those of Python, no more than 100 levels. Raises ValueError."""
    try:
        value = _DECODER.decode(body.decode("utf-8"))
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
    if len(body) > _LEAST_BYTES_OF_DEEP and _is_deep(value):
        raise ValueError("the JSON is nested too deeply")
    return value


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
