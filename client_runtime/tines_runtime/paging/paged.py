"""How a list pages: what is asked for, what comes, and what a page says of itself.

Links are read for their page number only, so that the key never goes to a link's origin.
"""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct

SMALLER_PAGE = 50
"""The page size to ask for where the largest is refused: many of the API's lists grant it."""


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
    """

    items: str
    meta: str
    id: str
    number: str
    size: str
    largest: int | None
    created: str | None = None

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

        changed: Page = attrs.evolve(page, **{self.items: [*items]})  # type: ignore[misc]  # every page is of attrs
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
