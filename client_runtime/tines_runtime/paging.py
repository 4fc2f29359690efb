"""Which pages of a list to ask for next, without I/O.

`Paging.wanted` names the page that is awaited and those that may be asked for with it; `feed` takes the pages that
came, one by one and in order, and `refuse` the tenant's refusal of the first. The state moves only with a page that
passed, so that after any error the same page is asked for again.

What this file must hold against (the API leaves all of it open): a tenant that clamps the page size is followed, one
that refuses it is asked for less, and one that repeats a page, skips one, sends another than was asked for, changes
their size midway, ends early or never is an error, never a loop and never a gap. Links are read for their page number
only, so that the key never goes to a link's origin. Memory: the ids of the last few pages.

Asking ahead pays only where the consumer has to wait: the first page is asked for alone, and more than one at once only
after a wait in which nothing was done. Without one, pages come one by one, which is faster then.
"""

import math
from collections import deque
from collections.abc import Hashable, Sequence
from operator import attrgetter
from typing import Generic, Protocol, TypeVar
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct

from tines_runtime.errors import BadRequestError, DecodeError, TinesError, UnprocessableError
from tines_runtime.outcome import Failure

SMALLER_PAGE = 50
"""The page size to ask for where the largest is refused: many of the API's lists grant it."""

PREFETCH = 4
"""How many pages beyond the awaited one are asked for at once."""

MOST_GROWTH = 100
"""Pages that a list may have in the end beyond twice as many as page 1 said: a count that grows for ever must end."""

REAL_WAIT = 0.01
"""Seconds in which nothing was done but wait, from which on it pays to ask ahead."""


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


class Wanted(Struct, frozen=True):
    """A page to ask for, and its size; None is the list's default."""

    number: int
    size: int | None


class Paged(Struct, Generic[Item, Page], frozen=True):
    """How a list pages, by the names that its API gives.

    `items` and `meta` are properties of a page, `id` is one of an item; `number` and `size` are parameters of the
    query. `largest` is the greatest size that may be asked for.
    """

    items: str
    meta: str
    id: str
    number: str
    size: str
    largest: int | None

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

    def query(self, wanted: Wanted) -> dict[str, int | None]:
        """The part of the query that asks for a page."""
        return {self.size: wanted.size, self.number: wanted.number}


