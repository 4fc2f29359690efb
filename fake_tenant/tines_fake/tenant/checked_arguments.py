"""Checks of what a fake tenant is made of."""

from typing import TypeVar
from urllib.parse import urlsplit

ORIGIN = "https://fake.tines.test"
API_KEY = "fake-tenant-key"

T = TypeVar("T")


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
