"""Writes to the plan's case, judges what was seen, and removes what was made, however the run ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from attrs import define, field

from tines_contract.contract.case_actions import list_actions
from tines_contract.engine.crashing import outcomes_of
from tines_contract.engine.phases import Progress, WritePhase
from tines_contract.engine.verdict import Outcome, Status
from tines_contract.evidence.creations import claimed_by
from tines_contract.evidence.observation import Observation
from tines_contract.probes.action_requests import ActionRequests
from tines_contract.probes.bodies import Bodies
from tines_contract.probes.cleaning import cleaning
from tines_contract.probes.leftover import Leftover
from tines_contract.probes.plan import ENOUGH_ACTIONS, Plan
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.writer import Writer
from tines_contract.probes.writes import writes
from tines_contract.transport.pacing import Pacer, RateLimitedError
from tines_contract.transport.session import Session
from tines_contract.transport.targets import Target, UnreachableError
from tines_spec import Promise, promises, resource_of

Outcomes = dict[str, Outcome]
_OUT_OF_STEP = 7


@define(eq=False)
class WriteRun:
    """The writes of one run. leftovers: what could not be removed. cleanup_error: why that is not known."""

    target: Target
    plan: Plan
    pacer: Pacer
    progress: Progress
    leftovers: list[Leftover] = field(factory=list, init=False)
    cleanup_error: str = field(default="", init=False)
    _bodies: Bodies = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._bodies = Bodies(self.plan.mark)

    def judged(self) -> tuple[Outcomes, Writer | None]:
        """Write, and judge what was seen; nothing comes of it, and no writer, where the plan writes nothing."""
        if self.plan.writing_case is None:
            return {}, None
        writer, seen = self._write()
        phase = WritePhase(seen, self._write_once_more, bool(self.leftovers), self.progress)
        outcomes = outcomes_of(phase.outcome, _written_promises())
        wrong = any(one.status is Status.BROKEN and one.promise.accuses for one in outcomes.values())
        if self.plan.scenarios and not wrong and not self.leftovers and not self.cleanup_error:
            outcomes |= self._random_sequences()
        return outcomes, writer

    def _random_sequences(self) -> Outcomes:
        """What random sequences of writes find, where those that are always sent have found nothing."""
        from tines_contract.engine.schemathesis_sequences import schemathesis_sequences
        from tines_contract.engine.sequence_guard import SequenceRun
        from tines_contract.engine.stateful_sequences import stateful_sequences

        run = SequenceRun(lambda: Session(self.pacer), self._writer, self.leftovers)
        extent = self.plan.extent(limited=self.pacer.limited)
        self.progress(f"writing {extent.sequences} random sequences, twice")
        found = stateful_sequences(run, extent) or schemathesis_sequences(run, extent)
        by_id = {promise.id: promise for promise in promises()}
        return {one.promise: Outcome(by_id[one.promise], Status.BROKEN, [one], confirmed=True) for one in found}

    def _writer(self) -> Writer:
        assert self.plan.writing_case is not None
        requests = ActionRequests(self.target.origin, self.plan.writing_case)
        other = self.plan.other_case
        if other is None and self.plan.case_id != self.plan.writing_case:
            other = self.plan.case_id
        return Writer(requests, other, self._bodies.for_another_run())

    def _write_once_more(self) -> list[Observation]:
        """Out of step with the first time: who writes to the case every so often is met at another place."""
        writer, session = self._writer(), Session(self.pacer)
        for _ in range(_OUT_OF_STEP):
            session.send(writer.requests.list(Purpose.DEFAULT))
        return self._write()[1]

    def _write(self) -> tuple[Writer, list[Observation]]:
        writer, session = self._writer(), Session(self.pacer)
        # Where the list is not to be had, nothing is written: most of what keeps it from it raises.
        redirected = 300 <= session.send(writer.requests.list(Purpose.DEFAULT)).response.status < 400
        with self._cleaned(writer, session):
            if not redirected:
                session.run(writes(writer))
        return writer, session.observations

    @contextmanager
    def seeded(self) -> Iterator[None]:
        """Enough actions to read, for as long as the context lasts."""
        writer, session = self._writer(), Session(self.pacer)
        listed = session.run(writer.begin())
        with self._cleaned(writer, session):
            missing = 0 if listed is None else max(0, ENOUGH_ACTIONS - len(listed))
            session.run(writer.seeds(missing))
            yield

    @contextmanager
    def _cleaned(self, writer: Writer, session: Session) -> Iterator[None]:
        """Remove what was made, whether or not the run came to its end."""
        try:
            yield
        finally:
            if session.wrote:
                self._clean(writer, session)

    def _clean(self, writer: Writer, session: Session) -> None:
        claimed = list(claimed_by(session.observations))
        self.progress("removing what this run has made")
        try:
            left = Session(self.pacer).run(cleaning(writer, claimed))
        except (UnreachableError, RateLimitedError) as error:
            self.cleanup_error = f"what was made could not be removed: {error}"
            self.progress(self.cleanup_error)
        else:
            self.leftovers += left
            for one in left:
                self.progress(f"left behind: action {one.number} of case {one.case}")


def _written_promises() -> list[Promise]:
    """The promises that writes can judge: those of all operations on case actions."""
    resource = resource_of(list_actions())
    return [promise for operation in resource if operation is not None for promise in operation.promises]
