"""The items of a list, page after page: two thin drivers of `paging.Paging`.

Nothing is fetched before the first item, or the total, is asked for.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import Generic, TypeVar

from tines_runtime.errors import ApiError
from tines_runtime.paging import Item, Page, Paged, Paging, Wanted

T = TypeVar("T")


class _Buffer(Generic[Item, Page]):
    """The pages that have come and not been taken, and how far the taking of items is. No I/O."""

    def __init__(self, paged: Paged[Item, Page]) -> None:
        self.paging = Paging(paged)
        self.meta = paged.meta
        self.fetched: Page | None = None
        self.items: Sequence[Item] = ()
        self.taken = 0
        self.total: int | None = None

    def keep(self, page: Page) -> None:
        items = self.paging.feed(page)
        if self.total is None:
            self.total = self.meta(page).count
        self.fetched, self.items, self.taken = page, items, 0

    def take_page(self) -> Page | None:
        page, self.fetched, self.items, self.taken = self.fetched, None, (), 0
        return page

    def take_item(self) -> Item | None:
        if self.taken >= len(self.items):
            return None
        self.taken += 1
        self.fetched = None
        return self.items[self.taken - 1]


class Items(Generic[Item, Page]):
    """An iterator over all items of a list.

    After an error it can go on: the next step asks for the same page again. The pages are those of the moment they are
    read at: an item that is added or removed meanwhile can move others over a page's edge, to be seen twice or not at
    all.
    """

    def __init__(self, paged: Paged[Item, Page], fetch: Callable[[Wanted], Page]) -> None:
        self._buffer = _Buffer(paged)
        self._fetch = fetch

    def __iter__(self) -> Iterator[Item]:
        return self

    def __next__(self) -> Item:
        while (item := self._buffer.take_item()) is None:
            if not self._fill():
                raise StopIteration
        return item

    def total(self) -> int:
        """How many items there are on all pages, as the first page said; asks for it where it hasn't come yet."""
        if self._buffer.total is None:
            self._fill()
        return self._buffer.total or 0

    def pages(self) -> Iterator[Page]:
        """The pages whole, from the one after the last that was begun; each is asked for when it is its turn."""
        # Not a generator: that would be over after an error.
        return iter(self._next_page, None)

    def _next_page(self) -> Page | None:
        if self._buffer.fetched is None:
            self._fill()
        return self._buffer.take_page()

    def _fill(self) -> bool:
        while (wanted := self._buffer.paging.wanted()) is not None:
            try:
                page = self._fetch(wanted)
            except ApiError as error:
                if not self._buffer.paging.refuse(error):
                    raise
            else:
                self._buffer.keep(page)
                return True
        return False


class AsyncItems(Generic[Item, Page]):
    """As `Items`, for `async for`."""

    def __init__(self, paged: Paged[Item, Page], fetch: Callable[[Wanted], Awaitable[Page]]) -> None:
        self._buffer = _Buffer(paged)
        self._fetch = fetch

    def __aiter__(self) -> AsyncIterator[Item]:
        return self

    async def __anext__(self) -> Item:
        while (item := self._buffer.take_item()) is None:
            if not await self._fill():
                raise StopAsyncIteration
        return item

    async def total(self) -> int:
        """As `Items.total`."""
        if self._buffer.total is None:
            await self._fill()
        return self._buffer.total or 0

    def pages(self) -> AsyncIterator[Page]:
        """As `Items.pages`."""
        return _AsyncPages(self._next_page)

    async def _next_page(self) -> Page | None:
        if self._buffer.fetched is None:
            await self._fill()
        return self._buffer.take_page()

    async def _fill(self) -> bool:
        while (wanted := self._buffer.paging.wanted()) is not None:
            try:
                page = await self._fetch(wanted)
            except ApiError as error:
                if not self._buffer.paging.refuse(error):
                    raise
            else:
                self._buffer.keep(page)
                return True
        return False


class _AsyncPages(Generic[Page]):
    """Not a generator: that would be over after an error."""

    def __init__(self, next_page: Callable[[], Awaitable[Page | None]]) -> None:
        self._next_page = next_page

    def __aiter__(self) -> AsyncIterator[Page]:
        return self

    async def __anext__(self) -> Page:
        page = await self._next_page()
        if page is None:
            raise StopAsyncIteration
        return page
