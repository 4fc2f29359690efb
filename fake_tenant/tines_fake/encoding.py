"""JSON as it goes over the wire: what was encoded once is put into what is encoded next as it is."""

import json
from typing import Any

import msgspec

Raw = msgspec.Raw
"""JSON that is encoded already."""

_encode = msgspec.json.Encoder().encode


def encode(value: Any) -> bytes:
    """The value as JSON. Numbers of any size, and halves of surrogate pairs, are sent back as they were sent."""
    try:
        return _encode(value)
    except (OverflowError, UnicodeEncodeError, RecursionError):
        return json.dumps(value).encode()


def encoded(value: Any) -> Raw:
    """The value as JSON, to be put into other values."""
    return Raw(encode(value))
