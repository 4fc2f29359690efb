"""Which page of a list to ask for next, without I/O.

`Paging.wanted` names the page to ask for; `feed` takes the page that came and `refuse` the tenant's refusal of it. The
state moves only with a page that passed, so that after any error the same page is asked for again.

What this file must hold against (the API leaves all of it open): a tenant that clamps the page size is followed, one
that refuses it is asked for less, and one that repeats a page, skips one, changes their size midway or never ends is an
error, never a loop and never a gap. Links are read for their page number only, so that the key never goes to a link's
origin. Memory: the ids of one page.
"""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar
from urllib.parse import parse_qs, urlsplit

from attrs import frozen

from tines_runtime.errors import ApiError, BadRequestError, DecodeError, UnprocessableError

SIZES: tuple[int | None, ...] = (500, 50, None)
"""The page sizes to ask for in turn: the API's maximum, that of many of its lists, the list's own default."""


class Meta(Protocol):
    """What a page says of itself."""

    @property
    def count(self) -> int: ...
    @property
    def pages(self) -> int: ...
    @property
    def per_page(self) -> int: ...
    @property
    def next_page(self) -> str | None: ...
    @property
    def next_page_number(self) -> int | None: ...


class Numbered(Protocol):
    """An item that a page repeated would repeat."""

    @property
    def id(self) -> int: ...


Item = TypeVar("Item", bound=Numbered)
Page = TypeVar("Page")


@frozen
class Paged(Generic[Item, Page]):
    """Where a page keeps its items and what it says of itself."""

    items: Callable[[Page], Sequence[Item]]
    meta: Callable[[Page], Meta]


@frozen
class Wanted:
    """The page to ask for, and its size; None is the list's default."""

    number: int
    size: int | None


class Paging(Generic[Item, Page]):
    """The walk through the pages of one list."""

    def __init__(self, paged: Paged[Item, Page]) -> None:
        self._paged = paged
        self._number: int | None = 1
        self._sizes = list(SIZES)
        self._granted: int | None = None
        self._last_ids: list[int] = []
        self._seen = 0
        self._most_counted = 0
        self._most_pages = 0

    def wanted(self) -> Wanted | None:
        """The page to ask for next; None where all are read."""
        return None if self._number is None else Wanted(self._number, self._sizes[0])

    def refuse(self, error: ApiError) -> bool:
        """Whether to ask again, because a smaller page may be granted where this one was refused."""
        if self._seen or self._number != 1 or len(self._sizes) == 1:
            return False
        if not isinstance(error, (BadRequestError, UnprocessableError)):
            return False
        self._sizes.pop(0)
        return True

    def feed(self, page: Page) -> Sequence[Item]:
        """Take the page that came and return its items.

        Raises DecodeError where it shows that the walk would never end, or lose items.
        """
        items, meta = self._paged.items(page), self._paged.meta(page)
        following = next_number(meta)
        ids = [item.id for item in items]
        if ids and ids == self._last_ids:
            raise _endless(f"page {self._number} repeats the page before")
        if self._number is not None and following is not None:
            self._check(self._number, following, ids, meta)
        self._seen += len(ids)
        self._most_counted = max(self._most_counted, meta.count)
        self._most_pages = max(self._most_pages, meta.pages)
        self._last_ids = ids
        self._number = following
        if self._granted is None:
            self._granted = meta.per_page
            self._follow_clamping(meta.per_page)
        return items

    def _check(self, number: int, following: int, ids: list[int], meta: Meta) -> None:
        if following != number + 1:
            raise _endless(f"the page that page {number} names as the next one is not page {number + 1}")
        if self._granted not in (None, meta.per_page):
            raise _endless(f"the size of a page is no longer that of page 1 on page {number}")
        if not ids:
            raise _endless(f"page {number} is empty and names a next one")
        if number > max(self._most_pages, meta.pages) and self._seen > max(self._most_counted, meta.count):
            raise _endless(f"page {number} names a next one, past meta.pages and meta.count")

    def _follow_clamping(self, per_page: int) -> None:
        asked = self._sizes[0]
        if asked is not None and 0 < per_page < asked:
            self._sizes = [per_page]


def next_number(meta: Meta) -> int | None:
    """The number of the next page: said so, else inside the link; None on the last page.

    One recorded answer writes the link's null as a string; it is read as null.
    """
    if meta.next_page_number is not None:
        return meta.next_page_number
    if meta.next_page is None or meta.next_page == "null":
        return None
    try:
        numbers = parse_qs(urlsplit(meta.next_page).query).get("page", [""])
        return int(numbers[-1])
    except ValueError:
        raise _endless("meta.next_page is a link without a page number") from None


def _endless(problem: str) -> DecodeError:
    return DecodeError(f"the pages cannot be read to their end: {problem}", status=200, path="$.meta")
