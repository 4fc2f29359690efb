"""Which probes a run sends to judge one list and its items by reading, one after another, without I/O."""

from tines_contract.contract.paged_list import PagedList
from tines_contract.probes.item_reads import MOST_ITEM_REQUESTS, item_reads
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.other_parents import MOST_OTHER_PARENTS, other_parents
from tines_contract.probes.page_walks import DEFAULT_PAGES, MOST_PAGES, walk, walk_sizes
from tines_contract.probes.probe import Probes
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.refused_values import (
    ODD_FILTERS,
    ODD_NUMBERS,
    ODD_PARENTS,
    UNKNOWN_PARENTS,
    WRONG_KEYS,
    odd_sizes,
)
from tines_fake import Credentials


def most_list_requests(paged: PagedList) -> int:
    """How many probes a list takes at most."""
    of_parents = 0 if paged.parent is None else len(UNKNOWN_PARENTS + ODD_PARENTS) + MOST_OTHER_PARENTS
    of_pages = 2 + DEFAULT_PAGES + MOST_PAGES + len(_other_sizes(paged))
    odd = len(odd_sizes(1)) + len(ODD_NUMBERS) + len(ODD_FILTERS) * len(paged.filters)
    return of_pages + 1 + len(WRONG_KEYS) + of_parents + odd + MOST_ITEM_REQUESTS


def list_reads(requests: ListRequests, other_parent: int | None) -> Probes:
    """All probes of one list and its items; `other_parent` is one to compare it with."""
    paged = requests.paged
    default = requests.read((yield requests.page(Purpose.DEFAULT)))
    yield from walk(requests, None, DEFAULT_PAGES)
    for size in walk_sizes(paged, 0 if default is None else max(default.count or 0, len(default.ids))):
        yield from walk(requests, size, MOST_PAGES)
    for size in _other_sizes(paged):
        yield requests.page(Purpose.SIZE, size=size, number=1)
    yield from _refused(requests)
    others = yield from other_parents(requests, other_parent)
    yield from _odd(requests)
    yield from item_reads(requests, others)
    yield requests.page(Purpose.DEFAULT_AGAIN)


def _other_sizes(paged: PagedList) -> list[int]:
    """Sizes besides the walks': the ends of those that have to be granted, and of all, where the server may clamp."""
    least, most = paged.granted_sizes.start, paged.granted_sizes.stop - 1
    return list(dict.fromkeys([least, min(least + 1, most), most, paged.largest_size, 1]))


def _refused(requests: ListRequests) -> Probes:
    yield requests.page(Purpose.NO_KEY, credentials=Credentials.NONE)
    for key in WRONG_KEYS:
        yield requests.page(Purpose.WRONG_KEY, credentials=key)
    for parent in () if requests.parent is None else UNKNOWN_PARENTS:
        if parent != requests.parent:
            yield requests.page(Purpose.UNKNOWN_CASE, parent=parent)


def _odd(requests: ListRequests) -> Probes:
    for parent in () if requests.parent is None else ODD_PARENTS:
        yield requests.page(Purpose.ODD, parent=parent)
    for size in odd_sizes(requests.paged.largest_size):
        yield requests.page(Purpose.ODD, size=size)
    for number in ODD_NUMBERS:
        yield requests.page(Purpose.ODD, number=number)
    for name in requests.paged.filters:
        for value in ODD_FILTERS:
            yield requests.page(Purpose.ODD, filters={name: value})
