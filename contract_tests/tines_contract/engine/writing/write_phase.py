"""What was written, and read in between, and what comes out for a promise.

All is written again until the tenant was there all the time. Before a finding accuses, all is written once more: what
does not show again accuses nobody.
"""

import functools
from collections.abc import Callable, Sequence

from attrs import frozen

from tines_contract.checks.check import Check
from tines_contract.engine.judging.outcomes import not_broken, smallest
from tines_contract.engine.judging.skipping import not_again, once
from tines_contract.engine.judging.verdict import Outcome, Status
from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.writer import Writer
from tines_contract.promises.timestamps import LONG_ENOUGH
from tines_contract.transport.chain import Chain
from tines_contract.transport.obstacles import ExitCode, Obstacle
from tines_spec import Promise

MOST_PASSES = 3
"""How often all is written until the tenant is there all the time."""


@frozen(eq=False)
class WritePass:
    """One run of writes.

    writer: what has written; None where the list was not to be had. cut_short: why it did not come to its end.
    absences: how often the tenant was away for a moment.
    spoiled: whether something is left of it, so that once more would not be the same.
    """

    seen: Sequence[Observation]
    writer: Writer | None = None
    cut_short: Obstacle | None = None
    absences: int = 0
    spoiled: bool = False

    @functools.cached_property
    def unanswered(self) -> list[tuple[int, int]]:
        """The writes that got 502, 503 or 504, each as its number among all, with the status."""
        writes = [one for one in self.seen if one.writes]
        return [(index, one.response.status) for index, one in enumerate(writes) if one.is_unanswered]

    @property
    def is_whole(self) -> bool:
        """Whether it came to its end, and each write has a response of the tenant."""
        return self.cut_short is None and not self.unanswered

    def is_like(self, other: "WritePass") -> bool:
        """Whether the very same writes, and no other request, got no response of the tenant in both."""
        steady = not (self.absences or other.absences or self.cut_short or other.cut_short)
        return steady and bool(self.unanswered) and self.unanswered == other.unanswered

    @functools.cached_property
    def evidence(self) -> Evidence:
        return Evidence(self.seen)

    @functools.cached_property
    def before_outage(self) -> Evidence:
        """What was seen until a write got no response of the tenant: what is read after it may be of another state."""
        for index, one in enumerate(self.seen):
            if one.writes and one.is_unanswered:
                return Evidence(self.seen[:index])
        return self.evidence


@frozen(eq=False)
class WritePasses:
    """All of them, in order. judged: the one to judge by. is_settled: whether it is whole, or as good."""

    made: Sequence[WritePass]
    judged: WritePass
    is_settled: bool

    @property
    def evidence(self) -> Evidence:
        return self.judged.evidence if self.is_settled else self.judged.before_outage

    @property
    def writer(self) -> Writer | None:
        """What has written last."""
        return next((one.writer for one in reversed(self.made) if one.writer is not None), None)

    @property
    def cut_short(self) -> Obstacle | None:
        """Why not all could be written."""
        if self.is_settled:
            return None
        why = "the tenant responded with 502, 503 or 504 to a write, each time to another one"
        return self.judged.cut_short or Obstacle(ExitCode.UNREACHABLE, why)


def write_passes(write: Callable[[], WritePass]) -> WritePasses:
    """Write until the tenant was there all the time, or until it never is for the very same writes."""
    made: list[WritePass] = []
    while len(made) < MOST_PASSES:
        made.append(write())
        last = made[-1]
        if last.is_whole or any(last.is_like(before) for before in made[:-1]):
            return WritePasses(made, last, is_settled=True)
        if last.spoiled or (last.cut_short is not None and last.cut_short.code is not ExitCode.UNREACHABLE):
            break
    return WritePasses(made, max(made, key=lambda one: len(one.before_outage.observations)), is_settled=False)


