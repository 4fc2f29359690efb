"""What a request shows of its sender: read from its Authorization header, which goes no further."""

import hmac
from collections.abc import Iterable
from urllib.parse import urlsplit

from tines_fake.exchange import Credentials

_SECRET = frozenset({"authorization", "cookie", "proxy-authorization", "x-user-token"})


def shown_credentials(authorization: str | None, api_key: str) -> Credentials:
    """Whether the header holds the right key, another one, or is missing."""
    if authorization is None:
        return Credentials.NONE
    scheme, _, key = authorization.partition(" ")
    # In constant time: how long it takes must not say how much of a key is right.
    right = hmac.compare_digest(key.strip().encode(), api_key.encode())
    return Credentials.RIGHT if right and scheme.lower() == "bearer" else Credentials.WRONG


def shown_headers(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The headers, by their names in lower case, for a journal: those that hold a secret are masked."""
    shown = dict(headers)
    shown.update(dict.fromkeys(_SECRET & shown.keys(), "…"))
    return shown


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
