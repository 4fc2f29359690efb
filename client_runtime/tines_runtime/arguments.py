"""How the arguments of a path and of a query are checked, before anything is sent.

The checks are those of `fields.py`; these are the ones that no body needs.
"""

import math
import operator
from typing import Any

from tines_runtime.fields import Check, text

_SHOWN_BITS = 128


def integer(minimum: int | None = None, maximum: int | None = None) -> Check:
    """An integer within the bounds, as an int; True is none."""

    def check(name: str, value: Any) -> int:
        number = None if isinstance(value, bool) else _index(value)
        if number is None:
            raise TypeError(f"{name} must be an integer, not {type(value).__name__}")
        if (minimum is not None and number < minimum) or (maximum is not None and number > maximum):
            shown = number if number.bit_length() <= _SHOWN_BITS else f"a number of {number.bit_length()} bits"
            raise ValueError(f"{name} must be {_range(minimum, maximum)}, not {shown}")
        return number

    return check


def _index(value: Any) -> int | None:
    # A class, or an array of numpy's, has the method and still is no integer: only a call can tell.
    try:
        return operator.index(value)
    except TypeError:
        return None


def _range(minimum: int | None, maximum: int | None) -> str:
    if maximum is None:
        return f"{minimum} or more"
    return f"{maximum} or less" if minimum is None else f"from {minimum} to {maximum}"


def number(name: str, value: Any) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{name} must be a number, not {type(value).__name__}")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{name} must be a finite number")
    return value


def boolean(name: str, value: Any) -> bool:
    """True or False."""
    if not isinstance(value, bool):
        raise TypeError(f"{name} must be a bool, not {type(value).__name__}")
    return value


def segment(name: str, value: Any) -> str:
    """A text that is one step of a path: an empty one, or dots, would lead to another endpoint."""
    plain = text(name, value)
    if plain in ("", ".", ".."):
        raise ValueError(f"{name} must be a text that is more than dots, not {plain!r}")
    return plain


def optional(check: Check) -> Check:
    """None, which is not sent and leaves the choice to the server, or what the check allows."""
    return lambda name, value: None if value is None else check(name, value)
