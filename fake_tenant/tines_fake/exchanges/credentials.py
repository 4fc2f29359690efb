"""What a request shows of its sender: read from its Authorization header, which goes no further."""

import hmac
from collections.abc import Iterable

from tines_fake.exchanges.exchange import Credentials

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
