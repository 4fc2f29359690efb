"""Items as plain values, with what is secret hidden: of a URL its host is left, of query parameters their names."""

from collections.abc import Callable, Mapping
from typing import Any

from tines_cases import jsonable
from tines_runtime.redaction import REDACTED
from tines_runtime.secret import hidden_url

Row = dict[str, Any]


def action_row(*, show_secrets: bool) -> Callable[[Any], Row]:
    """What makes a row of an action."""
    return jsonable if show_secrets else lambda action: without_secrets(jsonable(action))


def without_secrets(row: Row) -> Row:
    """An action, as others may see it."""
    params = row.get("query_params")
    hidden = dict.fromkeys(params, REDACTED) if isinstance(params, Mapping) else params
    return {**row, "url": hidden_url(row["url"]), "query_params": hidden}


def is_hidden(action: object) -> bool:
    """Whether an action that somebody wants to write is one whose secrets were hidden when it was read."""
    if not isinstance(action, Mapping):
        return False
    url, params = action.get("url"), action.get("query_params")
    hidden = isinstance(url, str) and (url == REDACTED or url.endswith(f"/{REDACTED}"))
    return hidden or (isinstance(params, Mapping) and REDACTED in params.values())
