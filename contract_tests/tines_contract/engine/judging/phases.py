"""What was read of one list, and what comes out for a promise.

Before a finding accuses, what shows it is sent again: what does not show again accuses nobody.
"""

import functools
from collections.abc import Sequence
from typing import Any

from attrs import frozen

from tines_contract.checks import CHECKS
from tines_contract.checks.check import Check
from tines_contract.engine.judging.shrinking import smallest
from tines_contract.engine.judging.verdict import Outcome, Status
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.finding import Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import Probe
from tines_contract.probes.snapshot import NOTHING, Snapshot, by_id, changed_between, snapshot
from tines_contract.transport.budget import Progress
from tines_contract.transport.obstacles import CutShortError
from tines_contract.transport.session import Session
from tines_spec import Promise

_REPLAYS = 3
NO_CHECK = "no check of tines_contract knows this promise"


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
            return self._tried_again(promise, check, findings)
        return Outcome(promise, Status.HELD if check.exercised(self._evidence) else Status.NOT_EXERCISED)

    def _tried_again(self, promise: Promise, check: Check, findings: Sequence[Finding]) -> Outcome:
        try:
            return self._replayed(promise, check, findings)
        except CutShortError as error:
            return once(promise, findings[0], f"could not be sent again ({error.obstacle.message})")

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


def forgiven(promise: Promise, check: Check, after: Evidence, finding: Finding) -> Outcome:
    """What did not show again is forgiven where others may have written meanwhile, and else left undecided."""
    if check.race_prone and check.exercised(after):
        return Outcome(promise, Status.HELD, note="others wrote meanwhile, when it was seen first")
    return once(promise, finding, "not when it was sent again", disturbed=check.race_prone)


def once(promise: Promise, finding: Finding, why: str, *, disturbed: bool = False) -> Outcome:
    """What was broken once, and why not twice: that accuses nobody, and nobody is accepted with it."""
    note = f"it was broken once, and {why}: {finding.message}"
    return Outcome(promise, Status.NOT_EXERCISED, note=note, disturbed=disturbed, seen_once=True)
