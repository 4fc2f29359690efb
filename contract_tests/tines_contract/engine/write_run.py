"""Writes to the plan's case, judges what was seen, and removes what was made, however the run ends."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from attrs import define, field

from tines_contract.contract.case_actions import list_actions
from tines_contract.engine.attempts import MOST_ATTEMPTS, Attempt, Attempts, attempts
from tines_contract.engine.crashing import outcomes_of
from tines_contract.engine.phases import Progress
from tines_contract.engine.verdict import Outcome, Status
from tines_contract.engine.write_phase import WritePhase
from tines_contract.evidence.creations import claimed_by
from tines_contract.evidence.harm import HarmWatch
from tines_contract.probes.action_requests import ActionRequests
from tines_contract.probes.bodies import Bodies
from tines_contract.probes.cleaning import cleaning
from tines_contract.probes.leftover import Leftover
from tines_contract.probes.plan import ENOUGH_ACTIONS, Plan
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.writer import Writer
from tines_contract.probes.writes import writes
from tines_contract.transport.obstacles import CutShortError, Obstacle
from tines_contract.transport.pacing import Pacer
from tines_contract.transport.session import Session
from tines_contract.transport.targets import Target
from tines_spec import Promise, promises, resource_of

Outcomes = dict[str, Outcome]
_OUT_OF_STEP = 7


@define(eq=False)
class WriteRun:
    """The writes of one run.

    leftovers: what could not be removed. cleanup_error: why that is not known. obstacle: why not all could be written.
    harm: what was lost or changed around the writes.
    """

    target: Target
    plan: Plan
    pacer: Pacer
    progress: Progress
    leftovers: list[Leftover] = field(factory=list, init=False)
    cleanup_error: str = field(default="", init=False)
    obstacle: Obstacle | None = field(default=None, init=False)
    harm: HarmWatch = field(factory=HarmWatch, init=False)
    _bodies: Bodies = field(init=False)
    _last_writer: Writer | None = field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        self._bodies = Bodies(self.plan.mark)

    def judged(self) -> tuple[Outcomes, Writer | None]:
        """Write, and judge what was seen; nothing comes of it, and no writer, where the plan writes nothing."""
        if self.plan.writing_case is None:
            return {}, None
        first = attempts(self._attempt)
        writer = self._last_writer
        self.obstacle = first.obstacle
        phase = WritePhase(first, self._once_more, lambda write: len(self.harm.cases_harmed_by(write)), self.progress)
        outcomes = outcomes_of(phase.outcome, _written_promises())
        wrong = any(one.status is Status.BROKEN and one.promise.accuses for one in outcomes.values())
        if self.plan.scenarios and not (wrong or self.obstacle or self._is_harmed):
            try:
                outcomes |= self._random_sequences()
            except CutShortError as error:
                self.obstacle = error.obstacle
                self.harm.forget(str(self.plan.writing_case))
        self._look_around()
        return outcomes, writer

    @property
    def _is_harmed(self) -> bool:
        """Whether anything is left of the run, or lost by it: then no more is written."""
        return bool(self.leftovers or self.cleanup_error or self.harm.found)

    def _look_around(self) -> None:
        """What the last writes, those that clean up among them, have done to other cases."""
        if self._last_writer is not None and not self.obstacle:
            with suppress(CutShortError):
                self._session().run(self._last_writer.read_other_cases())

    def _random_sequences(self) -> Outcomes:
        """What random sequences of writes find, where those that are always sent have found nothing."""
        from tines_contract.engine.schemathesis_sequences import schemathesis_sequences
        from tines_contract.engine.sequence_guard import SequenceRun
        from tines_contract.engine.stateful_sequences import stateful_sequences

        run = SequenceRun(self._session, self._writer_beside_others, self.leftovers, self.harm)
        extent = self.plan.extent(limited=self.pacer.limited)
        self.progress(f"writing {extent.sequences} random sequences, twice")
        found = stateful_sequences(run, extent) or schemathesis_sequences(run, extent)
        by_id = {promise.id: promise for promise in promises()}
        return {one.promise: Outcome(by_id[one.promise], Status.BROKEN, [one], confirmed=True) for one in found}

    def _writer(self) -> Writer:
        assert self.plan.writing_case is not None
        requests = ActionRequests(self.target.origin, self.plan.writing_case)
        also = None if self.plan.case_id == self.plan.writing_case else self.plan.case_id
        return Writer(
            requests, self.plan.other_case, self._bodies.for_another_run(), None if self.plan.other_case else also
        )

    def _session(self) -> Session:
        return Session(self.pacer, self.harm.see)

    def _writer_beside_others(self) -> Writer:
        writer = self._writer()
        if self._last_writer is not None:
            writer.other_cases = self._last_writer.other_cases
        return writer

    def _once_more(self) -> Attempts:
        """Out of step with the first time: who writes to the case every so often is met at another place."""
        writer, session = self._writer(), self._session()
        with suppress(CutShortError):
            for _ in range(_OUT_OF_STEP):
                session.send(writer.requests.list(Purpose.DEFAULT))
        return attempts(self._attempt)

    def _attempt(self) -> Attempt:
        writer, session = self._writer(), self._session()
        recovered, cut_short = self.pacer.recoveries, None
        try:
            # Where the list is not to be had, nothing is written: most of what keeps it from it raises.
            redirected = 300 <= session.send(writer.requests.list(Purpose.DEFAULT)).response.status < 400
            self._last_writer = writer
            with self._cleaned(writer, session):
                if not redirected:
                    session.run(writes(writer))
        except CutShortError as error:
            cut_short = error.obstacle
            self.harm.forget(str(self.plan.writing_case))
        absences = self.pacer.recoveries - recovered + bool(self.cleanup_error)
        left = bool(self.leftovers or self.cleanup_error)
        return Attempt(session.observations, cut_short, absences, left)

    @contextmanager
    def seeded(self) -> Iterator[None]:
        """Enough actions to read, for as long as the context lasts."""
        writer, session = self._writer(), self._session()
        with self._cleaned(writer, session):
            self._seed(writer, session)
            self._look_around()
            yield
            self._look_around()  # what others have done while nothing was written is nothing to wonder about
        self._look_around()

    def _seed(self, writer: Writer, session: Session) -> None:
        """Make what is missing; what an outage has kept from being made, or not, is made up for."""
        listed = None
        for again in range(MOST_ATTEMPTS):
            try:
                listed = session.run(writer.list_all() if again else writer.begin())
                session.run(writer.seeds(0 if listed is None else max(0, ENOUGH_ACTIONS - len(listed))))
            except CutShortError:
                self.harm.forget(str(self.plan.writing_case))
            else:
                return

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
            with self.pacer.overtime():
                left = self._session().run(cleaning(writer, claimed))
        except CutShortError as error:
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
