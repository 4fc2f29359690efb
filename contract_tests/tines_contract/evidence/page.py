"""A page that was observed, decoded: what checks of paging read.

Only bodies that their schema allows are decoded. What is wrong with the others is found by the checks of shape, once.
"""

import functools
from typing import Any
from urllib.parse import parse_qs, urlsplit

from attrs import field, frozen

from tines_contract.contract.paged_list import PagedList
from tines_contract.evidence.observation import Observation

LINKS = ("current_page", "next_page", "previous_page")
"""What meta names pages by."""


@frozen(eq=False)
class Page:
    """One page: what was requested and what came."""

    paged: PagedList
    observation: Observation
    body: dict[str, Any] = field(repr=False)

    @property
    def parent(self) -> str:
        """What the list is of, such as the number of a case."""
        return self.observation.parent

    @functools.cached_property
    def whole_of(self) -> str:
        """What the pages of all sizes together hold: the items of that parent, as far as they are filtered for."""
        paging, request = self.paged.paging, self.observation.request
        names = [name for name in self.paged.filters if name not in paging.stable]
        return f"{request.path}?" + "&".join(f"{name}={request.argument(name)}" for name in names)

    @property
    def meta(self) -> dict[str, Any]:
        found: dict[str, Any] = self.body[self.paged.paging.meta]
        return found

    @property
    def items(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.body[self.paged.paging.items]
        return found

    @functools.cached_property
    def ids(self) -> list[int]:
        return [item[self.paged.paging.id] for item in self.items]

    @property
    def requested_size(self) -> int | None:
        return number_in(self.observation.request.argument(self.paged.paging.size))

    @property
    def number(self) -> int:
        return number_in(self.observation.request.argument(self.paged.paging.number)) or 1

    @property
    def size(self) -> int:
        """meta.per_page: the size after any clamping."""
        return int(self.meta["per_page"])

    @property
    def count(self) -> int:
        return int(self.meta["count"])

    def link(self, name: str) -> str | None:
        """A link of meta. One recorded response writes null as a string; it is read as null."""
        found = self.meta[name]
        return None if found in (None, "null") else str(found)

    @property
    def has_next(self) -> bool:
        return self.link("next_page") is not None

    @property
    def followed(self) -> bool:
        """Whether another page follows, by the link and by the count; where they disagree a check finds it."""
        return self.has_next and self.count > self.number * self.size


def number_in(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdecimal() else None


def argument_of(link: str, name: str) -> int | None:
    """A number among a link's query parameters, 0 for what is none, or None."""
    try:
        found = parse_qs(urlsplit(link).query).get(name)
    except ValueError:
        return None
    return None if found is None else number_in(found[-1]) or 0
