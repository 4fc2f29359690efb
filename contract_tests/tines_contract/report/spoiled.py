"""Why a promise was not exercised; also which broken one may be why: what breaks it may not count towards another."""

from collections.abc import Iterator

from tines_contract.engine.judging.verdict import Outcome, Report, Status
from tines_spec import operations, resource_of

_OF_EVERY_RESPONSE = ("STATUS", "CONTENT-TYPE", "SHAPE")
_MOST_NAMED = 3


def why_not_exercised(outcome: Outcome, report: Report) -> str:
    """Why a promise was neither held nor broken."""
    if outcome.note:
        return outcome.note
    spoiling = list(_spoiling(outcome, report))[:_MOST_NAMED]
    but = f"; what breaks {', '.join(spoiling)} may not count" if spoiling else ""
    return f"it needs {outcome.promise.needs}{but}"


def _spoiling(outcome: Outcome, report: Report) -> Iterator[str]:
    """The broken promises of its operation, and those by which a response of the same items can be read at all."""
    operation = operations()[outcome.promise.operation]
    for broken in report.with_status(Status.BROKEN):
        other = operations()[broken.promise.operation]
        of_any = broken.promise.name in _OF_EVERY_RESPONSE
        if other == operation or (of_any and resource_of(other) == resource_of(operation)):
            yield broken.promise.id
