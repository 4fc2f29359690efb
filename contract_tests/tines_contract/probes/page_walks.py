"""Walks through all pages of one size, and by which sizes a list is walked.

What the responses mean is no business of this file's: it reads of them only where a list ends.
"""

from collections.abc import Generator

from attrs import evolve

from tines_contract.contract.paged_list import PagedList
from tines_contract.contract.responses import PagesRead
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import Probe, Probes
from tines_contract.probes.purpose import Purpose
from tines_fake import Response

MOST_PAGES = 26
"""Pages of one walk. 26 pages of 50 are 1,300 items; a larger list is walked by its largest page."""

DEFAULT_PAGES = 8
"""Pages of the walk without a size."""

MOST_EXTRA_PAGES = 8
"""Pages of a walk besides: of 50, and of a size that leaves no rest. Only where the walk itself is as short."""


def read_pages(
    requests: ListRequests, purpose: Purpose, size: int, most: int, *, burst: int = 1, wait: float = 0.0
) -> Generator[Probe, Response, PagesRead]:
    """Read page after page, up to so many, until the list ends or what comes is no page. wait: before the first."""
    pages = PagesRead()
    for number in range(1, most + 1):
        probe = requests.page(purpose, size=size, number=number)
        response = yield evolve(probe, burst=burst, wait=wait if number == 1 else 0.0)
        page = requests.read(response)
        if page is None:
            pages.stopped = response
            break
        pages.add(page)
        if pages.ended:
            break
    return pages


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
    pages = PagesRead()
    for number in range(1, most_pages + 1):
        page = requests.read((yield requests.page(Purpose.WALK, size=size, number=number)))
        if page is None or not page.is_sound or not page.ids:
            return
        if not pages.add(page) and (number > 2 or not page.has_next):
            return
        if not page.has_next and len(page.ids) < (page.size or 0):
            return
