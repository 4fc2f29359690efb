"""Texts of others and durations, as people can read them."""

from collections.abc import Iterable, Sequence


def printable(text: str, most: int | None = None) -> str:
    """So much of the text, in one line: what moves the cursor, hides or turns a line round is an escape, as \\u202e."""
    text = text[:most]
    return text if text.isprintable() else "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)


def in_lines(lines: Iterable[str]) -> str:
    """The lines as a text."""
    return "".join(f"{line}\n" for line in lines)


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Names by what is said of them, of pairs of both."""
    found: dict[str, list[str]] = {}
    for said, name in pairs:
        found.setdefault(said, []).append(name)
    return found


def some_of(names: Sequence[str], most: int) -> str:
    """The first names, and how many more there are."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def roughly(seconds: float) -> str:
    """About how long: seconds, minutes, or hours and minutes."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
