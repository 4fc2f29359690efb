"""A page that was observed, decoded: what checks of paging read.

Only bodies that their schema allows are decoded. What is wrong with the others is found by the checks of shape, once.
"""

import functools
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from tines_contract.contract.paged_list import PagedList
from tines_contract.contract.responses import ReadPage, link_in, number_in
from tines_contract.evidence.observation import Observation

LINKS = ("current_page", "next_page", "previous_page")
"""What meta names pages by."""


@frozen(eq=False)
class Page:
    """One page: what was requested and what came."""

    paged: PagedList
    observation: Observation
    body: dict[str, Any] = field(repr=False)
    read: ReadPage = field(repr=False)

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
    def meta(self) -> Mapping[str, Any]:
        return self.read.meta

    @property
    def items(self) -> list[dict[str, Any]]:
        return self.read.items

    @functools.cached_property
    def ids(self) -> list[int]:
        return self.read.ids

    @property
    def requested_size(self) -> int | None:
        return number_in(self.observation.request.argument(self.paged.paging.size))

    @property
    def number(self) -> int:
        return number_in(self.observation.request.argument(self.paged.paging.number)) or 1

    @property
    def size(self) -> int:
        """meta.per_page: the size after any clamping."""
        return self.read.size or 0

    @property
    def count(self) -> int:
        return self.read.count or 0

    def link(self, name: str) -> str | None:
        return link_in(self.meta, name)

    @property
    def has_next(self) -> bool:
        return bool(self.read.has_next)

    @property
    def followed(self) -> bool:
        """Whether another page follows, by the link and by the count; where they disagree a check finds it."""
        return self.has_next and self.count > self.number * self.size