@frozen(eq=False)
class WritePhase:
    """What was written, and read in between.

    again: does it all once more.
    """

    first: WritePasses
    again: Callable[[], WritePasses]
    chain: Chain

    @functools.cached_property
    def _once_more(self) -> WritePasses:
        judged = self.first.judged
        alike = next((one for one in self.first.made if one is not judged and one.is_like(judged)), None)
        return self.again() if alike is None else WritePasses([alike], alike, is_settled=True)

    def outcome(self, promise: Promise, check: Check) -> Outcome:
        """What came out for a promise."""
        evidence = self.first.evidence
        findings = list(check.judge(evidence))
        if findings:
            return self._repeated(promise, check, findings)
        cut = (one.before_outage for one in self.first.made if one is not self.first.judged)
        if missed := next((finding for before in cut for finding in check.judge(before)), None):
            return not_again(promise, check, evidence, missed)
        return not_broken(promise, check, evidence)

    def _repeated(self, promise: Promise, check: Check, findings: Sequence[Finding]) -> Outcome:
        """Write it all once more, and accuse only where it shows again, at the same write if others might write too."""
        if promise.operation in self.chain.harm.suspects:
            return self._of_spoiled(promise, check, findings, "it is suspected of harm")
        if self.first.judged.spoiled:
            return self._of_spoiled(promise, check, findings, "something is left of the run")
        self.chain.progress(f"writing again: {promise.id}: {findings[0].message}")
        again = list(check.judge(self._once_more.evidence))
        if not again:
            return self._not_again(promise, check, findings)
        # What a write gets is its own where it gets it each time; others who write do so at other times.
        by_step = _may_be_of_others(check, findings) or all(seen.is_unanswered for seen in findings[0].shown_by)
        steps = {_step(self._once_more.evidence, one) for one in again}
        shown = [one for one in findings if not by_step or _step(self.first.evidence, one) in steps]
        if not shown:
            note = f"it was broken at other writes each time, as where others write to the case: {findings[0].message}"
            return Outcome(promise, Status.NOT_EXERCISED, note=note, disturbed=True, seen_once=True)
        return self._broken(promise, check, shown, confirmed=True)

    def _not_again(self, promise: Promise, check: Check, findings: Sequence[Finding]) -> Outcome:
        obstacle = self._once_more.cut_short
        if obstacle is not None:
            return once(promise, findings[0], f"could not be tried again ({obstacle.message})")
        if check.exercised(self._once_more.evidence):
            return not_again(promise, check, self._once_more.evidence, findings[0])
        # What a run destroys it may not be able to destroy again.
        if self.chain.harm.is_witnessed(findings[0].shown_by):
            return self._broken(promise, check, findings, confirmed=False)
        return once(promise, findings[0], "could not be tried again: what a run destroys is gone")

    def _of_spoiled(self, promise: Promise, check: Check, findings: Sequence[Finding], why: str) -> Outcome:
        """The writes cannot be the same again: what nothing can have disturbed is believed."""
        steady = self.first.is_settled and not self.first.judged.absences
        if (steady and not _may_be_of_others(check, findings)) or self.chain.harm.is_witnessed(findings[0].shown_by):
            return self._broken(promise, check, findings, confirmed=False)
        return once(promise, findings[0], f"could not be tried again: {why}")

    def _broken(self, promise: Promise, check: Check, findings: Sequence[Finding], *, confirmed: bool) -> Outcome:
        smaller = functools.partial(smallest, check, self.first.evidence.observations)
        return Outcome(promise, Status.BROKEN, findings, confirmed=confirmed, smallest=smaller)


def _may_be_of_others(check: Check, findings: Sequence[Finding]) -> bool:
    return check.race_prone or any(one.race_prone for one in findings)


def _step(evidence: Evidence, finding: Finding) -> int:
    """The number of writes before the request that shows it last, without those that depend on the clock."""
    last = max(evidence.index(seen) for seen in finding.shown_by)
    count, waited = 0, 0.0
    for seen in evidence.observations[:last]:
        waited += seen.waited
        if seen.writes:
            count += waited < LONG_ENOUGH
            waited = 0.0
    return count
