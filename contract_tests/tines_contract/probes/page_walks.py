"""Walks through all pages of one size, and by which sizes a list is walked.

What the responses mean is no business of this file's: it reads of them only where a list ends.
"""

from typing import Any

from attrs import frozen

from tines_contract.contract.paged_list import PagedList
from tines_contract.contract.strict_json import strict_json
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import Probes
from tines_contract.probes.purpose import Purpose
from tines_fake import Response

MOST_PAGES = 26
"""Pages of one walk. 26 pages of 50 are 1,300 items; a larger list is walked by its largest page."""

DEFAULT_PAGES = 8
"""Pages of the walk without a size."""

MOST_EXTRA_PAGES = 8
"""Pages of a walk besides: of 50, and of a size that leaves no rest. Only where the walk itself is as short."""


@frozen
class PageEnd:
    """What shows where a list ends: the ids on a page, and the size, the total and the next page by meta."""

    ids: list[Any]
    count: int
    size: int
    has_next: bool

    @classmethod
    def of(cls, paged: PagedList, response: Response) -> "PageEnd | None":
        """None for what is no page."""
        try:
            body = strict_json(response.body)
            meta = body[paged.paging.meta]
            ids = [str(item[paged.paging.id]) for item in body[paged.paging.items]]
            has_next = meta["next_page"] not in (None, "null")
            return cls(ids, int(meta["count"]), int(meta["per_page"]), has_next)
        except (ValueError, TypeError, KeyError, OverflowError):
            return None


def enough_items(paged: PagedList) -> int:
    """How many items it takes for pages of sizes that have to be granted to be three."""
    return 2 * (paged.granted_sizes.start + 1) + 1


def walk_sizes(paged: PagedList, count: int) -> list[int]:
    """The page sizes to walk by: one that takes three pages or more and, where that is short, up to three more.

    Those are one without rest, the largest that has to be granted, and one that takes two pages. All have to be granted
    but those for a list of few items.
    """
    least, most = paged.granted_sizes.start, paged.granted_sizes.stop - 1
    if count > most * MOST_PAGES:
        return [paged.largest_size]
    size = min(most, max(least + 1, count // 3)) if count >= enough_items(paged) else max(1, count // 3)
    if count > most * MOST_EXTRA_PAGES:
        return [size]
    sizes = [size, *_without_rest(paged, count), *([most] if count > most else [])]
    return list(dict.fromkeys([*sizes, *_of_two_pages(count, (*sizes, least), most)]))


def _of_two_pages(count: int, walked: tuple[int, ...], most: int) -> list[int]:
    """A size whose first page is the last but one, where no walk has two pages. The default is walked too."""
    size = count // 2 + 1
    return [] if count < 2 or size > most or any(one < count <= 2 * one for one in walked) else [size]


def _without_rest(paged: PagedList, count: int) -> list[int]:
    """A size whose last page is full, if there is one that has to be granted or that holds all."""
    least, most = paged.granted_sizes.start, paged.granted_sizes.stop - 1
    if count <= most:
        return [count] if count > 1 else []
    return [size for size in range(most, least, -1) if count % size == 0][:1]


def walk(requests: ListRequests, size: int | None, most_pages: int) -> Probes:
    """All pages of one size, and the page after the last where the last one is full: it may be none."""
    seen: set[Any] = set()
    for number in range(1, most_pages + 1):
        page = PageEnd.of(requests.paged, (yield requests.page(Purpose.WALK, size=size, number=number)))
        if page is None or not page.ids:
            return
        nothing_new = seen.issuperset(page.ids)
        seen.update(page.ids)
        if nothing_new and (number > 2 or not page.has_next):
            return
        if not page.has_next and len(page.ids) < page.size:
            return
