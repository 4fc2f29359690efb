"""Items as plain values, with what is secret hidden: of a URL its host is left, of query parameters their names."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from tines_cases import jsonable
from tines_runtime.redaction import REDACTED
from tines_runtime.secret import hidden_url

Row = dict[str, Any]


def row_of(secrets: Collection[str]) -> Callable[[Any], Row]:
    """What makes a row of an item. secrets: the names of what is hidden."""
    return lambda item: {name: _hidden(one) if name in secrets else one for name, one in jsonable(item).items()}


def _hidden(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict.fromkeys(value, REDACTED)
    return None if value is None else hidden_url(value)


def is_hidden(item: Mapping[str, Any], secrets: Collection[str]) -> bool:
    """Whether an item that somebody wants to write is one whose secrets were hidden when it was read."""
    for value in map(item.get, secrets):
        if isinstance(value, str) and (value == REDACTED or value.endswith(f"/{REDACTED}")):
            return True
        if isinstance(value, Mapping) and REDACTED in value.values():
            return True
    return False