class Paging(Generic[Item, Page]):
    """The walk through the pages of one list."""

    def __init__(self, paged: Paged[Item, Page], size: int | None = None) -> None:
        self._paged = paged
        self._id_of = attrgetter(paged.id)
        self._number: int | None = 1
        self._sizes = paged.sizes() if size is None else [size]
        self._granted: int | None = None
        self._ahead = 0
        self._last = _LastIds()
        self._seen = 0
        self._least_counted = math.inf
        self._most_counted = 0
        self._most_pages = 0
        self._first_pages = 0

    def wanted(self) -> tuple[Wanted, ...]:
        """The page that is awaited, and those to ask for with it; none where all are read."""
        if self._number is None:
            return ()
        last = max(self._number, min(self._number + self._ahead, self._most_pages))
        return tuple(Wanted(number, self._sizes[0]) for number in range(self._number, last + 1))

    def waited(self, seconds: float) -> None:
        """Note how long nothing was done but wait for the pages that were asked for last."""
        self._ahead = PREFETCH if seconds >= REAL_WAIT else 0

    def refuse(self, error: TinesError) -> bool:
        """Whether to ask again, because a smaller page may be granted where this one was refused."""
        if self._granted is not None or len(self._sizes) == 1:
            return False
        if not isinstance(error, (BadRequestError, UnprocessableError)):
            return False
        self._sizes.pop(0)
        return True

    def feed(self, page: Page) -> Sequence[Item] | Failure:
        """Take the page that came and return its items, without those that the last few pages had.

        A Failure, with a DecodeError, where it shows that the walk would never end, or lose items.
        """
        assert self._number is not None
        items, meta = self._paged.items_of(page), self._paged.meta_of(page)
        ids = list(map(self._id_of, items))
        try:
            following = _next_number(meta, self._paged.number)
            self._check(self._number, following, ids, meta)
        except _TroubleError as trouble:
            message = f"the pages cannot be read to their end: {trouble}"
            path = f"$.{self._paged.meta}"
            return Failure(DecodeError(f"status 200: {message} (at {path})", status=200, path=path))
        self._note(meta, len(ids), following)
        return self._last.without_known(items, ids)

    def _check(self, number: int, following: int | None, ids: list[Hashable], meta: Meta) -> None:
        came = _number_in(meta.current_page, self._paged.number)
        if came not in (None, number):
            raise _TroubleError(f"page {number} was asked for, and page {came} came")
        if self._last.repeated(ids):
            raise _TroubleError(f"page {number} repeats a page before it")
        if following is None:
            self._check_end(len(ids), meta)
        else:
            self._check_next(number, following, len(ids), meta)

    def _check_end(self, found: int, meta: Meta) -> None:
        changed = min(self._least_counted, meta.count) < max(self._most_counted, meta.count)
        if not changed and self._seen + found < meta.count:
            all_pages = f"{self._seen + found} {self._paged.items} came on all pages together"
            raise _TroubleError(f"{all_pages}, and {self._paged.meta}.count is {meta.count}")

    def _check_next(self, number: int, following: int, found: int, meta: Meta) -> None:
        if following != number + 1:
            raise _TroubleError(f"the page that page {number} names as the next one is not page {number + 1}")
        if self._granted not in (None, meta.per_page):
            raise _TroubleError(f"the size of a page is no longer that of page 1 on page {number}")
        if number > 2 * (self._first_pages or meta.pages) + MOST_GROWTH:
            raise _TroubleError(f"page {number} names a next one, and there were {self._first_pages} pages at first")
        if not found:
            raise _TroubleError(f"page {number} is empty and names a next one")
        if number > max(self._most_pages, meta.pages) and self._seen + found > max(self._most_counted, meta.count):
            name = self._paged.meta
            raise _TroubleError(f"page {number} names a next one, past {name}.pages and {name}.count")

    def _note(self, meta: Meta, found: int, following: int | None) -> None:
        self._seen += found
        self._least_counted = min(self._least_counted, meta.count)
        self._most_counted = max(self._most_counted, meta.count)
        self._most_pages = max(self._most_pages, meta.pages)
        self._number = following
        if self._granted is None:
            self._first_pages = meta.pages
            self._granted = meta.per_page
            self._follow_clamping(meta.per_page)

    def _follow_clamping(self, per_page: int) -> None:
        asked = self._sizes[0]
        if asked is not None and 0 < per_page < asked:
            self._sizes = [per_page]


class _LastIds:
    """The ids of as many pages as can be in flight together: an item that moves between those comes twice."""

    def __init__(self) -> None:
        self._pages: deque[list[Hashable]] = deque(maxlen=PREFETCH + 1)
        self._fresh: deque[set[Hashable]] = deque()
        self._known: set[Hashable] = set()

    def repeated(self, ids: list[Hashable]) -> bool:
        """Whether a whole page came before."""
        return bool(ids) and ids in self._pages

    def without_known(self, items: Sequence[Item], ids: list[Hashable]) -> Sequence[Item]:
        """The items whose ids are new; all ids are known from then on."""
        fresh = set(ids)
        if len(fresh) < len(ids) or not self._known.isdisjoint(fresh):
            fresh -= self._known
            first = {known: item for known, item in zip(reversed(ids), reversed(items), strict=True) if known in fresh}
            items = [item for known, item in zip(ids, items, strict=True) if first.get(known) is item]
        self._pages.append(ids)
        self._fresh.append(fresh)
        self._known |= fresh
        if len(self._fresh) > PREFETCH + 1:
            self._known -= self._fresh.popleft()
        return items


class _TroubleError(Exception):
    """Why the walk cannot go on."""


def _next_number(meta: Meta, parameter: str) -> int | None:
    """The number of the next page: named, else inside the link; None on the last page.

    One recorded response writes the link's null as a string; it is read as null.
    """
    if meta.next_page_number is not None:
        return meta.next_page_number
    if meta.next_page is None or meta.next_page == "null":
        return None
    number = _number_in(meta.next_page, parameter)
    if number is None:
        raise _TroubleError("meta.next_page is a link without a page number")
    return number


def _number_in(link: str | None, parameter: str) -> int | None:
    """The page number inside a link, if there is one."""
    try:
        return None if link is None else int(parse_qs(urlsplit(link).query)[parameter][-1])
    except (ValueError, KeyError):
        return None
