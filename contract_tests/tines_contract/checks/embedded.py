"""A check that the items shown within a case are those of its lists."""

from collections.abc import Iterator

from tines_contract.checks.check import Findings, check
from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.item_diff import contradicts
from tines_contract.evidence.list_evidence import Page
from tines_contract.evidence.observation import Item, Observation
from tines_contract.probes.probe import Purpose
from tines_spec import Operation, item_argument, operations

_MOVES = ("updated_at",)
"""What a job of the tenant's may touch between two reads."""


def _come(evidence: Evidence, operation: Operation) -> bool:
    return any(True for _ in _with_lists(evidence, operation))


@check("EMBEDDED", exercised=_come, race_prone=True, needs=(Purpose.LIST_ALL,))
def embedded(evidence: Evidence, operation: Operation) -> Findings:
    """What comes with an item of a list of its own is in that list, once, with the same values."""
    for seen, items, name, pages in _with_lists(evidence, operation):
        first, *more = pages
        for what in _wrong(items, first):
            if all(what in _wrong(items, page) for page in more):
                shown_by = [first.observation, seen, *(page.observation for page in more)]
                yield Finding(f"{name}: {what}", shown_by)


def _wrong(items: list[Item], page: Page) -> list[str]:
    paging = page.paged.paging
    listed: dict[object, Item] = dict(zip(page.ids, page.items, strict=True))
    if not items and listed:
        return [f"none comes, and {len(listed)} are listed"]
    wrong = [f"one {paging.item} comes twice"] if len({item.get(paging.id) for item in items}) < len(items) else []
    for item in items:
        number = item.get(paging.id)
        one, other = (_shown(found) for found in (listed.get(number, {}), item))
        names = contradicts(page.paged.operation, one, other, _MOVES)
        if number not in listed:
            wrong.append(f"{paging.item} {number} is not listed")
        elif names:
            wrong.append(f"{', '.join(names)} of {paging.item} {number} is another than in the list")
    return wrong


def _shown(item: Item) -> Item:
    """The fields that have a value: how much of each item comes is left open."""
    return {name: value for name, value in item.items() if value is not None}


def _with_lists(evidence: Evidence, operation: Operation) -> Iterator[tuple[Observation, list[Item], str, list[Page]]]:
    """Each item that was read, what it has of a list, and that list, as often as it was read whole meanwhile."""
    for name, owner in operation.embeds.items():
        pages = {page.observation: page for page in evidence.list_of(operations()[owner]).pages}
        for _, reads in evidence.blocks:
            whole = [page for seen in reads if (page := pages.get(seen)) and not page.has_next]
            for seen in (one for one in reads if one.operation == operation):
                number = seen.arguments[item_argument(operation) or ""]
                held = None if seen.decoded is None else seen.decoded.body.get(name)
                listed = [page for page in whole if page.parent == number and len(page.ids) == page.count]
                if isinstance(held, list) and listed and (held or listed[0].items):
                    yield seen, [item for item in held if isinstance(item, dict)], name, listed
