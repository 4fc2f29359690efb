"""How a list pages, and one reading of its pages, from the first to the last, without I/O.

Links are read for their page number only, so that the key never goes to a link's origin.

Offset paging has no snapshot. But all that was there when page 1 came has come if as much of it came as page 1 counts.
An item was there then if page 1 holds it, if it came in an earlier reading, too, or if it was created before. Where
nobody says when that was, the list must look as if it held still: every page counts as many, and nothing comes twice.
Then one change stays unseen: a delete and an add between two pages, which leave the count as it is.
"""

import datetime
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct, structs

from tines_runtime.paging.seen_ids import SeenIds

SMALLER_PAGE = 50
"""The page size to ask for where the largest is refused: many of the API's lists grant it."""
MOST_GROWTH = 100
"""Pages that a list may have in the end beyond twice as many as page 1 said: a count that grows for ever must end."""


class Meta(Protocol):
    """What a page says of itself."""

    @property
    def count(self) -> int: ...
    @property
    def pages(self) -> int: ...
    @property
    def per_page(self) -> int: ...
    @property
    def current_page(self) -> str | None: ...
    @property
    def next_page(self) -> str | None: ...
    @property
    def next_page_number(self) -> int | None: ...


Item = TypeVar("Item")
Page = TypeVar("Page")


class PageRequest(Struct, frozen=True):
    """A page to ask for, and its size; None is the list's default."""

    number: int
    size: int | None


class Received(Struct, Generic[Page], frozen=True):
    """A page that came, and when the tenant says that it sent it: its `Date` header, empty if it has none."""

    page: Page
    date: str = ""


class Paged(Struct, Generic[Item, Page], frozen=True):
    """How a list pages, by the names that its API gives.

    `items` and `meta` are properties of a page, `id` is one of an item, and so is `created`, where items say when they
    were made; `number` and `size` are parameters of the query. `largest` is the greatest size that may be asked for.
    `property_of` makes what gives a property of an item.
    """

    items: str
    meta: str
    id: str
    number: str
    size: str
    largest: int | None
    created: str | None = None
    property_of: Callable[[str], Callable[[Any], Any]] = attrgetter

    def sizes(self) -> list[int | None]:
        """The page sizes to ask for in turn; the last one is the list's own default."""
        if self.largest is None:
            return [None]
        return [self.largest, SMALLER_PAGE, None] if self.largest > SMALLER_PAGE else [self.largest, None]

    def items_of(self, page: Page) -> Sequence[Item]:
        items: Sequence[Item] = getattr(page, self.items)
        return items

    def meta_of(self, page: Page) -> Meta:
        meta: Meta = getattr(page, self.meta)
        return meta

    def page_with(self, page: Page, items: Sequence[Item]) -> Page:
        """The page with only these of its items."""
        import attrs

        change: Any = structs.replace if isinstance(page, Struct) else attrs.evolve
        changed: Page = change(page, **{self.items: [*items]})
        return changed

    def query(self, request: PageRequest) -> dict[str, int | None]:
        """The part of the query that asks for a page."""
        return {self.size: request.size, self.number: request.number}


class TroubleError(Exception):
    """Why pages cannot be read to their end: no list does so, however much it changes."""


def next_number(meta: Meta, parameter: str) -> int | None:
    """The number of the next page: named, else inside the link; None on the last page.

    One recorded response writes the link's null as a string; it is read as null.
    """
    if meta.next_page_number is not None:
        return meta.next_page_number
    if meta.next_page is None or meta.next_page == "null":
        return None
    number = number_in(meta.next_page, parameter)
    if number is None:
        raise TroubleError("meta.next_page is a link without a page number")
    return number


def number_in(link: str | None, parameter: str) -> int | None:
    """The page number inside a link, if there is one."""
    try:
        return None if link is None else int(parse_qs(urlsplit(link).query)[parameter][-1])
    except (ValueError, KeyError):
        return None


class Reading(Generic[Item, Page]):
    """The pages from the first on, as far as they came. before: the ids of earlier readings.

    number: that of the awaited page. skipped: how many items are on the pages before the first. most_pages: how many
    there are at most, as far as pages have said. seen: the ids that came. digest: the same for readings that are the
    same, page by page; None where the count changed meanwhile.
    """

    def __init__(self, paged: Paged[Item, Page], before: SeenIds, first: int = 1) -> None:
        self.first = self.number = first
        self.most_pages = 0
        self.seen = SeenIds()
        self.digest: int | None = 0
        self.found = 0
        self.skipped = 0
        self.first_count = 0
        self._paged = paged
        self._id_of = paged.property_of(paged.id)
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
        """Note what the first page says. began: before it was made, as far as the tenant's clock can tell."""
        self.first_count, self._first_pages, self._began = meta.count, meta.pages, began
        self.found = self._there = self.skipped = min(meta.count, (self.first - 1) * meta.per_page)

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
        if self.number == self.first:
            return 0
        if self._began is None or self._paged.created is None:
            return None
        moments: list[datetime.datetime] = [*map(self._paged.property_of(self._paged.created), items)]
        try:
            if max(moments, default=self._began) <= self._began:
                return 0
        except TypeError:  # an item does not say when it was created
            return None
        return sum(moment > self._began for moment in moments)


def _first_of_each(items: Sequence[Item], ids: Sequence[Any], unknown: set[Any]) -> Sequence[Item]:
    left = set(unknown)
    found = []
    for one, item in zip(ids, items, strict=True):
        if one in left:
            left.remove(one)
            found.append(item)
    return found
