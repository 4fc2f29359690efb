"""What a JSON value is, in words."""

from collections.abc import Mapping
from typing import Any

_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "a boolean": bool,  # before the numbers: to Python it is one
    "a number": (int, float),
    "text": str,
    "a list": list,
    "an object": dict,
}


def kind(value: Any) -> str:
    """The JSON type of a value."""
    for name, types in _KINDS.items():
        if isinstance(value, types):
            return name
    return "null"
