"""Which promises a run skips, and why: the report says so, and it is no reason not to accept."""

from collections.abc import Sequence

from attrs import evolve

from tines_contract.contract.case_actions import REPLACE
from tines_contract.engine.verdict import Outcome, Status
from tines_contract.evidence.observation import Observation
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.writer import Writer
from tines_spec import Promise, operations

_NOT_WRITTEN = "nothing is written to this tenant: it takes TINES_CONTRACT_WRITES=1"
_NOT_EMPTY = "the case was not empty, and all of its actions would have been replaced"
_NO_OTHER = "no other case was found to hold this one against: name one with --other-case"
_CROWDED = "the other case has an action of the same number, which is not this run's to write to"


def skipped_if_out_of_reach(outcome: Outcome, writer: Writer | None, read: Sequence[Observation]) -> Outcome:
    """The outcome, as skipped where the promise could not be tried without harm or without another case."""
    if outcome.status is not Status.NOT_EXERCISED or outcome.note:
        return outcome
    why = _why(outcome.promise, writer, read)
    return outcome if why is None else evolve(outcome, status=Status.SKIPPED, note=why)


def _why(promise: Promise, writer: Writer | None, read: Sequence[Observation]) -> str | None:
    operation = operations()[promise.operation]
    if operation.writes and writer is None:
        return _NOT_WRITTEN
    if operation.name == REPLACE and writer is not None and writer.initial_ids != set():
        return _NOT_EMPTY
    if not promise.id.endswith(("-OTHER-CASE", "-CASE-ONLY")) or operation.name == "listCaseActions":
        return None
    others = (
        [bool(ids) for ids in writer.other_cases.values()] if writer is not None and operation.writes else _read(read)
    )
    needed = any(others) if operation.name == REPLACE else bool(others)
    if not needed:
        return _NO_OTHER
    return _CROWDED if writer is not None and writer.ids_taken and promise.id.endswith("-OTHER-CASE") else None


def _read(read: Sequence[Observation]) -> list[bool]:
    return [True for seen in read if seen.purpose is Purpose.OTHER_CASE_LIST and seen.decoded is not None]
