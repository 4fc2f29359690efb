"""What the checks of writes have in common."""

from collections.abc import Iterator

from tines_contract.checks.cases import case_only, elsewhere_changed
from tines_contract.comparing import GIVEN, changed
from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Finding, Findings
from tines_contract.history import Change, Place, same
from tines_contract.observation import Item
from tines_contract.operations import UPDATE, Operation, operations
from tines_contract.purpose import Purpose
from tines_contract.timestamps import moment

_MEANT = (Purpose.WRITE, Purpose.OWNED, Purpose.UNSAID)
_HARMLESS = (*_MEANT, Purpose.GONE, Purpose.ODD, Purpose.CLEAN)
_MAY_NOT = (401, 403, 404)
"""A key that may read and not write is no breach, and a tenant may say that it is so with any of these."""


def accepted(evidence: Evidence, operation: str) -> list[Change]:
    """The changes that were meant, were answered with success, and came alone between two reads."""
    return [
        one
        for one in evidence.history
        if one.operation == operation and one.seen.purpose in _MEANT and one.accepted and one.alone
    ]


def finding(promise: str, told: str, change: Change) -> Finding:
    """A finding that a change and what was read after it show."""
    return Finding(promise, told, change.shown_by, change.view_before.reads)


def refused(evidence: Evidence, operation: str, promise: str) -> Findings:
    """Changes that the document allows, of actions that are there, which the tenant refuses to make."""
    for change in evidence.history:
        seen = change.seen
        if change.operation != operation or seen.purpose is not Purpose.WRITE or not seen.refused:
            continue
        there = "id" not in seen.arguments or change.place in change.before
        if seen.response.status not in _MAY_NOT and there:
            yield Finding(promise, f"a body that the document allows is refused with {seen.response.status}", [seen])


def stored(change: Change, place: Place) -> Item | None:
    """The action as it is now, where list and single answer do not contradict each other: that has its own check."""
    item = change.after.item(place)
    alone = change.after.alone.get(place)
    return None if item is None or (alone is not None and changed(item, alone, GIVEN)) else item


def readings(change: Change, place: Place) -> list[Item]:
    """The action as it is read after a change, in the list and alone: not both may show every field."""
    if stored(change, place) is None:
        return []
    case, number = place
    listed = [item for item in change.after.listed.get(case, ()) if item["id"] == number]
    return [*listed, *(item for one, item in change.after.alone.items() if one == place)]


def keeps_others(operation: Operation) -> Check:
    """The check that a change leaves the other actions alone, told by those that this run has made."""
    promise = f"{operation.word}-KEEPS-OTHERS"

    def judge(evidence: Evidence) -> Findings:
        # Where a list ignores its case, what it has of others need not be theirs.
        apart = not any(case_only(evidence))
        for change in evidence.history:
            if change.operation == operation.name and change.seen.purpose in _HARMLESS and change.seen.granted:
                elsewhere = elsewhere_changed(change, evidence) if apart else ()
                for told in [*_harmed(change), *elsewhere] if change.alone else []:
                    yield finding(promise, told, change)

    def exercised(evidence: Evidence) -> bool:
        return any(
            change.after.item(place) is not None
            for change in accepted(evidence, operation.name)
            for place in change.others
        )

    return Check(promise, judge, exercised, quiet=True)


def _harmed(change: Change) -> Iterator[str]:
    for place, before in change.others.items():
        if change.after.lacks(place):
            yield f"action {place[1]} is gone, and it was not meant"
        item = stored(change, place)
        names = [] if item is None else changed(before, item, (*GIVEN, "created_at"))
        if names:
            yield f"action {place[1]} is another in {', '.join(names)}, and it was not meant"
    yield from (f"action {number} has come, and is like one that was there" for number in _copies(change))


def _copies(change: Change) -> Iterator[int]:
    """The actions that an update adds, and that are like one of this run."""
    if change.operation != UPDATE or change.place is None or change.after.item(change.place) is None:
        return
    if change.case not in change.view_before.whole:
        return
    known = {item["id"] for item in change.view_before.listed[change.case]}
    for item in change.after.listed.get(change.case, ()):
        if item["id"] not in known and any(same(item, before) for before in change.before.values()):
            yield item["id"]


def server_owned(operation: Operation) -> Check:
    """The check that what the server owns is not taken from the body."""
    promise = f"{operation.word}-SERVER-OWNED"

    def tried(evidence: Evidence) -> Iterator[tuple[Change, Item]]:
        for change in evidence.history:
            item = None if change.place is None else change.after.item(change.place)
            if change.operation == operation.name and change.seen.purpose is Purpose.OWNED and item is not None:
                yield change, item

    def judge(evidence: Evidence) -> Findings:
        for change, item in tried(evidence):
            names = [name for name in change.sent if name in item and name not in GIVEN]
            taken = [name for name in names if not changed(change.sent, item, [name]) and _is_said(name, item)]
            if taken:
                yield finding(promise, f"{', '.join(taken)} of the body is taken", change)

    return Check(promise, judge, lambda evidence: any(True for _ in tried(evidence)))


def _is_said(name: str, item: Item) -> bool:
    return not name.endswith("_at") or moment(item[name]) is not None


CHECKS = tuple(
    check
    for make in (keeps_others, server_owned)
    for operation in operations().values()
    if (check := make(operation)).promise in {promise.id for promise in operation.promises}
)
