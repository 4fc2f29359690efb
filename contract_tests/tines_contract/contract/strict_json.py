"""JSON as RFC 8259 has it."""

import json
from typing import Any

Pairs = list[tuple[str, Any]]


class RepeatedKeyError(ValueError):
    """An object names a key twice: which of the two counts differs from reader to reader."""


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _unique(pairs: Pairs) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise RepeatedKeyError
    return found


_DECODER = json.JSONDecoder(parse_constant=_refuse)
_UNIQUE_DECODER = json.JSONDecoder(parse_constant=_refuse, object_pairs_hook=_unique)


def strict_json(body: bytes) -> Any:
    """Read JSON: UTF-8, no NaN. Raises ValueError."""
    return _decoded(_DECODER, body)


def unambiguous_json(body: bytes) -> Any:
    """Read JSON no object of which names a key twice. Raises RepeatedKeyError where one does, and ValueError."""
    return _decoded(_UNIQUE_DECODER, body)


def _decoded(decoder: json.JSONDecoder, body: bytes) -> Any:
    try:
        return decoder.decode(body.decode("utf-8"))
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
