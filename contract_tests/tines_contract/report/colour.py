"""The text of a report in colour, for terminals."""

import os
import sys

_RED, _GREEN, _YELLOW, _FAINT, _END = "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[2m", "\x1b[0m"
_COLOURS = {
    "accepted:": _GREEN,
    "accused:": _RED,
    "unjudged:": _YELLOW,
    "  broken ": _RED,
    "  suspected harm": _RED,
    "  not agreed": _RED,
    "  not exercised ": _YELLOW,
    "  not judged ": _YELLOW,
    "  skipped ": _FAINT,
}


def wants_colour(*, forbidden: bool) -> bool:
    """Whether the standard output is a terminal that shows colour, and nobody has forbidden it (NO_COLOR)."""
    plain = forbidden or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and sys.stdout is not None and sys.stdout.isatty()


def coloured(text: str) -> str:
    """The text, with its lines in colour by how they begin."""
    return "".join(_coloured(line) for line in text.splitlines(keepends=True))


def _coloured(line: str) -> str:
    colour = next((colour for start, colour in _COLOURS.items() if line.startswith(start)), None)
    return line if colour is None else f"{colour}{line.rstrip()}{_END}\n"
