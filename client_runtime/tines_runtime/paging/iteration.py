"""The items of a list, page after page: two thin drivers of `paging.Paging`.

Nothing is fetched before the first item, or the total, is asked for.
"""

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from functools import partial
from operator import length_hint
from typing import Any, Generic

from msgspec import Struct

from tines_runtime.call.response import Call, Failure, value_or_raise
from tines_runtime.options import check_hook
from tines_runtime.paging.paged import Item, Page, Paged, PageRequest, Received
from tines_runtime.paging.paging import Paging
from tines_runtime.paging.prefetch import fetch_all, fetch_all_async
from tines_runtime.steps import OneAtATime, Steps, run, run_async

MOST_HINTED = 1_000_000
"""`list` makes room at once for as many items as are hinted at, and a tenant may say anything."""


Match = Callable[[Item], object]
"""Whether to deliver an item: it is passed over where this is false."""
Fetch = Callable[[Sequence[PageRequest]], Any]
"""What came of several pages, in order, and for how many seconds nothing was done but wait; or this, awaited."""


class Wanted(Struct, Generic[Item, Page], frozen=True):
    """What to read of a list: how it pages, the call for a page, the size and the first page, and which items."""

    paged: Paged[Item, Page]
    call: Callable[[PageRequest], Call[Received[Page]]]
    size: int | None
    start: int
    match: Match[Item] | None


class _Walk(Generic[Item, Page]):
    """The pages that have come and not been taken, and how far the taking of items is. No I/O."""

    def __init__(self, wanted: Wanted[Item, Page]) -> None:
        check_hook("match", wanted.match, "an item")
        self._paging = Paging(wanted.paged, wanted.size, wanted.start)
        self._match = wanted.match
        self._paged = wanted.paged
        self._outcomes: deque[Received[Page] | Failure] = deque()
        self._page: Page | None = None
        self._size = 0
        self._begun = 0
        self._stepping = OneAtATime("an iterator is for one thread or task: call iterate in each")
        self.items: Iterator[Item] = iter(())
        self.total: int | None = None
        self.page: int | None = None

    def fill(self, fetch: Fetch, read: Iterator[Item] | None = None) -> Steps[bool]:
        """Begin the next page, unless another thread did so since the items were read; False after the last.

        Raises what came in its place, and forgets the pages after it.
        """
        with self._stepping:
            while read in (None, self.items) and not self._next_page():
                requests = self._paging.requests()
                if not requests:
                    return False
                outcomes, idle = yield partial(fetch, requests)
                self._outcomes.extend(outcomes)
                self._paging.waited(idle)
            return True

    def read_total(self, fetch: Fetch) -> Steps[int]:
        """As the first page says; asks for it where it hasn't come yet."""
        if self.total is None:
            yield from self.fill(fetch)
        return self.total or 0

    def read_page(self, fetch: Fetch) -> Steps[Page | None]:
        """The page that was begun last, if none of its items was taken, or else the next one."""
        page = self._take_page()
        if page is None and (yield from self.fill(fetch)):
            page = self._take_page()
        return page

    def _next_page(self) -> bool:
        self._page = None
        while self._outcomes:
            if self._begin_next():
                return True
        return False

    def _begin_next(self) -> bool:
        outcome, awaited = self._outcomes[0], self._paging.awaited
        passed = self._passed(outcome)  # what match raises leaves the page to the next step
        self._outcomes.popleft()
        if isinstance(outcome, Failure):
            self._outcomes.clear()
            value_or_raise(self._paging.refuse(outcome))
            return False
        items, failure = self._paging.feed(outcome)
        if self._paging.awaited != (awaited or 0) + 1:
            self._outcomes.clear()
        if failure is not None:
            self._outcomes.append(failure)  # it is raised after the items that came before it
        items = [item for item in items if id(item) not in passed] if passed else items
        begun = bool(items) or (self.total is None and failure is None)
        if begun:
            self.page = awaited
            self._begin(outcome.page, items)
        return begun

    def _passed(self, outcome: Received[Page] | Failure) -> set[int]:
        """Which of a page's items, by identity, are not to be delivered."""
        if self._match is None or isinstance(outcome, Failure):
            return set()
        return {id(item) for item in self._paged.items_of(outcome.page) if not self._match(item)}

    def _begin(self, page: Page, items: Sequence[Item]) -> None:
        if self.total is None:
            self.total = self._paged.meta_of(page).count
        self._page, self.items, self._size = page, iter(items), len(items)
        self._begun += len(items)

    def _take_page(self) -> Page | None:
        page = self._page if length_hint(self.items) == self._size else None
        if page is None:
            return None
        if self._size < len(self._paged.items_of(page)):
            page = self._paged.page_with(page, [*self.items])
        self._page, self.items, self._size = None, iter(()), 0
        return page

    def is_partly_read(self) -> bool:
        """Whether items were taken that do not come again."""
        return self._begun > length_hint(self.items)

    def left(self) -> int | None:
        """How many items are still to come, as far as the first page can tell, and no more than there is room for."""
        if self.total is None:
            return None
        unread = self.total - self._paging.skipped - self._begun
        return min(MOST_HINTED, max(0, unread) + length_hint(self.items))


