"""Timestamps of RFC 3339, and which of two is the later one as far as they say."""

import datetime
import functools
import re

_RFC_3339 = re.compile(
    r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(\.\d+)?"
    r"([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
)


LONG_ENOUGH = 1.125
"""Seconds after which timestamps differ, even where they are cut to the second. Sums of it are exact as floats."""


@functools.lru_cache(maxsize=4096)
def moment(text: str) -> datetime.datetime | None:
    """A timestamp of RFC 3339, or None; a leap second counts as the second before it."""
    parts = _RFC_3339.fullmatch(text)
    if parts is None:
        return None
    fraction = (parts[7] or "")[:7]
    offset = "+00:00" if parts[8] in "Zz" else parts[8]
    second = "59" if parts[6] == "60" else parts[6]
    try:
        return datetime.datetime.fromisoformat(
            f"{parts[1]}-{parts[2]}-{parts[3]}T{parts[4]}:{parts[5]}:{second}{fraction}{offset}"
        )
    except ValueError:  # the 31st of a month of 30 days
        return None


def is_before(one: str, other: str) -> bool:
    """Whether one timestamp is before another, as far as both say: where one is cut to the second, so is the other."""
    earlier, later = moment(one), moment(other)
    if earlier is None or later is None or earlier >= later:
        return False
    if "." in one and "." in other:
        return True
    return earlier.replace(microsecond=0) < later.replace(microsecond=0)
