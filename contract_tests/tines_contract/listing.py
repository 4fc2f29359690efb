"""A page that was observed, read: what checks of paging look at.

Only bodies that their schema allows are read. What is wrong with the others is told by the checks of shape, once.
"""

import functools
from typing import Any
from urllib.parse import parse_qs, urlsplit

from attrs import field, frozen

from tines_contract.observation import Observation

LINKS = ("current_page", "next_page", "previous_page")
"""What meta names pages by."""


@frozen(eq=False)
class Listing:
    """One page: what was asked for and what came."""

    seen: Observation
    body: dict[str, Any] = field(repr=False)

    @property
    def case(self) -> str:
        return self.seen.case

    @property
    def meta(self) -> dict[str, Any]:
        found: dict[str, Any] = self.body["meta"]
        return found

    @property
    def items(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.body["actions"]
        return found

    @functools.cached_property
    def ids(self) -> list[int]:
        return [item["id"] for item in self.items]

    @property
    def asked_size(self) -> int | None:
        return _number(self.seen.request.argument("per_page"))

    @property
    def number(self) -> int:
        return _number(self.seen.request.argument("page")) or 1

    @property
    def size(self) -> int:
        """meta.per_page: what the server says it did."""
        return int(self.meta["per_page"])

    @property
    def count(self) -> int:
        return int(self.meta["count"])

    def link(self, name: str) -> str | None:
        """A link of meta. One recorded answer writes null as a string; it is read as null."""
        found = self.meta[name]
        return None if found in (None, "null") else str(found)

    @property
    def has_next(self) -> bool:
        return self.link("next_page") is not None

    @property
    def followed(self) -> bool:
        """Whether another page follows, by the link and by the count; where they disagree a check tells it."""
        return self.has_next and self.count > self.number * self.size


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdecimal() else None


def argument_of(link: str, name: str) -> int | None:
    """A number among a link's query parameters, or None."""
    try:
        return _number(parse_qs(urlsplit(link).query).get(name, [""])[-1])
    except ValueError:
        return None
