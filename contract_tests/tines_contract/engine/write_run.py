"""Writes to the plan's case, judges what was seen, and removes what was made, however the run ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from attrs import define, field

from tines_contract.contract.case_actions import list_actions
from tines_contract.engine.cleaning import cleaning
from tines_contract.engine.crashing import outcomes_of
from tines_contract.engine.phases import Progress, WritePhase
from tines_contract.engine.strange_ids import with_strange_ids
from tines_contract.engine.verdict import Outcome, Status
from tines_contract.evidence.observation import Observation
from tines_contract.probes.action_requests import ActionRequests
from tines_contract.probes.bodies import Bodies
from tines_contract.probes.leftover import Leftover
from tines_contract.probes.plan import ENOUGH_ACTIONS, Plan
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.writer import Writer
from tines_contract.probes.writes import writes
from tines_contract.transport.interrupts import acknowledge
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.pacing import Pacer, RateLimitedError
from tines_contract.transport.session import Session
from tines_contract.transport.targets import Target, UnreachableError
from tines_spec import Promise, promises, resource_of

Outcomes = dict[str, Outcome]
_OUT_OF_STEP = 7
_WAITS = (0, 1, 5)
"""Seconds before each attempt to remove what was made, as long as the tenant fails."""

_STOPPED = "it was stopped while it removed what it has made"
_NOT_READ = "the list could not be read whole, and so it is not known what is left"


@define(eq=False)
class WriteRun:
    """The writes of one run. ledger: what they have made. quick: sends what removes it once the run is to end."""

    target: Target
    plan: Plan
    pacer: Pacer
    quick: Pacer
    ledger: Ledger
    progress: Progress
    _problem: str = field(default="", init=False)
    _bodies: Bodies = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._bodies = Bodies(self.plan.mark)

    @property
    def leftovers(self) -> list[Leftover]:
        """What could not be removed, or is not known to be gone."""
        return self.ledger.left()

    @property
    def cleanup_error(self) -> str:
        """Why it is not known what is left; empty where it is."""
        if self.ledger.cut:
            return f"a write to case {', '.join(sorted(self.ledger.cut))} was cut off, and may still be done"
        if self.ledger.unsettled:
            return self._problem or _NOT_READ
        return self._problem if self.leftovers else ""

    @property
    def _is_spoiled(self) -> bool:
        """Whether anything is left that is surely of this run, so that to write it all once more is not the same."""
        return any(one.marked for one in self.leftovers) or bool(self.cleanup_error)

    def judged(self) -> tuple[Outcomes, Writer | None]:
        """Write, and judge what was seen; nothing comes of it, and no writer, where the plan writes nothing."""
        if self.plan.writing_case is None:
            return {}, None
        writer, seen = self._write()
        phase = WritePhase(seen, self._write_once_more, self._is_spoiled, self.progress)
        outcomes = outcomes_of(phase.outcome, _written_promises())
        wrong = any(one.status is Status.BROKEN and one.promise.accuses for one in outcomes.values())
        if self.plan.scenarios and not wrong and not self._is_spoiled:
            outcomes |= self._random_sequences()
        return with_strange_ids(outcomes, self.ledger.strange), writer

    def _random_sequences(self) -> Outcomes:
        """What random sequences of writes find, where those that are always sent have found nothing."""
        from tines_contract.engine.schemathesis_sequences import schemathesis_sequences
        from tines_contract.engine.sequence_guard import SequenceRun
        from tines_contract.engine.stateful_sequences import stateful_sequences

        run = SequenceRun(lambda: Session(self.pacer), self._writer, self.ledger)
        extent = self.plan.extent(limited=self.pacer.limited)
        self.progress(f"writing {extent.sequences} random sequences, twice")
        with self._cleaned(self._writer()):
            found = stateful_sequences(run, extent) or schemathesis_sequences(run, extent)
        by_id = {promise.id: promise for promise in promises()}
        return {one.promise: Outcome(by_id[one.promise], Status.BROKEN, [one], confirmed=True) for one in found}

    def _writer(self) -> Writer:
        assert self.plan.writing_case is not None
        requests = ActionRequests(self.target.origin, self.plan.writing_case)
        other = self.plan.other_case
        if other is None and self.plan.case_id != self.plan.writing_case:
            other = self.plan.case_id
        return Writer(requests, other, self._bodies)

    def _write_once_more(self) -> list[Observation]:
        """Out of step with the first time: who writes to the case every so often is met at another place."""
        writer, session = self._writer(), Session(self.pacer)
        for _ in range(_OUT_OF_STEP):
            session.send(writer.requests.list(Purpose.DEFAULT))
        return self._write()[1]

    def _write(self) -> tuple[Writer, list[Observation]]:
        writer, session = self._writer(), Session(self.pacer)
        session.send(writer.requests.list(Purpose.DEFAULT))  # where the list is not to be had, nothing is written
        with self._cleaned(writer):
            session.run(writes(writer))
        return writer, session.observations

    @contextmanager
    def seeded(self) -> Iterator[None]:
        """Enough actions to read, for as long as the context lasts."""
        writer, session = self._writer(), Session(self.pacer)
        listed = session.run(writer.begin())
        with self._cleaned(writer):
            missing = 0 if listed is None else max(0, ENOUGH_ACTIONS - len(listed))
            session.run(writer.seeds(missing))
            yield

    @contextmanager
    def _cleaned(self, writer: Writer) -> Iterator[None]:
        """Remove what was made, whether or not the run came to its end."""
        interrupted = False
        try:
            yield
        except KeyboardInterrupt:
            interrupted = True
            raise
        finally:
            if self.ledger.begun:
                self._clean(writer, interrupted)

    def _clean(self, writer: Writer, interrupted: bool) -> None:
        """Remove what was made. The first signal ends the run and not the removal; the second one ends that, too."""
        self.progress("removing what this run has made")
        self._problem = _STOPPED
        try:
            self._remove(writer, self.quick if interrupted else self.pacer)
        except KeyboardInterrupt:
            if not interrupted:
                self._remove(writer, self.quick)
            raise
        for one in self.leftovers:
            self.progress(f"left behind: action {one.number} of case {one.case}")

    def _remove(self, writer: Writer, pacer: Pacer) -> None:
        """Remove what was made; again, after a while, where the tenant fails."""
        acknowledge()
        for wait in _WAITS:
            pacer.wait(wait, "the tenant failed while what was made was removed")
            try:
                failed = Session(pacer).run(cleaning(writer.requests, self.ledger))
                self._problem = ""
            except (UnreachableError, RateLimitedError) as error:
                failed = isinstance(error, UnreachableError)
                self._problem = f"what was made could not be removed: {error}"
            if not failed or not (self.ledger.unsettled or self.leftovers):
                break
        if self.cleanup_error:
            self.progress(self.cleanup_error)


def _written_promises() -> list[Promise]:
    """The promises that writes can judge: those of all operations on case actions."""
    resource = resource_of(list_actions())
    return [promise for operation in resource if operation is not None for promise in operation.promises]
