"""Checks of what comes of an item that is deleted."""

from tines_contract.checks.accepted_writes import accepted, finding, refused
from tines_contract.checks.check import Findings, check
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.finding import Finding
from tines_contract.evidence.history import Change
from tines_contract.probes.purpose import Purpose
from tines_spec import Operation


def _lacking(evidence: Evidence, operation: Operation) -> bool:
    deleted = _deleted(evidence, operation)
    return any(change.after.lacks(change.place) for change in deleted if change.place is not None)


def _no_content(evidence: Evidence, operation: Operation) -> bool:
    return any(seen.response.status == 204 for seen in evidence.observations_of(operation))


@check("GONE", exercised=_lacking)
def gone(evidence: Evidence, operation: Operation) -> Findings:
    """What was deleted is found no more, and is not listed."""
    yield from refused(evidence, operation)
    for change in _deleted(evidence, operation):
        assert change.place is not None
        (case, number), known = change.place, change.known
        if change.place in change.after.by_id:
            yield finding(f"{known.item} {number} was deleted, and is still found", change)
        elif any(item[known.id] == number for item in change.after.listed.get(case, ())):
            yield finding(f"{known.item} {number} was deleted, and is still listed", change)


def _deleted(evidence: Evidence, operation: Operation) -> list[Change]:
    return [change for change in accepted(evidence, operation) if change.place in change.before]


@check("EMPTY", exercised=_no_content, needs=(Purpose.ALREADY_DELETED,))
def empty(evidence: Evidence, operation: Operation) -> Findings:
    """A 204 has no body."""
    for seen in evidence.observations_of(operation):
        length = seen.response.headers.get("content-length", "0")
        if seen.response.status == 204 and (seen.response.body or length.strip("0")):
            yield Finding("a 204 has a body", [seen])
