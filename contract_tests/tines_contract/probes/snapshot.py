"""Whether others write to a list while it is read: what a breach of paging could otherwise be."""

from collections.abc import Generator, Iterable, Mapping
from typing import Any

from attrs import field, frozen

from tines_contract.contract.paged_list import PagedList
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_fake import Response


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


def snapshot(requests: ListRequests) -> Generator[Probe, Response, Snapshot]:
    """Read the list: all of it where that fits on one page."""
    paged = requests.paged
    for size in dict.fromkeys((paged.largest_size, paged.granted_sizes.stop - 1)):
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
            lasting = _lasting(item)
            alike = found.setdefault(number, [])
            alike.extend([] if lasting in alike else [lasting])
    return {number: alike[0] if len(alike) == 1 else sorted(map(repr, alike)) for number, alike in found.items()}


def _lasting(item: Mapping[str, Any]) -> dict[str, Any]:
    """The texts, numbers and the like: what is nested may hold clocks that run, as that of an SLA does."""
    return {name: value for name, value in item.items() if not isinstance(value, list | dict)}
