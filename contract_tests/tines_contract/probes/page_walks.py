"""Walks through the pages of a list, by which sizes it is walked, and whether others write to it meanwhile.

What the responses mean is no business of this file's: it reads of them only where a list ends, and what it holds.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve, field, frozen

from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import Probes, Purpose, Steps
from tines_contract.promises.lists import PagedList
from tines_contract.promises.responses import PagesRead

MOST_PAGES = 26
"""Pages of one walk. 26 pages of 50 are 1,300 items; a larger list is walked by its largest page."""

_MOST_OF_WHOLE = 400
"""Pages of a list that is read to remove what is in it."""

DEFAULT_PAGES = 8
"""Pages of the walk without a size."""

MOST_EXTRA_PAGES = 8
"""Pages of a walk besides: of 50, and of a size that leaves no rest. Only where the walk itself is as short."""


def read_pages(
    requests: ListRequests, purpose: Purpose, size: int, most: int, *, burst: int = 1, wait: float = 0.0
) -> Steps[PagesRead]:
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


def list_whole(requests: ListRequests, pause: float = 0.0) -> Steps[bool]:
    """Read all pages of a list, after a pause; whether the tenant failed on the way."""
    paged = requests.paged
    failed = False
    for size in paged.large_sizes:
        pages = yield from read_pages(requests, Purpose.CLEANUP, size, _MOST_OF_WHOLE, wait=pause)
        failed |= pages.stopped is not None and pages.stopped.status >= 500
        if pages.ended:
            break
    return failed


def enough_items(paged: PagedList) -> int:
    """How many items it takes for pages of sizes that have to be granted to be three."""
    return 2 * (paged.granted_sizes.start + 1) + 1


def walk_sizes(paged: PagedList, count: int) -> list[int]:
    """The page sizes to walk by: one that takes three pages or more and, where that is short, up to three more.

    Those are one without rest, the largest that has to be granted, and one that takes two pages. All have to be granted
    but those for a list of few items.
    """
    least, most = paged.granted_sizes.start, paged.most_granted
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
    least, most = paged.granted_sizes.start, paged.most_granted
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


@frozen
class Snapshot:
    """What a list holds, as far as few requests can tell.

    whole: whether that is all. count: meta.count.
    items: the items by id, in no order; without `whole` those of the first and of the last page.
    """

    whole: bool
    count: Any
    items: Mapping[Any, Any] = field(repr=False)


NOTHING = Snapshot(True, None, {})
"""What is seen where nothing can be, or need be, read."""


def snapshot(requests: ListRequests) -> Steps[Snapshot]:
    """Read the list: all of it where that fits on one page."""
    paged = requests.paged
    for size in paged.large_sizes:
        first = requests.read((yield requests.page(Purpose.SNAPSHOT, size=size, number=1)))
        if first is not None:
            break
    else:
        return NOTHING
    if not first.has_next:
        return Snapshot(True, first.count, by_id(paged, first.items))
    number = first.meta.get("pages")
    last = requests.read((yield requests.page(Purpose.SNAPSHOT, size=size, number=number)))
    return Snapshot(False, first.count, by_id(paged, first.items + ([] if last is None else last.items)))


def changed_between(before: Snapshot, after: Snapshot, known: Mapping[Any, Any]) -> bool:
    """Whether somebody wrote between two snapshots; `known` are all items that were seen before the first.

    An order that changes from response to response is no writing: it may show items that were not met before, but none
    with a higher number than any that was, and none that is another than it was.
    """
    if before.whole and after.whole:
        return before.items != after.items
    earlier = {**known, **before.items}
    highest = max(earlier, default=0)
    return before.count != after.count or any(
        number > highest or earlier.get(number, item) != item for number, item in after.items.items()
    )


def by_id(paged: PagedList, items: Iterable[Any]) -> dict[Any, Any]:
    """The items by id, by what does not change by itself; those that come twice, whatever they hold, together."""
    found: dict[Any, list[dict[str, Any]]] = {}
    for item in items:
        number = item.get(paged.paging.id) if isinstance(item, dict) else None
        if isinstance(number, int):
            # What is nested may hold clocks that run, as that of an SLA does.
            lasting = {name: value for name, value in item.items() if not isinstance(value, list | dict)}
            alike = found.setdefault(number, [])
            alike.extend([] if lasting in alike else [lasting])
    return {number: alike[0] if len(alike) == 1 else sorted(map(repr, alike)) for number, alike in found.items()}
