"""How the arguments of a call are checked, before anything is sent."""

import operator
from typing import Any, SupportsIndex

_SHOWN_BITS = 128


def integer(name: str, value: SupportsIndex, minimum: int, maximum: int) -> int:
    """Return the argument as an int.

    Raises TypeError where it is no integer (True is none), ValueError where it is out of bounds.
    """
    refused: Any = value
    if isinstance(refused, bool) or not hasattr(refused, "__index__"):
        raise TypeError(f"{name} must be an integer, not {type(refused).__name__}")
    number = operator.index(value)
    if not minimum <= number <= maximum:
        shown = number if number.bit_length() <= _SHOWN_BITS else f"a number of {number.bit_length()} bits"
        raise ValueError(f"{name} must be from {minimum} to {maximum}, not {shown}")
    return number


def optional_integer(name: str, value: SupportsIndex | None, minimum: int, maximum: int) -> int | None:
    """As `integer`, but None, which stands for the server's default, passes."""
    return None if value is None else integer(name, value, minimum, maximum)
