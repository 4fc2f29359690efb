"""Which probes a run sends to judge one list and its items by reading, one after another, without I/O."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.page_walks import DEFAULT_PAGES, MOST_PAGES, walk, walk_sizes
from tines_contract.probes.probe import REFUSED_KEYS, UNKNOWN_IDS, UNKNOWN_PARENTS, WRONG_KEYS, Probes, Purpose, Steps
from tines_contract.promises.lists import PagedList
from tines_contract.promises.responses import ReadPage, read_page
from tines_fake import Credentials, Response

MOST_OTHER_PARENTS = 4

_NO_IDS = ("0", "-1")
"""What no item has for an id, whatever a server reads into it."""

_HUGE = ("9223372036854775808", "1" + 30 * "0")
_ODD_IDS = (*_HUGE, "abc", "1.5")
_ODD_PARENTS = ("0", "-1", *_HUGE, "abc", "1.5")
_ODD_PARENTS_OF_ITEMS = ("0", "9223372036854775808", "abc")
_ODD_NUMBERS = ("0", "-1", "9223372036854775807", *_HUGE, "abc", "1.5", "")
_ODD_FILTERS = ("9223372036854775808", "abc", "")

OtherParents = Mapping[int, list[Any]]
"""Other cases whose list can be read, each with the ids of the items on its first page."""


def other_parents(requests: ListRequests, other: int | None, also: int | None = None) -> Steps[OtherParents]:
    """Read the list of the case before and of the one after, or those that may be there where neither is.

    other: the one to read in their place. also: one to read besides.
    """
    found: dict[int, list[Any]] = {}
    own = requests.parent
    if not isinstance(own, int):
        return found
    near = [own - 1, own + 1] if other is None else [other]
    for parent in [*([] if also is None or also in near else [also]), *near]:
        if parent > 0:
            found |= yield from _read(requests, parent)
    for parent in () if found or other is not None else (1, 2):
        if parent not in (*near, own):
            found |= yield from _read(requests, parent)
    return found


def _read(requests: ListRequests, parent: int) -> Steps[OtherParents]:
    ids = ids_of(requests.paged, (yield requests.under(parent).page(Purpose.OTHER_CASE_LIST)))
    return {} if ids is None else {parent: ids}


def ids_of(paged: PagedList, response: Response) -> list[Any] | None:
    """The ids on a page, or None for what is no page."""
    page = read_page(paged.paging, response)
    return None if page is None else [number for number in page.ids if type(number) is int]


_READ = 3

MOST_ITEM_REQUESTS = (
    (1 + _READ + 1 + 1 + 1)
    + (1 + len(WRONG_KEYS) + len(UNKNOWN_IDS + _NO_IDS) + len(UNKNOWN_PARENTS))
    + len(_ODD_IDS + _ODD_PARENTS_OF_ITEMS)
    + 2 * MOST_OTHER_PARENTS
)


def item_reads(requests: ListRequests, others: OtherParents) -> Probes:
    """Read some of the items on the first page, the first, the last and one between, and what is none."""
    size = requests.paged.most_granted
    ids = ids_of(requests.paged, (yield requests.page(Purpose.LIST_ALL, size=size, number=1))) or []
    if requests.paged.resource.get is None:
        return
    known = [] if requests.known_item is None else [requests.known_item]
    some = list(dict.fromkeys([*ids[:1], *ids[-1:], *ids[len(ids) // 2 :]]))[:_READ]
    yield from requests.embedded()
    for number in dict.fromkeys([*some, *known]):
        yield requests.item(Purpose.READ, number)
    yield from requests.embedded()
    ids = ids or known
    if not ids:
        return
    yield requests.nowhere()
    yield from _refused_items(requests, ids[0])
    yield from _of_others(requests, ids, others)
    for number in _ODD_IDS:
        yield requests.item(Purpose.ODD, number)
    for parent in () if requests.parent is None else _ODD_PARENTS_OF_ITEMS:
        yield requests.under(parent).item(Purpose.ODD, ids[0])
    yield requests.item(Purpose.READ, ids[0])


def _refused_items(requests: ListRequests, known: object) -> Probes:
    for purpose, key in REFUSED_KEYS:
        yield requests.item(purpose, known).with_key(key)
    for number in (*UNKNOWN_IDS, *_NO_IDS):
        yield requests.item(Purpose.UNKNOWN_ITEM, number)
    for parent in () if requests.parent is None else UNKNOWN_PARENTS:
        if parent != requests.parent:
            yield requests.under(parent).item(Purpose.UNKNOWN_CASE, known)


def _of_others(requests: ListRequests, ids: list[object], others: OtherParents) -> Probes:
    """One of theirs under our case, and one of ours under theirs: numbers that both have say nothing."""
    for parent, theirs in others.items():
        for number in [number for number in theirs if number not in ids][:1]:
            yield requests.item(Purpose.WRONG_CASE, number)
        for number in [number for number in ids if number not in theirs][:1]:
            yield requests.under(parent).item(Purpose.WRONG_CASE, number)


def most_list_requests(paged: PagedList) -> int:
    """How many probes a list takes at most."""
    of_parents = 0 if paged.parent is None else len(UNKNOWN_PARENTS + _ODD_PARENTS) + MOST_OTHER_PARENTS
    of_pages = 2 + DEFAULT_PAGES + MOST_PAGES + len(_other_sizes(paged))
    odd = len(_odd_sizes(1)) + len(_ODD_NUMBERS) + len(_ODD_FILTERS) * len(paged.filters)
    filtered = sum(1 + len(paged.operation.query_parameters[name].schema.get("enum", ())) for name in paged.filters)
    return len(_BYPASSES) + 1 + filtered + of_pages + 1 + len(WRONG_KEYS) + of_parents + odd + MOST_ITEM_REQUESTS


def list_reads(requests: ListRequests, other_parent: int | None) -> Probes:
    """All probes of one list and its items; `other_parent` is one to compare it with."""
    paged = requests.paged
    default = requests.read((yield requests.page(Purpose.DEFAULT)))
    yield from walk(requests, None, DEFAULT_PAGES)
    for size in walk_sizes(paged, 0 if default is None else max(default.count or 0, len(default.ids))):
        yield from walk(requests, size, MOST_PAGES)
    for size in _other_sizes(paged):
        yield requests.page(Purpose.SIZE, size=size, number=1)
    yield from _with_filters(requests, default)
    yield from _refused(requests)
    others = yield from other_parents(requests, other_parent)
    yield from _odd(requests)
    yield from item_reads(requests, others)
    yield requests.page(Purpose.DEFAULT_AGAIN)


def _other_sizes(paged: PagedList) -> list[int]:
    """Sizes besides the walks': the ends of those that have to be granted, and of all, where the server may clamp."""
    least, most = paged.granted_sizes.start, paged.most_granted
    return list(dict.fromkeys([least, min(least + 1, most), most, paged.largest_size, 1]))