class Items(Generic[Item, Page]):
    """An iterator over all items of a list.

    If page 1 took long enough to be worth it, the next pages are fetched five at a time. While the consumer is at work
    nothing is in flight: a loop can be left in any way, and leaves no thread and no request behind.

    After an error it can go on: the next step asks for the same page again. What is in the list from the first page to
    the last comes exactly once, also while others write: where some of it may be missing, the pages are read again, and
    what is new comes last. A ListMovedError says that this was of no use, and the next step begins anew.
    """

    def __init__(
        self, wanted: Wanted[Item, Page], made: Callable[[Call[Received[Page]]], Received[Page] | Failure]
    ) -> None:
        def fetch(request: PageRequest) -> Received[Page] | Failure:
            return made(wanted.call(request))

        self._walk = _Walk(wanted)
        self._fetch = partial(fetch_all, fetch)

    def __iter__(self) -> Iterator[Item]:
        return self

    def __next__(self) -> Item:
        while True:
            items = self._walk.items
            for item in items:
                return item
            if not run(self._walk.fill(self._fetch, items)):
                raise StopIteration

    def __length_hint__(self) -> int:
        """How many items are still to come, as the first page said; not known before it has come, or `total` has."""
        left = self._walk.left()
        return NotImplemented if left is None else left

    @property
    def _is_partly_read(self) -> bool:  # asked by what takes an iterable of several
        return self._walk.is_partly_read()

    @property
    def page(self) -> int | None:
        """The number of the page of the last item, None before the first: `start=` it to go on in another process."""
        return self._walk.page

    def total(self) -> int:
        """How many items there are on all pages, as the first page said; asks for it where it hasn't come yet.

        It counts what the tenant counts: those, too, that `match` passes over.
        """
        return run(self._walk.read_total(self._fetch))

    def pages(self) -> Iterator[Page]:
        """The pages, from the one after the last that was begun: as they came, without the items that came before."""
        # Not a generator: that would be over after an error.
        return iter(lambda: run(self._walk.read_page(self._fetch)), None)


class AsyncItems(Generic[Item, Page]):
    """As `Items`, for `async for`, on asyncio and trio: no task outlives the step it was started in."""

    def __init__(
        self, wanted: Wanted[Item, Page], made: Callable[[Call[Received[Page]]], Awaitable[Received[Page] | Failure]]
    ) -> None:
        def fetch(request: PageRequest) -> Awaitable[Received[Page] | Failure]:
            return made(wanted.call(request))

        self._walk = _Walk(wanted)
        self._fetch = partial(fetch_all_async, fetch)

    def __aiter__(self) -> AsyncIterator[Item]:
        return self

    async def __anext__(self) -> Item:
        while True:
            for item in self._walk.items:
                return item
            if not await run_async(self._walk.fill(self._fetch)):
                raise StopAsyncIteration

    def __length_hint__(self) -> int:
        """As `Items`' own."""
        left = self._walk.left()
        return NotImplemented if left is None else left

    @property
    def page(self) -> int | None:
        """As `Items.page`."""
        return self._walk.page

    async def total(self) -> int:
        """As `Items.total`."""
        return await run_async(self._walk.read_total(self._fetch))

    def pages(self) -> AsyncIterator[Page]:
        """As `Items.pages`."""
        return _AsyncPages(lambda: run_async(self._walk.read_page(self._fetch)))


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
