"""What a plan does not require of a tenant, and why: said in the report, and no reason not to accept."""

from collections.abc import Sequence

from attrs import evolve

from tines_contract.observation import Observation
from tines_contract.operations import REPLACE, promised_by
from tines_contract.promises import Promise
from tines_contract.purpose import Purpose
from tines_contract.verdict import Outcome, Status
from tines_contract.writing import Writing

_NOT_WRITTEN = "nothing is written to this tenant: it takes TINES_CONTRACT_WRITES=1"
_NOT_EMPTY = "the case was not empty, and all of its actions would have been replaced"
_NO_OTHER = "no other case was found to hold this one against: name one with --other-case"
_CROWDED = "the other case has an action of the same number, which is not this run's to write to"


def why_left_out(outcome: Outcome, writing: Writing | None, read: Sequence[Observation]) -> Outcome:
    """The outcome, as left out of the plan where the promise could not be tried without harm or another case."""
    if outcome.status is not Status.NOT_EXERCISED or outcome.note:
        return outcome
    why = _why(outcome.promise, writing, read)
    return outcome if why is None else evolve(outcome, status=Status.LEFT_OUT, note=why)


def _why(promise: Promise, writing: Writing | None, read: Sequence[Observation]) -> str | None:
    operation = promised_by(promise)
    if operation.writes and writing is None:
        return _NOT_WRITTEN
    if operation.name == REPLACE and writing is not None and writing.there != set():
        return _NOT_EMPTY
    if not promise.id.endswith(("-OTHER-CASE", "-CASE-ONLY")) or operation.name == "listCaseActions":
        return None
    others = [bool(ids) for ids in writing.others.values()] if writing is not None and operation.writes else _read(read)
    needed = any(others) if operation.name == REPLACE else bool(others)
    if not needed:
        return _NO_OTHER
    return _CROWDED if writing is not None and writing.crowded and promise.id.endswith("-OTHER-CASE") else None


def _read(read: Sequence[Observation]) -> list[bool]:
    return [True for seen in read if seen.purpose is Purpose.NEIGHBOUR and seen.answer is not None]
