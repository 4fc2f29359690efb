"""JSON as RFC 8259 has it."""

import json
from typing import Any


def strict_json(body: bytes) -> Any:
    """Read JSON: UTF-8, no NaN. Raises ValueError."""

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is no JSON")

    try:
        return json.loads(body.decode("utf-8"), parse_constant=refuse)
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
