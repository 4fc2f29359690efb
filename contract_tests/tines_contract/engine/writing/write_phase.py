"""What was written, and what comes out for a promise.

Before a finding accuses, all is written once more: what does not show again accuses nobody.
"""

import functools
from collections.abc import Callable, Sequence

from attrs import frozen

from tines_contract.checks import CHECKS
from tines_contract.checks.check import Check
from tines_contract.engine.judging.phases import NO_CHECK, forgiven, once
from tines_contract.engine.judging.shrinking import smallest
from tines_contract.engine.judging.verdict import Outcome, Status
from tines_contract.engine.writing.attempts import Attempts
from tines_contract.engine.writing.unsteady import unsteady
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.finding import Finding
from tines_contract.evidence.harm import HarmWatch
from tines_contract.transport.budget import Progress
from tines_spec import Promise


@frozen(eq=False)
class WritePhase:
    """What was written, and read in between.

    again: does it all once more. harm: what was lost or changed around the writes.
    """

    first: Attempts
    again: Callable[[], Attempts]
    harm: HarmWatch
    progress: Progress

    @functools.cached_property
    def _once_more(self) -> Attempts:
        judged = self.first.judged
        alike = next((one for one in self.first.made if one is not judged and one.is_like(judged)), None)
        return self.again() if alike is None else Attempts([alike], alike, is_settled=True)

    def outcome(self, promise: Promise) -> Outcome:
        """What came out for a promise."""
        check, evidence = CHECKS.get(promise.id), self.first.evidence
        if check is None:
            return Outcome(promise, Status.SKIPPED, note=NO_CHECK)
        findings = list(check.judge(evidence))
        if findings:
            return self._repeated(promise, check, findings)
        cut = (one.before_outage for one in self.first.made if one is not self.first.judged)
        if missed := next((finding for before in cut for finding in check.judge(before)), None):
            return forgiven(promise, check, evidence, missed)
        return Outcome(promise, Status.HELD if check.exercised(evidence) else Status.NOT_EXERCISED)

    def _repeated(self, promise: Promise, check: Check, findings: Sequence[Finding]) -> Outcome:
        """Write it all once more, and accuse only where it shows again, at the same write if others might write too."""
        if promise.operation in self.harm.suspects:
            return self._of_spoiled(promise, check, findings, "it is suspected of harm")
        if self.first.judged.spoiled:
            return self._of_spoiled(promise, check, findings, "something is left of the run")
        self.progress(f"writing again: {promise.id}: {findings[0].message}")
        again = list(check.judge(self._once_more.evidence))
        if not again:
            return self._not_again(promise, check, findings)
        # What a write gets is its own where it gets it each time; others who write do so at other times.
        by_step = _may_be_of_others(check, findings) or all(seen.is_unanswered for seen in findings[0].shown_by)
        shown = self._at_the_same_steps(findings, again) if by_step else findings
        if not shown:
            note = unsteady((self.first.evidence, findings), (self._once_more.evidence, again))
            return Outcome(promise, Status.NOT_EXERCISED, note=note, disturbed=True, seen_once=True)
        return self._broken(promise, check, shown, confirmed=True)

    def _not_again(self, promise: Promise, check: Check, findings: Sequence[Finding]) -> Outcome:
        obstacle = self._once_more.obstacle
        if obstacle is not None:
            return once(promise, findings[0], f"could not be tried again ({obstacle.message})")
        if check.exercised(self._once_more.evidence):
            return forgiven(promise, check, self._once_more.evidence, findings[0])
        # What a run destroys it may not be able to destroy again.
        if self.harm.is_witnessed(findings[0].shown_by):
            return self._broken(promise, check, findings, confirmed=False)
        return once(promise, findings[0], "could not be tried again: what a run destroys is gone")

    def _of_spoiled(self, promise: Promise, check: Check, findings: Sequence[Finding], why: str) -> Outcome:
        """The writes cannot be the same again: what nothing can have disturbed is believed."""
        steady = self.first.is_settled and not self.first.judged.absences
        if (steady and not _may_be_of_others(check, findings)) or self.harm.is_witnessed(findings[0].shown_by):
            return self._broken(promise, check, findings, confirmed=False)
        return once(promise, findings[0], f"could not be tried again: {why}")

    def _broken(self, promise: Promise, check: Check, findings: Sequence[Finding], *, confirmed: bool) -> Outcome:
        first = smallest(check, findings[0], self.first.evidence.observations)
        return Outcome(promise, Status.BROKEN, [first, *findings[1:]], confirmed=confirmed)

    def _at_the_same_steps(self, findings: Sequence[Finding], again: Sequence[Finding]) -> Sequence[Finding]:
        """The findings that the same writes show as the second time: others who write do so at other times."""
        steps = {_step(self._once_more.evidence, finding) for finding in again}
        return [finding for finding in findings if _step(self.first.evidence, finding) in steps]


def _may_be_of_others(check: Check, findings: Sequence[Finding]) -> bool:
    return check.race_prone or any(one.race_prone for one in findings)


def _step(evidence: Evidence, finding: Finding) -> int:
    """The number of writes before the request that shows it last, without those that depend on the clock."""
    last = max(evidence.index(seen) for seen in finding.shown_by)
    before = (seen for seen in evidence.observations[:last] if not seen.waited)
    return sum(seen.operation is not None and seen.operation.writes for seen in before)
