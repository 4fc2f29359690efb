"""What the checks of writes have in common: what a tenant took or should have taken, and what was refused and done."""

from collections.abc import Iterable

from tines_contract.checks.check import Findings
from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.history import Change, ItemKey, history, twin
from tines_contract.evidence.item_diff import changed
from tines_contract.evidence.observation import Item, Observation
from tines_contract.probes.probe import Purpose
from tines_spec import Operation, item_argument

MEANT = (Purpose.WRITE, Purpose.SERVER_OWNED, Purpose.UNSPECIFIED)
_MAY_NOT = (401, 403, 404)
"""A key that may read and not write is no breach, and a tenant may say that it is so with any of these."""


def accepted(evidence: Evidence, operation: Operation) -> list[Change]:
    """The changes that were meant, that succeeded, and that came isolated between two reads."""
    return evidence.derived(_accepted, operation)


def _accepted(evidence: Evidence, operation: Operation) -> list[Change]:
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


def stored(change: Change, place: ItemKey) -> Item | None:
    """The item as it is now, where list and single item do not contradict each other: that has its own check."""
    item = change.after.item(place)
    single = change.after.by_id.get(place)
    return None if item is None or (single is not None and changed(item, single, change.known.given)) else item


def readings(change: Change, place: ItemKey) -> list[Item]:
    """The item as it is read after a change, in the list and by its id: not both may show every field."""
    if stored(change, place) is None:
        return []
    case, number = place
    listed = [item for item in change.after.listed.get(case, ()) if item[change.known.id] == number]
    return [*listed, *(item for one, item in change.after.by_id.items() if one == place)]


def effects_of_refused(evidence: Evidence, operation: Operation, purpose: Purpose) -> Findings:
    """Writes of that purpose that were denied, and whose effect is seen."""
    for change in history(evidence, operation):
        if change.operation == operation and change.write.purpose is purpose and change.write.denied:
            shown = _effect(evidence, change)
            if shown is not None:
                kind = f" ({change.write.request.credentials.value})" if purpose is Purpose.WRONG_KEY else ""
                message = f"{purpose.value}{kind} gets {change.write.response.status}, and is done all the same"
                yield Finding(message, [change.write, shown])
            elif operation == change.known.operations.update and purpose is not Purpose.OTHER_TYPE and moved(change):
                message = f"{purpose.value} gets {change.write.response.status}, and {', '.join(moved(change))} moves"
                yield Finding(message, change.shown_by, change.view_before.reads, race_prone=True)
            elif operation == change.known.operations.replace_all and _has_cleared(change):
                lost = f"all {change.known.items} of the case are gone"
                message = f"{purpose.value} gets {change.write.response.status}, and {lost}"
                yield Finding(message, change.shown_by, race_prone=True)


def _has_cleared(change: Change) -> bool:
    """Whether nothing is left where several actions of this run were, and nothing else was written meanwhile."""
    ours = [place for place in change.before if place[0] == change.case]
    is_empty = change.case in change.after.whole and not change.after.listed[change.case]
    return change.isolated and len(ours) > 1 and is_empty


def _effect(evidence: Evidence, change: Change) -> Observation | None:
    """What shows that a change was made."""
    known, changes = change.known, history(evidence, change.operation)
    if change.operation == known.operations.delete:
        gone = change.target is not None and change.after.lacks(change.target)
        return change.after.reads[-1] if gone else None
    appends = change.operation == known.operations.append
    retypes = known.choices if change.write.purpose is Purpose.OTHER_TYPE else ()
    if _altered(change, (known.appended or "",) if appends else retypes):
        return change.after.reads[-1]
    if change.write.purpose is Purpose.INCOMPLETE and not any(body.keys() & known.names for body in change.bodies):
        return change.after.reads[-1] if _nameless_is_new(change) else None
    # Each body of a run has a title and an address of its own: where they are seen later, it was taken.
    for later in changes[changes.index(change) :]:
        for body in change.bodies:
            name = next(((name, body[name]) for name in known.names if isinstance(body.get(name), str)), None)
            for item, read in later.after.shown.get(name, ()) if name else ():
                if twin(known, item, body):
                    return read
    return None


def _nameless_is_new(change: Change) -> bool:
    """Whether an item without a name is there that was not: of a body without one nothing else is known again."""
    known, case = change.known, change.case
    if not (change.isolated and case in change.view_before.whole and case in change.after.whole):
        return False
    there = {item[known.id] for item in change.view_before.listed.get(case, ())}
    new = (item for item in change.after.listed.get(case, ()) if item[known.id] not in there)
    return any(not any(item.get(name) for name in known.names) for item in new)


def moved(change: Change) -> list[str]:
    """What of the item is another, where no other item is another: a job of the tenant's may touch them all."""
    names = (*change.known.given, "updated_at")
    pairs = [(place, before, change.after.item(place)) for place, before in change.before.items()]
    others = {place: changed(before, after, names) for place, before, after in pairs if after is not None}
    alone = change.isolated and len(pairs) > 1 and [place for place in others if others[place]] == [change.target]
    return others[change.target] if alone and change.target is not None else []


def _altered(change: Change, names: Iterable[str]) -> bool:
    """Whether the item is another in one of these since it was to be what had to be refused."""
    before = None if change.target is None else change.before.get(change.target)
    after = None if change.target is None else change.after.item(change.target)
    return before is not None and after is not None and any(before.get(name) != after.get(name) for name in names)
