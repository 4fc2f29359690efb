"""Texts of others as a terminal may show them: what moves the cursor, hides, or turns a line round is an escape."""

import json
import sys
from typing import Any

from tines_cli.streams import takes_unicode
from tines_runtime.redaction import visible

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
