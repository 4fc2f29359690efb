"""Checks of what users give, and the message for a name that nothing has: what is alike, or what there is."""

import difflib
from collections.abc import Iterable
from typing import TypeVar
from urllib.parse import urlsplit

ORIGIN = "https://fake.tines.test"
API_KEY = "fake-tenant-key"
_MOST_SHOWN = 12

T = TypeVar("T")


def unknown(kind: str, name: object, known: Iterable[str], elsewhere: str = "") -> str:
    """Such as: there is no fault 'PAGE-OVERLP'; do you mean PAGE-OVERLAP? elsewhere: where all of them are listed."""
    names = list(known)
    alike = difflib.get_close_matches(str(name).upper(), names) or difflib.get_close_matches(str(name), names)
    if alike:
        return f"there is no {kind} {name!r}; do you mean {' or '.join(alike)}?"
    hint = elsewhere if elsewhere and len(names) > _MOST_SHOWN else f"there are {', '.join(names)}"
    return f"there is no {kind} {name!r}; {hint}"


def checked(kind: type[T], name: str, value: object) -> T:
    """The value. Raises TypeError for one that is of another kind."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be a {kind.__name__}, not {value!r}")
    return value


def checked_key(api_key: str) -> str:
    """The key. Raises ValueError for one that no header could hold."""
    if not api_key or not api_key.isascii() or not api_key.isprintable() or " " in api_key:
        raise ValueError("api_key must be printable ASCII without blanks, as a bearer token is")
    return api_key


def checked_origin(origin: str) -> str:
    """The origin. Raises ValueError for what is none."""
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.netloc or origin != f"{parts.scheme}://{parts.netloc}":
        raise ValueError(f"origin must be such as https://fake.tines.test, not {origin!r}")
    return origin
