"""Checks of what comes of an action that is deleted."""

from tines_contract.checks.writes import accepted, finding, refused
from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Finding, Findings
from tines_contract.history import Change
from tines_contract.operations import DELETE


def gone(evidence: Evidence) -> Findings:
    yield from refused(evidence, DELETE, "DELETE-GONE")
    for change in _deleted(evidence):
        assert change.place is not None
        case, number = change.place
        if change.place in change.after.alone:
            yield finding("DELETE-GONE", f"action {number} was deleted, and is still found", change)
        elif any(item["id"] == number for item in change.after.listed.get(case, ())):
            yield finding("DELETE-GONE", f"action {number} was deleted, and is still listed", change)


def _deleted(evidence: Evidence) -> list[Change]:
    return [change for change in accepted(evidence, DELETE) if change.place in change.before]


def empty(evidence: Evidence) -> Findings:
    for seen in evidence.asked(DELETE):
        length = seen.response.headers.get("content-length", "0")
        if seen.response.status == 204 and (seen.response.body or length.strip("0")):
            yield Finding("DELETE-EMPTY", "a 204 has a body", [seen])


CHECKS = (
    Check("DELETE-GONE", gone, lambda e: any(c.after.lacks(c.place) for c in _deleted(e) if c.place is not None)),
    Check("DELETE-EMPTY", empty, lambda e: any(seen.response.status == 204 for seen in e.asked(DELETE))),
)
