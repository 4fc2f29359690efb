"""Checks of what comes of replacing all actions of a case."""

from collections.abc import Iterator

from tines_contract.checks.writes import accepted, finding, refused
from tines_contract.comparing import contradicts, lost
from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Findings
from tines_contract.history import Change, same
from tines_contract.observation import Item
from tines_contract.operations import REPLACE


def all_replaced(evidence: Evidence) -> Findings:
    yield from refused(evidence, REPLACE, "REPLACE-ALL-REPLACED")
    for change, listed in _replaced(evidence):
        told = _not_all(change, listed)
        if told is not None:
            yield finding("REPLACE-ALL-REPLACED", told, change)


def _not_all(change: Change, listed: list[Item]) -> str | None:
    sent = change.sent["actions"]
    for index, one in enumerate(sent):
        times = sum(same(item, one) for item in listed)
        if times != 1:
            return f"actions[{index}] of the body is listed {times} times"
    kept = [item["id"] for item in listed if not any(same(item, one) for one in sent)]
    if kept:
        return f"action {kept[0]} is listed still, and was not given"
    known = {item["id"] for item in listed}
    alive = [number for case, number in change.after.alone if case == change.case and number not in known]
    return f"action {alive[0]} is found still, and was not given" if alive else None


def read_back(evidence: Evidence) -> Findings:
    for change, listed in _replaced(evidence):
        for one in change.sent["actions"]:
            for item in listed:
                names = lost(one, item, evidence.shown) if same(item, one) else []
                if names:
                    told = f"{', '.join(names)} is not read back as it was given"
                    yield finding("REPLACE-READ-BACK", told, change)


def answer(evidence: Evidence) -> Findings:
    for change, listed in _replaced(evidence):
        if change.said is None or _not_all(change, listed) is not None:
            continue
        said = {item["id"]: item for item in change.said["actions"]}
        if said.keys() != {item["id"] for item in listed}:
            told = f"the answer holds {len(said)} actions, and {len(listed)} are listed, not all the same"
            yield finding("REPLACE-ANSWER", told, change)
            continue
        names = [name for item in listed for name in contradicts(said[item["id"]], item)]
        if names:
            yield finding("REPLACE-ANSWER", f"{names[0]} is another in the answer than in the list", change)


def _replaced(evidence: Evidence) -> Iterator[tuple[Change, list[Item]]]:
    """The replacements, each with all that the case holds after it."""
    for change in accepted(evidence, REPLACE):
        if change.case in change.after.whole:
            yield change, change.after.listed[change.case]


def _over_some(evidence: Evidence) -> bool:
    return any(change.others for change, listed in _replaced(evidence) if listed)


CHECKS = (
    Check("REPLACE-ALL-REPLACED", all_replaced, _over_some, quiet=True),
    Check("REPLACE-READ-BACK", read_back, lambda e: any(listed for _, listed in _replaced(e))),
    Check("REPLACE-ANSWER", answer, lambda e: any(c.said and listed for c, listed in _replaced(e)), quiet=True),
)
