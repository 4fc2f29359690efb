"""Checks that a write does no more than it is for."""

from collections.abc import Iterator, Sequence

from tines_contract.checks.case_isolation import changes_elsewhere, leaks
from tines_contract.checks.check import Findings, check
from tines_contract.checks.judged_writes import MEANT, accepted, finding, stored
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.harm import restless
from tines_contract.evidence.history import Change, history, same
from tines_contract.evidence.item_diff import changed
from tines_contract.evidence.observation import Item
from tines_contract.probes.probe import Purpose
from tines_contract.promises.lists import compared_fields
from tines_contract.promises.timestamps import moment
from tines_spec import Operation

_HARMLESS = (*MEANT, Purpose.ALREADY_DELETED, Purpose.ODD, Purpose.CLEANUP)


def _others_seen(evidence: Evidence, operation: Operation) -> bool:
    changes = accepted(evidence, operation)
    return any(change.after.item(place) is not None for change in changes for place in change.others)


@check("KEEPS-OTHERS", exercised=_others_seen, race_prone=True, needs=(Purpose.ODD, Purpose.ALREADY_DELETED))
def keeps_others(evidence: Evidence, operation: Operation) -> Findings:
    """All other items stay as they are, as far as this run has made them."""
    # Where a list ignores its case, what it has of others need not be theirs.
    apart = not leaks(evidence, operation)
    for change in history(evidence, operation):
        if change.operation == operation and change.write.purpose in _HARMLESS and change.write.succeeded:
            elsewhere = changes_elsewhere(change, evidence) if apart else ()
            for message in [*_harmed(change, restless(evidence, operation)), *elsewhere] if change.isolated else []:
                yield finding(message, change)


def _harmed(change: Change, but: Sequence[str]) -> Iterator[str]:
    word = change.known.item
    for place, before in change.others.items():
        if change.after.lacks(place):
            yield f"{word} {place[1]} is gone, and it was not meant"
        item = stored(change, place)
        names = [] if item is None else changed(before, item, [name for name in _kept(change) if name not in but])
        if names:
            yield f"{word} {place[1]} is another in {', '.join(names)}, and it was not meant"
    yield from (f"{word} {number} has come, and is like one that was there" for number in _copies(change))


def _kept(change: Change) -> tuple[str, ...]:
    """The fields of others that stay. To make room, or to close a gap, some tenants may touch those next to it."""
    if _changes_one(change):
        return compared_fields(change.operation)
    return (*change.known.given, "created_at")


def _changes_one(change: Change) -> bool:
    return change.operation in (change.known.operations.update, change.known.operations.append)


def _copies(change: Change) -> Iterator[int]:
    """The items that an update adds, and that are like one of this run."""
    known = change.known
    if not _changes_one(change) or change.place is None or change.after.item(change.place) is None:
        return
    if change.case not in change.view_before.whole:
        return
    there = {item[known.id] for item in change.view_before.listed[change.case]}
    for item in change.after.listed.get(change.case, ()):
        if item[known.id] not in there and any(same(known, item, before) for before in change.before.values()):
            yield item[known.id]


def _owned_sent(evidence: Evidence, operation: Operation) -> bool:
    return any(True for _ in _owned(evidence, operation))


@check("SERVER-OWNED", exercised=_owned_sent)
def server_owned(evidence: Evidence, operation: Operation) -> Findings:
    """What the server owns is not taken from the body."""
    for change, item in _owned(evidence, operation):
        names = [name for name in _owned_names(change) if name in item]
        taken = [name for name in names if not changed(change.sent, item, [name]) and _can_compare(name, item)]
        if taken:
            yield finding(f"{', '.join(taken)} of the body is taken", change)


def _owned(evidence: Evidence, operation: Operation) -> Iterator[tuple[Change, Item]]:
    for change in history(evidence, operation):
        item = None if change.place is None else change.after.item(change.place)
        is_tried = change.operation == operation and change.write.purpose is Purpose.SERVER_OWNED
        if is_tried and item is not None and _owned_names(change):
            yield change, item


def _owned_names(change: Change) -> list[str]:
    """What of the body is the server's."""
    return [name for name in change.sent if name not in change.known.given]


def _can_compare(name: str, item: Item) -> bool:
    return not name.endswith("_at") or moment(item[name]) is not None
