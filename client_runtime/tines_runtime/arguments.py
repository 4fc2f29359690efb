"""How the arguments of a call are checked, before anything is sent."""

import operator
from typing import SupportsIndex

_SHOWN_BITS = 128


def integer(name: str, value: SupportsIndex, minimum: int, maximum: int) -> int:
    """Return the argument as an int.

    Raises TypeError where it is no integer (True is none), ValueError where it is out of bounds.
    """
    number = None if isinstance(value, bool) else _index(value)
    if number is None:
        raise TypeError(f"{name} must be an integer, not {type(value).__name__}")
    if not minimum <= number <= maximum:
        shown = number if number.bit_length() <= _SHOWN_BITS else f"a number of {number.bit_length()} bits"
        raise ValueError(f"{name} must be from {minimum} to {maximum}, not {shown}")
    return number


def _index(value: SupportsIndex) -> int | None:
    # A class, or an array of numpy's, has the method and still is no integer: only a call can tell.
    try:
        return operator.index(value)
    except TypeError:
        return None


def optional_integer(name: str, value: SupportsIndex | None, minimum: int, maximum: int) -> int | None:
    """As `integer`, but None, which stands for the server's default, passes."""
    return None if value is None else integer(name, value, minimum, maximum)
