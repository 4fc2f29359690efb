"""Checks of what comes of replacing all actions of a case."""

from collections.abc import Iterator
from typing import Any

from tines_contract.checks.accepted_writes import accepted, finding, refused
from tines_contract.checks.check import Findings, check
from tines_contract.evidence.comparing import contradicts, unasked
from tines_contract.evidence.differences import differences
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.history import Change, same, twin
from tines_contract.evidence.observation import Item
from tines_contract.evidence.shown_fields import shown
from tines_spec import Operation


def _over_some(evidence: Evidence, operation: Operation) -> bool:
    return any(change.others for change, listed in _replaced(evidence, operation) if listed)


def _any_listed(evidence: Evidence, operation: Operation) -> bool:
    return any(listed for _, listed in _replaced(evidence, operation))


def _returned_and_listed(evidence: Evidence, operation: Operation) -> bool:
    return any(change.returned and listed for change, listed in _replaced(evidence, operation))


@check("REPLACE-ALL-REPLACED", exercised=_over_some, race_prone=True)
def all_replaced(evidence: Evidence, operation: Operation) -> Findings:
    """Afterwards the case holds the actions that were given, each once, and no other."""
    yield from refused(evidence, operation)
    for change, listed in _replaced(evidence, operation):
        message = _not_all(change, listed)
        if message is not None:
            yield finding(message, change)


def _not_all(change: Change, listed: list[Item]) -> str | None:
    pairs = matched(change.sent["actions"], listed)
    missing = next((index for index, item in enumerate(pairs) if item is None), None)
    if missing is not None:
        return f"actions[{missing}] of the body is not listed"
    kept = [item["id"] for item in listed if not any(item is one for one in pairs)]
    if kept:
        return f"action {kept[0]} is listed, and was not given"
    known = {item["id"] for item in change.after.listed[change.case]}
    alive = [number for case, number in change.after.by_id if case == change.case and number not in known]
    return f"action {alive[0]} is found still, and was not given" if alive else None


def matched(sent: list[Any], listed: list[Item]) -> list[Item | None]:
    """The listed action of each that was sent: one that is surely it, or else one that may be. None is of two."""
    found: list[Item | None] = [None] * len(sent)
    free = list(listed)
    for alike in (twin, same):
        for index, one in enumerate(sent):
            item = next((item for item in free if alike(item, one)), None) if found[index] is None else None
            if item is not None:
                found[index] = item
                free = [other for other in free if other is not item]
    return found


@check("REPLACE-READ-BACK", exercised=_any_listed, race_prone=True)
def read_back(evidence: Evidence, operation: Operation) -> Findings:
    """Every field that was given is read back as it was given."""
    for change, listed in _replaced(evidence, operation):
        sent = change.sent["actions"]
        for index, (one, item) in enumerate(zip(sent, matched(sent, listed), strict=True)):
            found = [] if item is None else [*differences(one, item, shown(evidence)), *unasked(one, item)]
            if found:
                yield finding(f"actions[{index}] of the body: {'; '.join(found)}", change)


@check("REPLACE-ANSWER", exercised=_returned_and_listed, race_prone=True)
def returned_as_listed(evidence: Evidence, operation: Operation) -> Findings:
    """The response holds the actions as they are listed afterwards."""
    for change, listed in _replaced(evidence, operation):
        message = None
        if change.returned is not None and _not_all(change, listed) is None:
            message = _other(operation, change.returned["actions"], listed)
        if message is not None:
            yield finding(message, change)


def _other(operation: Operation, returned: list[Item], listed: list[Item]) -> str | None:
    """What the response has otherwise than the list."""
    by_id = {item["id"]: item for item in returned}
    if len(returned) != len(listed) or by_id.keys() != {item["id"] for item in listed}:
        return f"the response holds {len(returned)} actions, {len(listed)} are listed, not all the same"
    names = dict.fromkeys(name for item in listed for name in contradicts(operation, item, by_id[item["id"]]))
    return f"{', '.join(names)} is another in the response than in the list" if names else None


def _replaced(evidence: Evidence, operation: Operation) -> Iterator[tuple[Change, list[Item]]]:
    """The replacements, each with all that the case holds after it, but for what others have made meanwhile."""
    for change in accepted(evidence, operation):
        if change.case in change.after.whole:
            yield change, [item for item in change.after.listed[change.case] if _is_of_run(change, item)]


def _is_of_run(change: Change, item: Item) -> bool:
    """Whether an action was there before a replacement, or is like one that was, or like one that was sent."""
    known = {one["id"] for one in change.view_before.listed.get(change.case, ())}
    returned = () if change.returned is None else change.returned["actions"]
    ids = known.union(one["id"] for one in returned)
    return item["id"] in ids or any(same(item, one) for one in [*change.sent["actions"], *change.before.values()])
