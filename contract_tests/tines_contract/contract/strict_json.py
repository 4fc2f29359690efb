"""JSON as RFC 8259 has it."""

import json
from typing import Any


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def strict_json(body: bytes) -> Any:
    """Read JSON: UTF-8, no NaN. Raises ValueError."""
    try:
        return _DECODER.decode(body.decode("utf-8"))
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
