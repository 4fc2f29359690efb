"""One request as an operation sees it: what is asked, of which operation, when, and which sound tenant this is."""

import datetime
from collections.abc import Mapping

from attrs import frozen

from tines_fake.exchange import Request
from tines_fake.quirks import Quirks
from tines_fake.routes import Route


@frozen(kw_only=True)
class Asked:
    """path: the path's arguments as text. now: the moment of a write, which no earlier write shares."""

    request: Request
    route: Route
    path: Mapping[str, str]
    quirks: Quirks
    now: datetime.datetime


def integer(text: str) -> int | None:
    """A positive integer of 64 bits, or None."""
    if not text.isascii() or not text.isdecimal() or len(text) > 19:
        return None
    return int(text) if 0 < int(text) < 2**63 else None
