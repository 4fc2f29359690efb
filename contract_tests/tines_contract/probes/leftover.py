"""What a run has made and could not remove."""

import math
import re
from typing import Any

from attrs import frozen

_PLAIN = re.compile(r"[0-9A-Za-z_-]{1,64}|\d{1,20}\.\d{1,9}")
_SHOWN = re.compile(r"[0-9a-fA-F.+-]{1,64}")


@frozen
class Leftover:
    """Item `number` of case `case`. number: its id as the tenant shows it; None where that may not be shown.

    marked: whether it was read with the run's mark; else a response has named it as made, and it may be another's.
    listed: whether it was in a list. why_kept: why it may not be deleted, where that is known. item: what it is called.
    """

    case: str
    number: int | float | str | None
    marked: bool = True
    listed: bool = True
    why_kept: str = ""
    item: str = "action"


def path_id(shown: Any) -> str | None:
    """The id of an item as a path has it; None for what is none."""
    if type(shown) is int:
        return str(shown)
    if isinstance(shown, float) and shown.is_integer():
        return str(int(shown))
    return shown if isinstance(shown, str) and _PLAIN.fullmatch(shown) else None


def id_key(shown: Any) -> str:
    """The id as a path has it, or what stands for one that no path can have."""
    return path_id(shown) or _stand_in(shown)


def _stand_in(shown: Any) -> str:
    plain = isinstance(shown, str | int | float) or shown is None
    return f"?{shown!r}"[:80] if plain else f"?{type(shown).__name__}"


def shown_id(shown: Any) -> int | float | str | None:
    """The id as a report may show it: a text may hold anything."""
    if type(shown) is int or (isinstance(shown, float) and math.isfinite(shown)):
        number: int | float = shown
        return number
    is_number = isinstance(shown, str) and _SHOWN.fullmatch(shown) and any(map(str.isdecimal, shown))
    return shown if is_number else None
