"""What was agreed of a tenant: deviations that are known and accepted, and promises that need not be exercised.

Both are applied to a report when all is judged, and so cost no promise its own judgement. An accepted deviation accuses
nobody. It fails the run once it does not occur any more, or has expired: the list can only become shorter.
"""

import datetime
from collections.abc import Collection, Sequence

from attrs import evolve, frozen

from tines_contract.checks import CHECKS
from tines_contract.engine.judging.skipping import NOT_SELECTED
from tines_contract.engine.judging.verdict import Acceptance, Outcome, Report, Status
from tines_contract.probes.probe import REFUSED
from tines_spec import Operation, operations, resource_of


@frozen
class Agreement:
    """What was agreed. may_skip: promises that need not be exercised, by id. strict: whether all others must be."""

    accepted: Sequence[Acceptance] = ()
    may_skip: Collection[str] = ()
    strict: bool = False

    def applied(self, report: Report, today: datetime.date) -> Report:
        """The report, by what was agreed."""
        valid = {one.promise: one for one in self.accepted if not one.has_expired(today)}
        outcomes = [_accepted(one, valid.get(one.promise.id)) for one in report.outcomes]
        known = [one for one in outcomes if one.accepted is not None and one.status is Status.BROKEN]
        cut_short = report.obstacle is not None or bool(report.failure)
        return evolve(
            report,
            outcomes=[self._as_agreed(one if cut_short else _beside(one, known)) for one in outcomes],
            disagreements=[*self._expired(today), *(() if cut_short else self._over(report))],
        )

    def _as_agreed(self, outcome: Outcome) -> Outcome:
        if outcome.note == NOT_SELECTED or outcome.is_dependent or outcome.seen_once:
            return outcome
        if outcome.status is Status.NOT_EXERCISED and outcome.promise.id in self.may_skip:
            return evolve(outcome, status=Status.SKIPPED, note=f"it need not be exercised (may_skip): {_why(outcome)}")
        if outcome.status is Status.SKIPPED and self.strict and outcome.promise.id not in self.may_skip:
            return evolve(outcome, status=Status.NOT_EXERCISED, note=f"it was skipped (--strict): {outcome.note}")
        return outcome

    def _expired(self, today: datetime.date) -> list[str]:
        return [
            f"the acceptance of {one.promise} expired on {one.expires}: mend it, or agree on another day"
            for one in self.accepted
            if one.has_expired(today)
        ]

    def _over(self, report: Report) -> list[str]:
        """The accepted deviations that do not occur any more. What was forgiven, for whatever reason, may still."""
        held = {one.promise.id for one in report.with_status(Status.HELD) if not one.note}
        return [
            f"{one.promise} is kept, though its deviation is accepted ({one.reason}): take it off the list"
            for one in self.accepted
            if one.promise in held
        ]


def _accepted(outcome: Outcome, acceptance: Acceptance | None) -> Outcome:
    occurs = outcome.status is Status.BROKEN or outcome.seen_once
    return evolve(outcome, accepted=acceptance) if occurs and acceptance is not None else outcome


def _beside(outcome: Outcome, known: Sequence[Outcome]) -> Outcome:
    """Skipped, where an accepted deviation is all that kept the promise from being exercised."""
    if outcome.status is not Status.NOT_EXERCISED or outcome.note:
        return outcome
    cause = next((one for one in known if _keeps_from(one, outcome)), None)
    if cause is None:
        return outcome
    note = f"it cannot be judged without {cause.promise.id}, whose deviation is accepted"
    return evolve(outcome, status=Status.SKIPPED, note=note, is_dependent=True)


def _keeps_from(cause: Outcome, outcome: Outcome) -> bool:
    """Whether a deviation can keep another promise from being exercised: one of what its operation is built on."""
    operation, built_on = operations()[outcome.promise.operation], operations()[cause.promise.operation]
    if not operation.writes and CHECKS[cause.promise.id].needs & REFUSED:
        return False  # what is not refused is no less to be read
    return built_on in _foundations(operation)


def _foundations(operation: Operation) -> list[Operation | None]:
    """The operation, and those that it takes to judge it: reading a list, its items, and making some."""
    owner = resource_of(operation)
    if operation == owner.replace_all:
        return list(owner)
    return [operation, owner.list, *([owner.get, owner.create] if operation.writes else [])]


def _why(outcome: Outcome) -> str:
    return outcome.note or f"it needs {outcome.promise.needs}"
