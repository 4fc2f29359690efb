"""Reads one list and its items, once more where others have disturbed it, and judges what was seen.

Before a finding accuses, what shows it is sent again: what does not show again accuses nobody.
"""

import functools
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from attrs import Factory, field, frozen

from tines_contract.checks.check import Check
from tines_contract.engine.judging.outcomes import ListResult, not_broken, outcomes_of, smallest
from tines_contract.engine.judging.selection import needed
from tines_contract.engine.judging.skipping import disturbed, not_again, once
from tines_contract.engine.judging.verdict import Outcome, Status
from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.list_reads import item_reads, list_reads
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.page_walks import MOST_PAGES, NOTHING, Snapshot, by_id, changed_between, snapshot, walk
from tines_contract.probes.plan import RunPlan, promises_read
from tines_contract.probes.probe import Needed, Probe, Purpose
from tines_contract.transport.chain import Chain, Session
from tines_contract.transport.obstacles import CutShortError, Obstacle, ObstructedError
from tines_spec import Promise

_MOST_READINGS = 3
_REPLAYS = 5
_MOST_WALKS = 9


@frozen(eq=False)
class ListReader:
    """Reads one list. needed: the probes that are sent for it."""

    chain: Chain
    plan: RunPlan
    requests: ListRequests
    needed: Needed = field(init=False, default=Factory(lambda self: needed(self.plan.promises), True))

    def read(self) -> ListResult:
        """Read it; one that is not to be had is an obstacle."""
        session = self.chain.session()
        try:
            return self._until_undisturbed(session)
        except ObstructedError as error:
            outcomes = self._known_item(session)
            return ListResult(self.requests.paged, outcomes, session.observations, obstacle=error.obstacle)

    def _until_undisturbed(self, session: Session) -> ListResult:
        outcomes, cut_short = self._once(session)
        for _ in range(_MOST_READINGS - 1):
            again = [promise for promise, outcome in outcomes.items() if outcome.disturbed]
            if not again or cut_short is not None:
                break
            names = ", ".join(again)
            self.chain.progress(f"reading again: others wrote meanwhile, and {names} could not be judged")
            session = self.chain.session()
            once_more, cut_short = self._once(session)
            outcomes |= {promise: once_more[promise] for promise in again}
        return ListResult(self.requests.paged, outcomes, session.observations, cut_short=cut_short)

    def _once(self, session: Session) -> tuple[dict[str, Outcome], Obstacle | None]:
        found: list[Finding] = []
        cut_short = None
        try:
            session.run(self.needed.of_reads(list_reads(self.requests, self.plan.other_case)))
            if self.plan.generated and self.needed.includes(self.requests.paged.name, Purpose.GENERATED):
                from tines_contract.engine.sequences.made_up_requests import schemathesis_findings

                found += schemathesis_findings(self.requests, self.plan.generated, session.send, self.plan.seed)
        except CutShortError as error:
            cut_short = error.obstacle
            with suppress(CutShortError):  # should the key have been refused meanwhile, nothing that was seen stands
                session.send(self.requests.page(Purpose.DEFAULT_AGAIN))
        return self._outcomes(promises_read(self.requests.paged.operation), session, found), cut_short

    def _known_item(self, session: Session) -> dict[str, Outcome]:
        """What comes out for an item that the plan names, where the list cannot be had."""
        get = self.requests.paged.resource.get
        if get is None or self.requests.known_item is None:
            return {}
        with suppress(CutShortError):
            session.run(self.needed.of_reads(item_reads(self.requests, {})))
        return self._outcomes(get.promises, session, [])

    def _outcomes(self, promises: Iterable[Promise], session: Session, found: Sequence[Finding]) -> dict[str, Outcome]:
        phase = ReadPhase(list(session.observations), found, self.requests, self.chain)
        return outcomes_of(phase.outcome, [one for one in promises if self.plan.judges(one.id)])


@frozen(eq=False)
class ReadPhase:
    """What was read of one list and of its items. found: what schemathesis has found besides."""

    seen: Sequence[Observation]
    found: Sequence[Finding]
    requests: ListRequests
    chain: Chain

    @functools.cached_property
    def _session(self) -> Session:
        return self.chain.session()

    @functools.cached_property
    def _evidence(self) -> Evidence:
        return Evidence(self.seen)

    def outcome(self, promise: Promise, check: Check) -> Outcome:
        """What came out for a promise."""
        findings = [*check.judge(self._evidence), *(one for one in self.found if one.promise == promise.id)]
        if not findings:
            return not_broken(promise, check, self._evidence)
        try:
            found = self._replayed(promise, check, findings)
            return self._walked(promise, check, found) if found.disturbed and found.seen_once else found
        except CutShortError as error:
            return once(promise, findings[0], f"could not be sent again ({error.obstacle.message})")

    def _replayed(self, promise: Promise, check: Check, findings: Sequence[Finding]) -> Outcome:
        """Send again what a finding is shown by, and accuse only where it shows again while nobody writes."""
        finding, *more = sorted(findings, key=lambda one: len(one.replay))
        self.chain.progress(f"repeating: {promise.id}: {finding.message}")
        wait = 0.0 if check.race_prone else check.apart
        for _ in range(_REPLAYS):
            before = self._snapshot(check)
            waits = {finding.shown_by[-1]: wait}
            probes = [Probe(seen.request, seen.purpose, waits.get(seen, 0.0)) for seen in finding.replay]
            after = Evidence([self._session.send(probe) for probe in probes])
            again = any(check.judge(after))
            if changed_between(before, self._snapshot(check), self._known):
                continue
            if again and wait < check.apart:
                wait = check.apart
                continue
            if again:
                smaller = functools.partial(smallest, check, finding.replay)
                return Outcome(promise, Status.BROKEN, [finding, *more], confirmed=True, smallest=smaller)
            return not_again(promise, check, after, finding)
        return disturbed(promise, self.requests.paged)

    def _walked(self, promise: Promise, check: Check, found: Outcome) -> Outcome:
        """What a walk shows while nobody writes, where what was sent again is too little to hold the promise."""
        if not check.exercised(self._quiet_walk):
            return found
        if findings := list(check.judge(self._quiet_walk)):
            return self._replayed(promise, check, findings)
        return Outcome(promise, Status.HELD, note="others wrote meanwhile, and it held while nobody did")

    @functools.cached_property
    def _quiet_walk(self) -> Evidence:
        """A walk by few pages, between two snapshots that are the same; nothing where others never rest."""
        for _ in range(_MOST_WALKS):
            session = self.chain.session()
            before = session.run(snapshot(self.requests))
            size = min(self.requests.paged.most_granted, (before.count or 0) // 2 + 1)
            session.run(walk(self.requests, size, MOST_PAGES))
            if not changed_between(before, session.run(snapshot(self.requests)), self._known):
                return Evidence(session.observations)
        return Evidence([])

    def _snapshot(self, check: Check) -> Snapshot:
        return self._session.run(snapshot(self.requests)) if check.race_prone else NOTHING

    @functools.cached_property
    def _known(self) -> dict[int, Any]:
        paged = self.requests.paged
        pages = self._evidence.list_of(paged.operation).judged
        return by_id(paged, [item for page in pages for item in page.items])
