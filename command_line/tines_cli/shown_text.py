"""What comes from a tenant as it may be shown.

Of a secret URL its host is left, of query parameters their names. What moves the cursor, hides, or turns a line round
is an escape.
"""

import json
import sys
from collections.abc import Callable, Collection, Mapping
from typing import Any

from tines_cases import jsonable
from tines_cli.streams import takes_unicode
from tines_runtime.secret import REDACTED, hidden_url, visible

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


_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


def shown(value: Any) -> str:
    """A value in one line; nothing where there is none."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json_text(value)
    safe = visible(text)
    return safe if takes_unicode(sys.stdout) else safe.encode("ascii", "backslashreplace").decode()


def json_text(value: Any) -> str:
    """A value as JSON, exactly; what a terminal might obey, or the output cannot show, stands there as an escape."""
    import msgspec

    text = msgspec.json.encode(value).decode()
    if not takes_unicode(sys.stdout):
        return text if text.isascii() else "".join(one if one.isascii() else _escaped(one) for one in text)
    return text if text.isprintable() else "".join(one if one.isprintable() else _escaped(one) for one in text)


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1]


def cell(value: Any) -> str | int:
    """A value for a spreadsheet, which takes none of it for a formula: anybody may have written it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = shown(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
