"""Checks of what comes of replacing all actions of a case."""

from collections.abc import Iterator
from typing import Any

from tines_contract.checks.writes import accepted, finding, refused
from tines_contract.comparing import contradicts, lost, unasked
from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Findings
from tines_contract.history import Change, same, twin
from tines_contract.observation import Item
from tines_contract.operations import REPLACE


def all_replaced(evidence: Evidence) -> Findings:
    yield from refused(evidence, REPLACE, "REPLACE-ALL-REPLACED")
    for change, listed in _replaced(evidence):
        told = _not_all(change, listed)
        if told is not None:
            yield finding("REPLACE-ALL-REPLACED", told, change)


def _not_all(change: Change, listed: list[Item]) -> str | None:
    pairs = matched(change.sent["actions"], listed)
    missing = next((index for index, item in enumerate(pairs) if item is None), None)
    if missing is not None:
        return f"actions[{missing}] of the body is not listed"
    kept = [item["id"] for item in listed if not any(item is one for one in pairs)]
    if kept:
        return f"action {kept[0]} is listed, and was not given"
    known = {item["id"] for item in change.after.listed[change.case]}
    alive = [number for case, number in change.after.alone if case == change.case and number not in known]
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


def read_back(evidence: Evidence) -> Findings:
    for change, listed in _replaced(evidence):
        sent = change.sent["actions"]
        for one, item in zip(sent, matched(sent, listed), strict=True):
            names = [] if item is None else [*lost(one, item, evidence.shown), *unasked(one, item)]
            if names:
                yield finding("REPLACE-READ-BACK", f"{', '.join(names)} is not read back as it was given", change)


def answer(evidence: Evidence) -> Findings:
    for change, listed in _replaced(evidence):
        told = None
        if change.said is not None and _not_all(change, listed) is None:
            told = _other(change.said["actions"], listed)
        if told is not None:
            yield finding("REPLACE-ANSWER", told, change)


def _other(answered: list[Item], listed: list[Item]) -> str | None:
    """What the answer has otherwise than the list."""
    said = {item["id"]: item for item in answered}
    if len(answered) != len(listed) or said.keys() != {item["id"] for item in listed}:
        return f"the answer holds {len(answered)} actions, {len(listed)} are listed, not all the same"
    names = dict.fromkeys(name for item in listed for name in contradicts(said[item["id"]], item))
    return f"{', '.join(names)} is another in the answer than in the list" if names else None


def _replaced(evidence: Evidence) -> Iterator[tuple[Change, list[Item]]]:
    """The replacements, each with all that the case holds after it, but for what others have made meanwhile."""
    for change in accepted(evidence, REPLACE):
        if change.case in change.after.whole:
            yield change, [item for item in change.after.listed[change.case] if _is_of_run(change, item)]


def _is_of_run(change: Change, item: Item) -> bool:
    """Whether an action was there before a replacement, or speaks of what was sent with it."""
    known = {one["id"] for one in change.view_before.listed.get(change.case, ())}
    said = () if change.said is None else change.said["actions"]
    ids = known.union(one["id"] for one in said)
    return item["id"] in ids or any(same(item, one) for one in change.sent["actions"])


def _over_some(evidence: Evidence) -> bool:
    return any(change.others for change, listed in _replaced(evidence) if listed)


CHECKS = (
    Check("REPLACE-ALL-REPLACED", all_replaced, _over_some, quiet=True),
    Check("REPLACE-READ-BACK", read_back, lambda e: any(listed for _, listed in _replaced(e)), quiet=True),
    Check("REPLACE-ANSWER", answer, lambda e: any(c.said and listed for c, listed in _replaced(e)), quiet=True),
)
