"""Reads one list and its items, once more where others have disturbed it, and judges what was seen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from attrs import frozen

from tines_contract.contract.paged_list import PagedList
from tines_contract.engine.judging.crashing import outcomes_of
from tines_contract.engine.judging.phases import Progress, ReadPhase
from tines_contract.engine.judging.verdict import Outcome
from tines_contract.evidence.finding import Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.item_reads import item_reads
from tines_contract.probes.list_reads import list_reads
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.needed import Needed
from tines_contract.probes.plan import Plan, promises_read
from tines_contract.probes.purpose import Purpose
from tines_contract.transport.obstacles import CutShortError, Obstacle, ObstructedError
from tines_contract.transport.pacing import Pacer
from tines_contract.transport.session import Session
from tines_spec import Promise

_MOST_READINGS = 3


@frozen(eq=False)
class ListReading:
    """What came of reading a list.

    obstacle: why it could not be had, if it could not. cut_short: why not all of it could be read.
    """

    paged: PagedList
    outcomes: Mapping[str, Outcome]
    seen: Sequence[Observation]
    obstacle: Obstacle | None = None
    cut_short: Obstacle | None = None


@frozen(eq=False)
class ListReader:
    """Reads lists for one run. needed: the probes that are sent for it."""

    origin: str
    plan: Plan
    needed: Needed
    pacer: Pacer
    progress: Progress

    def read(self, paged: PagedList) -> ListReading:
        """Read a list; one that is not to be had is an obstacle."""
        session = Session(self.pacer)
        try:
            return self._read(paged, session)
        except ObstructedError as error:
            outcomes = self._known_item(paged, session)
            return ListReading(paged, outcomes, session.observations, error.obstacle)

    def _read(self, paged: PagedList, first: Session) -> ListReading:
        outcomes, cut_short = self._outcomes(paged, first)
        seen = first.observations
        for _ in range(_MOST_READINGS - 1):
            disturbed = [promise for promise, outcome in outcomes.items() if outcome.disturbed]
            if not disturbed or cut_short is not None:
                break
            self.progress(f"reading again: others wrote meanwhile, and {', '.join(disturbed)} could not be judged")
            session = Session(self.pacer)
            once_more, cut_short = self._outcomes(paged, session)
            outcomes, seen = (
                {**outcomes, **{promise: once_more[promise] for promise in disturbed}},
                session.observations,
            )
        return ListReading(paged, outcomes, seen, cut_short=cut_short)

    def _known_item(self, paged: PagedList, session: Session) -> dict[str, Outcome]:
        """What comes out for an item that the plan names, where the list cannot be had."""
        requests, get = self.plan.requests_for(paged, self.origin), paged.resource.get
        if get is None or requests.known_item is None:
            return {}
        with suppress(CutShortError):
            session.run(self.needed.of_reads(item_reads(requests, {})))
        return outcomes_of(self._phase(requests, session, []).outcome, self._judged(get.promises))

    def _outcomes(self, paged: PagedList, session: Session) -> tuple[dict[str, Outcome], Obstacle | None]:
        requests = self.plan.requests_for(paged, self.origin)
        found: list[Finding] = []
        cut_short = None
        try:
            session.run(self.needed.of_reads(list_reads(requests, self.plan.other_case)))
            found += self._made_up(requests, session)
        except CutShortError as error:
            cut_short = error.obstacle
            with suppress(CutShortError):  # should the key have been refused meanwhile, nothing that was seen stands
                session.send(requests.page(Purpose.DEFAULT_AGAIN))
        judged = self._judged(promises_read(paged.operation))
        return outcomes_of(self._phase(requests, session, found).outcome, judged), cut_short

    def _made_up(self, requests: ListRequests, session: Session) -> Iterator[Finding]:
        """What schemathesis finds."""
        if self.plan.generated and self.needed.includes(requests.paged.name, Purpose.GENERATED):
            from tines_contract.engine.sequences.made_up_requests import schemathesis_findings

            yield from schemathesis_findings(requests, self.plan.generated, session.send)

    def _judged(self, promises: Iterable[Promise]) -> list[Promise]:
        return [promise for promise in promises if self.plan.judges(promise.id)]

    def _phase(self, requests: ListRequests, session: Session, found: Sequence[Finding]) -> ReadPhase:
        return ReadPhase(list(session.observations), found, requests, Session(self.pacer), self.progress)
