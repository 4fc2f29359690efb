"""One reading of a list's pages, from the first to the last, without I/O: whether it shows all that was there.

Offset paging has no snapshot. But all that was there when page 1 came has come if as much of it came as page 1 counts.
An item was there then if page 1 holds it, if it came in an earlier reading, too, or if it was created before. Where
nobody says when that was, the list must look as if it held still: every page counts as many, and nothing comes twice.
Then one change stays unseen: a delete and an add between two pages, which leave the count as it is.
"""

import datetime
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, Generic

from tines_runtime.paging.paged import Item, Meta, Page, Paged, TroubleError, next_number, number_in
from tines_runtime.paging.seen_ids import SeenIds

MOST_GROWTH = 100
"""Pages that a list may have in the end beyond twice as many as page 1 said: a count that grows for ever must end."""


class Reading(Generic[Item, Page]):
    """The pages from 1 on, as far as they came. before: the ids of earlier readings.

    number: that of the awaited page. most_pages: how many there are at most, as far as pages have said. seen: the ids
    that came. digest: the same for readings that are the same, page by page; None where the count changed meanwhile.
    """

    def __init__(self, paged: Paged[Item, Page], before: SeenIds) -> None:
        self.number = 1
        self.most_pages = 0
        self.seen = SeenIds()
        self.digest: int | None = 0
        self.found = 0
        self.first_count = 0
        self._paged = paged
        self._id_of = attrgetter(paged.id)
        self._before = before
        self._began: datetime.datetime | None = None
        self._there = 0
        self._moved = False
        self._first_pages = 0
        self._most_counted = 0

    @property
    def complete(self) -> bool:
        """Whether all has come that was there from the first page to the last."""
        return self._there >= self.first_count or (not self._moved and self.found >= self.first_count)

    def following(self, items: Sequence[Item], meta: Meta) -> int | None:
        """The number of the page after the one that came. Raises TroubleError for what no list does that changes."""
        number, following = self.number, next_number(meta, self._paged.number)
        came = number_in(meta.current_page, self._paged.number)
        if came not in (None, number):
            raise TroubleError(f"page {number} was asked for, and page {came} came")
        if following is None:
            return None
        if following != number + 1:
            raise TroubleError(f"the page that page {number} names as the next one is not page {number + 1}")
        if number > 2 * (self._first_pages or meta.pages) + MOST_GROWTH:
            raise TroubleError(f"page {number} names a next one, and there were {self._first_pages} pages at first")
        if not items:
            raise TroubleError(f"page {number} is empty and names a next one")
        if number > max(self.most_pages, meta.pages) and self.found + len(items) > max(self._most_counted, meta.count):
            name = self._paged.meta
            raise TroubleError(f"page {number} names a next one, past {name}.pages and {name}.count")
        return following

    def begin(self, meta: Meta, began: datetime.datetime | None) -> None:
        """Note what page 1 says. began: before it was made, as far as the tenant's clock can tell."""
        self.first_count, self._first_pages, self._began = meta.count, meta.pages, began

    def take(self, items: Sequence[Item], meta: Meta) -> Sequence[Item] | None:
        """Take the items of the awaited page. Those that came in no reading before; None where all came in this one."""
        ids = list(map(self._id_of, items))
        fresh = self.seen.unknown(ids)
        unknown = self._before.unknown(fresh)
        new = items if len(unknown) == len(ids) else _first_of_each(items, ids, unknown)
        self._note(meta, len(fresh), len(fresh) < len(ids), new)
        steady = self.digest is not None and meta.count == self.first_count
        self.digest = hash((self.digest, meta.count, *ids)) if steady else None
        self.seen.add(fresh)
        return new if fresh or not ids else None

    def _note(self, meta: Meta, found: int, repeats: bool, new: Sequence[Item]) -> None:
        young = self._young(new)
        self.found += found
        self._there += found - (len(new) if young is None else young)
        self._moved = self._moved or repeats or bool(young) or meta.count != self.first_count
        self._most_counted = max(self._most_counted, meta.count)
        self.most_pages = max(self.most_pages, meta.pages)

    def _young(self, items: Sequence[Item]) -> int | None:
        """How many of them may not have been there when page 1 came; None where nobody knows."""
        if self.number == 1:
            return 0
        if self._began is None or self._paged.created is None:
            return None
        moments: list[datetime.datetime] = [*filter(None, map(attrgetter(self._paged.created), items))]
        if max(moments, default=self._began) <= self._began:
            return 0
        return sum(moment > self._began for moment in moments)


def _first_of_each(items: Sequence[Item], ids: Sequence[Any], unknown: set[Any]) -> Sequence[Item]:
    left = set(unknown)
    found = []
    for one, item in zip(ids, items, strict=True):
        if one in left:
            left.remove(one)
            found.append(item)
    return found
