"""The halves of a run, reading one list and writing: what each has seen, and what comes out for a promise.

Before a finding accuses, what shows it is sent again: what does not show again accuses nobody.
"""

import functools
from collections.abc import Callable, Sequence
from typing import Any

from attrs import frozen

from tines_contract.checks import CHECKS
from tines_contract.checks.check import Check
from tines_contract.engine.shrinking import smallest
from tines_contract.engine.unsteady import unsteady
from tines_contract.engine.verdict import Outcome, Status
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.finding import Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import Probe
from tines_contract.probes.snapshot import NOTHING, Snapshot, by_id, changed_between, snapshot
from tines_contract.transport.pacing import TRANSIENT
from tines_contract.transport.session import Session
from tines_spec import Promise

_REPLAYS = 3
NO_CHECK = "no check of tines_contract knows this promise"
Progress = Callable[[str], None]


@frozen(eq=False)
class ReadPhase:
    """What was read of one list and of its items. found: what schemathesis has found besides."""

    seen: Sequence[Observation]
    found: Sequence[Finding]
    requests: ListRequests
    session: Session
    progress: Progress

    @functools.cached_property
    def _evidence(self) -> Evidence:
        return Evidence(self.seen)

    def outcome(self, promise: Promise) -> Outcome:
        """What came out for a promise."""
        check = CHECKS.get(promise.id)
        if check is None:
            return Outcome(promise, Status.SKIPPED, note=NO_CHECK)
        findings = [*check.judge(self._evidence), *(one for one in self.found if one.promise == promise.id)]
        if findings:
            return self._replayed(promise, check, findings)
        return Outcome(promise, Status.HELD if check.exercised(self._evidence) else Status.NOT_EXERCISED)

    def _replayed(self, promise: Promise, check: Check, findings: Sequence[Finding]) -> Outcome:
        """Send again what a finding is shown by, and accuse only where it shows again while nobody writes."""
        finding, *more = sorted(findings, key=lambda one: len(one.replay))
        self.progress(f"repeating: {promise.id}: {finding.message}")
        for _ in range(_REPLAYS):
            before = self._snapshot(check)
            after = Evidence([self.session.send(Probe(seen.request, seen.purpose)) for seen in finding.replay])
            again = any(check.judge(after))
            if changed_between(before, self._snapshot(check), self._known):
                continue
            if again:
                shown = smallest(check, finding, finding.replay)
                return Outcome(promise, Status.BROKEN, [shown, *more], confirmed=True)
            return forgiven(promise, check, after, finding)
        note = f"others wrote to the {self.requests.paged.items} each time that they were read"
        return Outcome(promise, Status.NOT_EXERCISED, note=note, disturbed=True)

    def _snapshot(self, check: Check) -> Snapshot:
        return self.session.run(snapshot(self.requests)) if check.race_prone else NOTHING

    @functools.cached_property
    def _known(self) -> dict[int, Any]:
        paged = self.requests.paged
        pages = self._evidence.list_of(paged.operation).judged
        return by_id(paged, [item for page in pages for item in page.items])


@frozen(eq=False)
class WritePhase:
    """What was written, and read in between.

    again: does it all once more. spoiled: whether something is left of it, so that once more would not be the same.
    """

    seen: Sequence[Observation]
    again: Callable[[], Sequence[Observation]]
    spoiled: bool
    progress: Progress

    @functools.cached_property
    def _evidence(self) -> Evidence:
        return Evidence(self.seen)

    @functools.cached_property
    def _hiccup(self) -> bool:
        """Whether the tenant was not there for a moment, and may so have kept the run from going on."""
        return any(seen.response.status in TRANSIENT for seen in self.seen)

    @functools.cached_property
    def _once_more(self) -> Evidence:
        return Evidence(self.again())

    def outcome(self, promise: Promise) -> Outcome:
        """What came out for a promise."""
        check = CHECKS.get(promise.id)
        if check is None:
            return Outcome(promise, Status.SKIPPED, note=NO_CHECK)
        findings = list(check.judge(self._evidence))
        if not findings:
            held = check.exercised(self._evidence) or (self._hiccup and check.exercised(self._once_more))
            return Outcome(promise, Status.HELD if held else Status.NOT_EXERCISED)
        if self.spoiled:
            return Outcome(promise, Status.BROKEN, [smallest(check, findings[0], self.seen), *findings[1:]])
        return self._repeated(promise, check, findings)

    def _repeated(self, promise: Promise, check: Check, findings: Sequence[Finding]) -> Outcome:
        """Write it all once more, and accuse only where it shows again, at the same write if others might write too."""
        self.progress(f"writing again: {promise.id}: {findings[0].message}")
        again = list(check.judge(self._once_more))
        if not again and check.exercised(self._once_more):
            return forgiven(promise, check, self._once_more, findings[0])
        # What a run destroys it may not be able to destroy again.
        shown = self._at_the_same_steps(findings, again) if check.race_prone and again else findings
        if not shown:
            note = unsteady((self._evidence, findings), (self._once_more, again))
            return Outcome(promise, Status.NOT_EXERCISED, note=note, disturbed=True)
        first = smallest(check, shown[0], self.seen)
        return Outcome(promise, Status.BROKEN, [first, *shown[1:]], confirmed=bool(again))

    def _at_the_same_steps(self, findings: Sequence[Finding], again: Sequence[Finding]) -> Sequence[Finding]:
        """The findings that the same writes show as the second time: others who write do so at other times."""
        steps = {_step(self._once_more, finding) for finding in again}
        return [finding for finding in findings if _step(self._evidence, finding) in steps]


def _step(evidence: Evidence, finding: Finding) -> int:
    """The number of writes before the request that shows it last."""
    last = max(evidence.index(seen) for seen in finding.shown_by)
    return sum(seen.operation is not None and seen.operation.writes for seen in evidence.observations[:last])


def forgiven(promise: Promise, check: Check, after: Evidence, finding: Finding) -> Outcome:
    """What did not show again is forgiven where others may have written meanwhile, and else left undecided."""
    transient = all(seen.response.status in TRANSIENT for seen in finding.shown_by)
    if (check.race_prone or transient) and check.exercised(after):
        why = "the tenant was not there for a moment" if transient else "others wrote meanwhile"
        return Outcome(promise, Status.HELD, note=f"{why}, when it was seen first")
    note = f"it was broken once, and not when it was sent again: {finding.message}"
    return Outcome(promise, Status.NOT_EXERCISED, note=note, disturbed=check.race_prone)
