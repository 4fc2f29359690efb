"""Checks that an update changes what was sent, and leaves the rest of the item."""

from collections.abc import Iterator

from tines_contract.checks.check import Findings, check
from tines_contract.checks.judged_writes import accepted, finding, moved, readings, refused, stored
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.harm import restless
from tines_contract.evidence.history import Change, history, same
from tines_contract.evidence.item_diff import changed, differences, dropped, shown, shown_by
from tines_contract.evidence.observation import Item
from tines_contract.probes.bodies import TEXTS
from tines_contract.probes.probe import Purpose
from tines_contract.promises.lists import CASE
from tines_contract.promises.timestamps import LONG_ENOUGH, is_before
from tines_spec import Operation, written

_REFUSED_BY_SOME = (Purpose.OTHER_TYPE, Purpose.ODD, Purpose.UNSPECIFIED, Purpose.SERVER_OWNED)


def _any_updated(evidence: Evidence, operation: Operation) -> bool:
    return any(True for _ in _updated(evidence, operation))


def _one_field_updated(evidence: Evidence, operation: Operation) -> bool:
    return any(len(change.sent) == 1 for change, _, _ in _updated(evidence, operation))


def _moved(evidence: Evidence, operation: Operation) -> bool:
    return any(
        is_before(before["updated_at"], after["updated_at"]) for _, before, after in _updated(evidence, operation)
    )


@check("READ-BACK", kind="update", exercised=_any_updated, race_prone=True)
def read_back(evidence: Evidence, operation: Operation) -> Findings:
    """Every field that was given is read back as it was given."""
    yield from refused(evidence, operation)
    for change in accepted(evidence, operation):
        if _vanished(change) and _new_id(change) is None:
            yield finding(f"the {change.known.item} is gone after the update", change)
    known = written(operation)
    returned, read = shown_by(evidence, known, operation), shown(evidence, known)
    for change, _, _ in _updated(evidence, operation):
        assert change.place is not None
        shown_as = [(item, read) for item in readings(change, change.place)]
        for item, fields in [*shown_as, *([] if change.returned is None else [(change.returned, returned)])]:
            if found := differences(known, change.sent, item, fields):
                yield finding("; ".join(found), change)


def _vanished(change: Change) -> bool:
    return change.place is not None and change.place in change.before and change.after.lacks(change.place)


@check("PARTIAL", exercised=_one_field_updated, race_prone=True, needs=_REFUSED_BY_SOME)
def partial(evidence: Evidence, operation: Operation) -> Findings:
    """What a request does not set stays as it was; a refused request changes nothing."""
    yield from _moved_though_refused(evidence, operation)
    for change, before, after in _updated(evidence, operation):
        names = changed(before, after, _not_given(change, before)) + dropped(change.known, change.sent, before, after)
        if change.returned is not None:
            names += changed(before, change.returned, [n for n in change.known.required if n not in change.sent])
        if names:
            message = f"{', '.join(dict.fromkeys(names))} is another, and was not given"
            yield finding(message, change)


def _moved_though_refused(evidence: Evidence, operation: Operation) -> Findings:
    by_itself, changes = restless(evidence, operation), history(evidence, operation)
    for change in changes:
        purpose, status = change.write.purpose, change.write.response.status
        if change.operation != operation or purpose not in _REFUSED_BY_SOME:
            continue
        names = [name for name in moved(change) if name not in by_itself]
        # What is done all the same of a type that is refused, TYPE-KNOWN has.
        stored_too = purpose is Purpose.OTHER_TYPE and names != ["updated_at"]
        if names and not stored_too and all(one.write.refused for one in changes if one.after is change.after):
            yield finding(f"{purpose.value} gets {status}, and {', '.join(names)} moves", change)


def _not_given(change: Change, before: Item) -> list[str]:
    """What stays. A text that an item has by itself may depend on what kind it is, and when it was closed on that."""
    known = change.known
    chosen = known.choices.keys() & change.sent.keys()
    own_texts = [name for name in known.texts if before.get(name) not in TEXTS]
    by_choice = {*own_texts, *known.times} if chosen else set()
    return [name for name in known.given if name not in change.sent and name not in by_choice]


def _any_appended(evidence: Evidence, operation: Operation) -> bool:
    name = written(operation).appended or ""
    return any(before.get(name) and after.get(name) for _, before, after in _updated(evidence, operation))


@check("APPENDED", exercised=_any_appended, race_prone=True)
def appended(evidence: Evidence, operation: Operation) -> Findings:
    """The text begins with what was there, and ends with what was given."""
    yield from refused(evidence, operation)
    name = written(operation).appended or ""
    for change, before, after in _updated(evidence, operation):
        for item in [after] if change.returned is None else [change.returned, after]:
            text, was = str(item.get(name) or ""), str(before.get(name) or "")
            if not (text.startswith(was) and text.endswith(change.sent[name]) and len(text) > len(was)):
                yield finding(f"{name} is not what was there with what was given after it", change)


@check("UPDATED-MOVES", exercised=_moved)
def updated_moves(evidence: Evidence, operation: Operation) -> Findings:
    """updated_at is later after an update that changes something."""
    by_itself = restless(evidence, operation)  # then it may have moved in the very second of the update, before it
    for change, before, after in _updated(evidence, operation):
        stays = not is_before(before["updated_at"], after["updated_at"])
        shown = [after, *([] if change.returned is None else [change.returned])]
        back = [item for item in shown if is_before(item["updated_at"], before["updated_at"])]
        if _took_effect(change, after) and (back or (stays and change.waited >= LONG_ENOUGH and not by_itself)):
            later = (back or [after])[0]["updated_at"]
            message = f"updated_at was {before['updated_at']} before the update, and is {later} after it"
            yield finding(message, change)


def _took_effect(change: Change, after: Item) -> bool:
    given = {name: change.sent[name] for name in change.known.names if name in change.sent}
    return bool(given) and all(after[name] == value for name, value in given.items())


def _new_id(change: Change) -> int | None:
    """The id under which an item is listed that is not there any more under its own."""
    known = {number for _, number in change.before}
    listed = change.after.listed.get(change.case, ())
    name = change.known.id
    new = (item for item in listed if item[name] not in known and same(change.known, item, change.sent))
    return next((item[name] for item in new), None)


@check("CREATED-STAYS", exercised=_any_updated)
def created_stays(evidence: Evidence, operation: Operation) -> Findings:
    """created_at and the id stay as they are."""
    for change in accepted(evidence, operation):
        if _vanished(change) and _new_id(change) is not None:
            yield finding(f"the id is {_new_id(change)} after the update", change)
    own_id = written(operation).id
    fields = ["created_at", *([] if own_id == CASE else [own_id])]  # which case it is has a promise of its own
    for change, before, after in _updated(evidence, operation):
        for item in [after] if change.returned is None else [change.returned, after]:
            names = changed(before, item, fields)
            if names:
                yield finding(f"{', '.join(names)} moves with an update", change)


def _updated(evidence: Evidence, operation: Operation) -> Iterator[tuple[Change, Item, Item]]:
    """The updates of items of this run, with the item before and after."""
    for change in accepted(evidence, operation):
        before = None if change.place is None else change.before.get(change.place)
        after = None if change.place is None else stored(change, change.place)
        if before is not None and after is not None:
            yield change, before, after
