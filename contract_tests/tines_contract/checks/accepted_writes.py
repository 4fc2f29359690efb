"""The writes that a tenant took, and those that it should have taken: what the checks of writes have in common."""

from tines_contract.checks.check import Findings
from tines_contract.contract.parents import item_argument
from tines_contract.evidence.comparing import changed
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.finding import Finding
from tines_contract.evidence.history import Change, Place, history
from tines_contract.evidence.observation import Item
from tines_contract.probes.purpose import Purpose
from tines_spec import Operation, Writable, writable

MEANT = (Purpose.WRITE, Purpose.SERVER_OWNED, Purpose.UNSPECIFIED)
_MAY_NOT = (401, 403, 404)
"""A key that may read and not write is no breach, and a tenant may say that it is so with any of these."""


def written(operation: Operation) -> Writable:
    """What may be written of the items of an operation that writes them."""
    known = writable(operation)
    assert known is not None, operation.name
    return known


def accepted(evidence: Evidence, operation: Operation) -> list[Change]:
    """The changes that were meant, that succeeded, and that came isolated between two reads."""
    return [
        one
        for one in history(evidence, operation)
        if one.operation == operation and one.write.purpose in MEANT and one.accepted and one.isolated
    ]


def finding(message: str, change: Change) -> Finding:
    """A finding that a change and what was read after it show."""
    return Finding(message, change.shown_by, change.view_before.reads)


def refused(evidence: Evidence, operation: Operation) -> Findings:
    """Changes that the spec allows, of items that are there, which the tenant refuses to make."""
    for change in history(evidence, operation):
        seen = change.write
        if change.operation != operation or seen.purpose is not Purpose.WRITE or not seen.refused:
            continue
        there = item_argument(operation) is None or change.place in change.before
        if seen.response.status not in _MAY_NOT and there:
            yield Finding(f"a body that the spec allows is refused with {seen.response.status}", [seen])


def stored(change: Change, place: Place) -> Item | None:
    """The item as it is now, where list and single item do not contradict each other: that has its own check."""
    item = change.after.item(place)
    single = change.after.by_id.get(place)
    return None if item is None or (single is not None and changed(item, single, change.known.given)) else item


def readings(change: Change, place: Place) -> list[Item]:
    """The item as it is read after a change, in the list and by its id: not both may show every field."""
    if stored(change, place) is None:
        return []
    case, number = place
    listed = [item for item in change.after.listed.get(case, ()) if item[change.known.id] == number]
    return [*listed, *(item for one, item in change.after.by_id.items() if one == place)]
