"""What a JSON value is, in words."""

from collections.abc import Mapping
from typing import Any

_KINDS: Mapping[type, str] = {
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "an object",
}


def kind(value: Any) -> str:
    """The JSON type of a value, as JSON is decoded."""
    return _KINDS.get(type(value), "null")
