"""A check that an item read by its id is the one in the list."""

from collections.abc import Collection, Iterator

from tines_contract.checks.case_isolation import leaks, listed_elsewhere
from tines_contract.checks.check import Findings, check
from tines_contract.checks.shape import created_fixed
from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.harm import restless
from tines_contract.evidence.item_diff import contradicts
from tines_contract.evidence.list_evidence import Page
from tines_contract.evidence.observation import Item, Observation
from tines_contract.probes.probe import Purpose
from tines_contract.promises.lists import described
from tines_spec import Operation, item_argument, resource_of

Pair = tuple[Observation, Item, Page]
"""What was read by its id, with the same item in a list that was read at the same time."""


def _read_and_listed(evidence: Evidence, operation: Operation) -> bool:
    return any(seen.decoded is not None for seen, _, _ in _pairs(evidence, operation))


@check("AS-LISTED", exercised=_read_and_listed, race_prone=True, needs=(Purpose.LIST_ALL,))
def as_listed(evidence: Evidence, operation: Operation) -> Findings:
    """An item that is listed is found by its id, and is the same there."""
    leaking = leaks(evidence, operation)  # what the list has of other cases, only those have by id
    owner = resource_of(operation).list
    moving = {"created_at"} if owner is not None and any(created_fixed(evidence, owner)) else set()
    for seen, listed, page in _pairs(evidence, operation):
        message = _difference(operation, seen, listed, {*restless(evidence, operation), *moving})
        if message is None or _is_nowhere(evidence, operation, seen) or (leaking and seen.refused):
            continue
        if listed_elsewhere(evidence, operation, seen.parent, [listed]) is None:
            yield Finding(message, [page.observation, seen])


def _difference(operation: Operation, seen: Observation, listed: Item, moving: Collection[str]) -> str | None:
    """What is another in the single item, but for the fields that move by themselves: lists have a check of that."""
    item = described(operation, listed)
    if seen.refused:
        return f"{item} is listed, and is refused with {seen.response.status} when it is read by its id"
    single = listed if seen.decoded is None else seen.decoded.items[0]
    names = contradicts(operation, listed, single, tuple(moving))
    return f"{', '.join(names)} of {item} is another than in the list" if names else None


def _pairs(evidence: Evidence, operation: Operation) -> Iterator[Pair]:
    """Each item that was read by its id, with the first page of those read meanwhile that holds it."""
    owner = resource_of(operation).list
    argument = item_argument(operation)
    if owner is None or argument is None:
        return
    pages = {page.observation: page for page in evidence.list_of(owner).pages}
    for _, reads in evidence.blocks:
        listed = [pages[seen] for seen in reads if seen in pages]
        for seen in reads:
            if seen.purpose is Purpose.READ and seen.operation == operation:
                yield from _first_holding(listed, seen, seen.arguments[argument])


def _first_holding(pages: list[Page], seen: Observation, number: str) -> Iterator[Pair]:
    for page in pages:
        for one, item in zip(page.ids, page.items, strict=True):
            if str(one) == number and page.parent == seen.parent:
                yield seen, item, page
                return


def _is_nowhere(evidence: Evidence, operation: Operation, seen: Observation) -> bool:
    """Whether single items get the response of an address that nothing is at: then the operation is not there."""
    sent = evidence.observations_of(operation)
    if any(one.succeeded for one in sent):
        return False
    if all(one.response.status in (401, 403) for one in sent if one.purpose is Purpose.READ):
        return True  # the key may list, and may not read by id
    elsewhere = [one.response for one in evidence.observations if one.purpose is Purpose.NOWHERE]
    return any((one.status, one.body) == (seen.response.status, seen.response.body) for one in elsewhere)
