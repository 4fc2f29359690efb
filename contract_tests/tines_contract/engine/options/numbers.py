"""Numbers, durations and the like, as a user writes them."""

import re

from tines_contract.engine.options.usage_error import UsageError

_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,3})?) ?(s|m|h)?", re.ASCII)


def seconds_of(text: str, what: str) -> float:
    """The seconds of a text such as 90, 15m or 1h. Raises UsageError."""
    parts = _DURATION.fullmatch(text.strip())
    seconds = 0.0 if parts is None else float(parts[1]) * {"m": 60, "h": 3600}.get(parts[2], 1)
    if not seconds:
        raise UsageError(f"{what} must be such as 90, 90s, 15m or 1h, not {text[:40]!r}")
    return seconds


def number_of(text: str, what: str) -> int:
    """A positive integer. Raises UsageError."""
    if not text.isascii() or not text.isdecimal() or len(text) > 19 or not 0 < int(text) < 2**63:
        raise UsageError(f"{what} must be a positive integer, not {text[:40]!r}")
    return int(text)
