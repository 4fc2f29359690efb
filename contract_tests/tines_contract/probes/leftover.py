"""What a run has made and could not remove."""

import math
import re
from typing import Any

from attrs import frozen

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


def shown_id(shown: Any) -> int | float | str | None:
    """The id as a report may show it: a text may hold anything."""
    if type(shown) is int or (isinstance(shown, float) and math.isfinite(shown)):
        number: int | float = shown
        return number
    is_number = isinstance(shown, str) and _SHOWN.fullmatch(shown) and any(map(str.isdecimal, shown))
    return shown if is_number else None