def _with_filters(requests: ListRequests, default: ReadPage | None) -> Probes:
    """The list with each value that the spec lists for a filter, and with the id of what an item names as its own."""
    size, paged = requests.paged.most_granted, requests.paged
    for name in paged.filters:
        listed = paged.operation.query_parameters[name].schema.get("enum", ())
        items = [] if default is None else [item for item in default.items if isinstance(item, dict)]
        own = [item.get(name.removesuffix("_id")) for item in items]
        ids = [one["id"] for one in own if isinstance(one, dict) and type(one.get("id")) is int][:1]
        for value in (*listed, *ids):
            if value != paged.paging.stable.get(name):
                yield requests.page(Purpose.GENERATED, size=size, number=1, filters={name: value})


_BYPASSES: tuple[Mapping[str, Any], ...] = (
    {"method": "HEAD"},
    *({"headers": {"x-http-method-override": method}} for method in ("HEAD", "GET")),
    {"headers": {"x-user-token": "any"}},
)


def _bypasses(requests: ListRequests) -> Probes:
    """Requests without a key, such as what stands before a server may let in. None of them writes."""
    plain = requests.page(Purpose.BYPASS).with_key(Credentials.NONE)
    for changes in (*_BYPASSES, {"path": f"{plain.request.path}/"}):
        yield evolve(plain, request=evolve(plain.request, **changes))


def _refused(requests: ListRequests) -> Probes:
    if requests.paged.operation.keeps("LIST-KEY-BYPASSED"):
        yield from _bypasses(requests)
    for purpose, key in REFUSED_KEYS:
        yield requests.page(purpose).with_key(key)
    for parent in () if requests.parent is None else UNKNOWN_PARENTS:
        if parent != requests.parent:
            yield requests.under(parent).page(Purpose.UNKNOWN_CASE)


def _odd(requests: ListRequests) -> Probes:
    for parent in () if requests.parent is None else _ODD_PARENTS:
        yield requests.under(parent).page(Purpose.ODD)
    for size in _odd_sizes(requests.paged.largest_size):
        yield requests.page(Purpose.ODD, size=size)
    for number in _ODD_NUMBERS:
        yield requests.page(Purpose.ODD, number=number)
    for name in requests.paged.filters:
        for value in _ODD_FILTERS:
            yield requests.page(Purpose.ODD, filters={name: value})


def _odd_sizes(largest: int) -> tuple[str, ...]:
    """Page sizes that are huge or odd, and the one beyond the largest."""
    return ("0", "-1", str(largest + 1), *_HUGE, "abc", "1.5", "")
