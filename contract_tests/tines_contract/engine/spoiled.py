"""Which broken promise may be why another was not exercised: what breaks the one does not count towards the other."""

from collections.abc import Sequence

from attrs import evolve

from tines_contract.engine.verdict import Outcome, Status
from tines_spec import operations, resource_of

_OF_EVERY_RESPONSE = ("STATUS", "CONTENT-TYPE", "SHAPE")
_MOST_NAMED = 3


def with_what_spoils(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; each that was not exercised for want of evidence with the broken promises that may be the cause."""
    broken = [one for one in outcomes if one.status is Status.BROKEN]
    return [_explained(one, broken) for one in outcomes]


def _explained(outcome: Outcome, broken: Sequence[Outcome]) -> Outcome:
    if outcome.status is not Status.NOT_EXERCISED or outcome.note:
        return outcome
    ids = [one.promise.id for one in broken if _may_spoil(one, outcome)]
    if not ids:
        return outcome
    named = ", ".join(ids[:_MOST_NAMED])
    return evolve(outcome, note=f"it needs {outcome.promise.needs}; what breaks {named} may not count")


def _may_spoil(broken: Outcome, outcome: Outcome) -> bool:
    """Those of the same operation, and those that say whether a response of the same items can be read at all."""
    operation, other = (operations()[one.promise.operation] for one in (outcome, broken))
    return operation == other or (
        broken.promise.name in _OF_EVERY_RESPONSE and resource_of(operation) == resource_of(other)
    )
