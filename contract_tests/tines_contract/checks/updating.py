"""Checks of what comes of an action that is updated."""

from collections.abc import Iterator

from tines_contract.bodies import TEXTS
from tines_contract.checks.writes import accepted, finding, readings, refused, stored
from tines_contract.comparing import GIVEN, changed, lost
from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Findings
from tines_contract.history import Change, same
from tines_contract.observation import Item
from tines_contract.operations import UPDATE
from tines_contract.timestamps import is_before

LONG_ENOUGH = 1.1
"""Seconds between two writes after which their timestamps differ, though they be cut to the second."""


def read_back(evidence: Evidence) -> Findings:
    yield from refused(evidence, UPDATE, "UPDATE-READ-BACK")
    for change in accepted(evidence, UPDATE):
        if _vanished(change) and _new_id(change) is None:
            yield finding("UPDATE-READ-BACK", "the action is gone after the update", change)
    for change, _, _ in _updated(evidence):
        assert change.place is not None
        for item in [*readings(change, change.place), *([] if change.said is None else [change.said])]:
            names = lost(change.sent, item, evidence.shown_by(UPDATE) if item is change.said else evidence.shown)
            if names:
                yield finding("UPDATE-READ-BACK", f"{', '.join(names)} is not read back as it was given", change)


def _vanished(change: Change) -> bool:
    return change.place is not None and change.place in change.before and change.after.lacks(change.place)


def partial(evidence: Evidence) -> Findings:
    for change, before, after in _updated(evidence):
        names = changed(before, after, _not_given(change, before))
        if change.said is not None:
            names += changed(before, change.said, [n for n in ("url", "label", "action_type") if n not in change.sent])
        if names:
            told = f"{', '.join(dict.fromkeys(names))} is another, and was not given"
            yield finding("UPDATE-PARTIAL", told, change)


def _not_given(change: Change, before: Item) -> list[str]:
    """What stays. The text that a button has by itself may depend on its type."""
    by_type = {"action_text"} if "action_type" in change.sent and before.get("action_text") not in TEXTS else set()
    return [name for name in GIVEN if name not in change.sent and name not in by_type]


def updated_moves(evidence: Evidence) -> Findings:
    for change, before, after in _updated(evidence):
        stays = not is_before(before["updated_at"], after["updated_at"])
        backwards = is_before(after["updated_at"], before["updated_at"])
        if _took_effect(change, after) and (backwards or (stays and change.seen.waited >= LONG_ENOUGH)):
            told = f"updated_at was {before['updated_at']} before the update, and is {after['updated_at']} after it"
            yield finding("UPDATE-UPDATED-MOVES", told, change)


def _took_effect(change: Change, after: Item) -> bool:
    given = {name: change.sent[name] for name in ("url", "label") if name in change.sent}
    return bool(given) and all(after[name] == value for name, value in given.items())


def _new_id(change: Change) -> int | None:
    """The id under which an action is listed that is not there any more under its own."""
    known = {number for _, number in change.before}
    listed = change.after.listed.get(change.case, ())
    return next((item["id"] for item in listed if item["id"] not in known and same(item, change.sent)), None)


def created_stays(evidence: Evidence) -> Findings:
    for change in accepted(evidence, UPDATE):
        if _vanished(change) and _new_id(change) is not None:
            yield finding("UPDATE-CREATED-STAYS", f"the id is {_new_id(change)} after the update", change)
    for change, before, after in _updated(evidence):
        for item in [after] if change.said is None else [change.said, after]:
            names = changed(before, item, ("created_at", "id"))
            if names:
                yield finding("UPDATE-CREATED-STAYS", f"{', '.join(names)} moves with an update", change)


def _updated(evidence: Evidence) -> Iterator[tuple[Change, Item, Item]]:
    """The updates of actions of this run, with the action before and after."""
    for change in accepted(evidence, UPDATE):
        before = None if change.place is None else change.before.get(change.place)
        after = None if change.place is None else stored(change, change.place)
        if before is not None and after is not None:
            yield change, before, after


def _moved(evidence: Evidence) -> bool:
    return any(is_before(before["updated_at"], after["updated_at"]) for _, before, after in _updated(evidence))


CHECKS = (
    Check("UPDATE-READ-BACK", read_back, lambda e: any(True for _ in _updated(e)), quiet=True),
    Check("UPDATE-PARTIAL", partial, lambda e: any(len(change.sent) == 1 for change, _, _ in _updated(e)), quiet=True),
    Check("UPDATE-UPDATED-MOVES", updated_moves, _moved),
    Check("UPDATE-CREATED-STAYS", created_stays, lambda e: any(True for _ in _updated(e))),
)
