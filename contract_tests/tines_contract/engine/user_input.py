"""What a user gives, as text or as a file: read within bounds, or refused with what to do."""

import re
from pathlib import Path

_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,3})?) ?(s|m|h)?", re.ASCII)


class UsageError(Exception):
    """What was given makes no sense, or something is missing: nothing was judged. The message names what to do."""


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


def read_bounded(path: str, name: str, most: int) -> bytes:
    """What a file holds. name: what messages call it. most: bytes. Raises UsageError."""
    try:
        with Path(path).open("rb") as file:
            body = file.read(most + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no name of a file"
        raise UsageError(f"{name} cannot be read: {why}") from None
    if len(body) > most:
        raise UsageError(f"{name} is larger than {most // 1024**2} MiB")
    return body
