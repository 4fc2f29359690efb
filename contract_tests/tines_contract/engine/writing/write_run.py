"""Writes to one list of the plan's case, judges what was seen, and removes what was made, however the run ends."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from attrs import define, field

from tines_contract.contract.exit_code import ExitCode
from tines_contract.contract.subjects import case_of, main_subject, subjects
from tines_contract.engine.judging.crashing import outcomes_of
from tines_contract.engine.judging.phases import Progress
from tines_contract.engine.judging.selection import needed
from tines_contract.engine.judging.strange_ids import with_strange_ids
from tines_contract.engine.judging.verdict import Outcome, Status
from tines_contract.engine.writing.attempts import MOST_ATTEMPTS, Attempt, Attempts, attempts
from tines_contract.engine.writing.cleaning import cleaning
from tines_contract.engine.writing.write_phase import WritePhase
from tines_contract.evidence.harm import HarmWatch
from tines_contract.evidence.observation import Observation
from tines_contract.probes.bodies import Bodies
from tines_contract.probes.item_requests import ItemRequests
from tines_contract.probes.leftover import Leftover
from tines_contract.probes.plan import ENOUGH_ACTIONS, Plan, promises_of
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.rights import MAY_NOT, may_not_create, rights
from tines_contract.probes.writer import Writer
from tines_contract.probes.writes import writes
from tines_contract.transport.interrupts import acknowledge
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.obstacles import CutShortError, Obstacle, ObstructedError
from tines_contract.transport.pacing import Pacer
from tines_contract.transport.session import Session
from tines_contract.transport.targets import Target
from tines_spec import Writable, promises

Outcomes = dict[str, Outcome]
_OUT_OF_STEP = 7
_MOST_REMOVALS = 3
_STOPPED = "it was stopped while it removed what it has made"
_NOT_READ = "the list could not be read whole, and so it is not known what is left"


@define(eq=False)
class WriteRun:
    """The writes of one run to one list.

    known: what is written. ledger: what they have made. quick: sends what removes it once the run is to end.
    obstacle: why not all could be written. harm: what was lost or changed around the writes.
    """

    target: Target
    plan: Plan
    pacer: Pacer
    quick: Pacer
    ledger: Ledger
    progress: Progress
    known: Writable
    harm: HarmWatch
    obstacle: Obstacle | None = field(default=None, init=False)
    _problem: str = field(default="", init=False)
    _bodies: Bodies = field(init=False)
    _last_writer: Writer | None = field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        self._bodies = Bodies(self.plan.mark, self.known)

    @property
    def leftovers(self) -> list[Leftover]:
        """What could not be removed, or is not known to be gone."""
        return self.ledger.left()

    @property
    def cleanup_error(self) -> str:
        """Why it is not known what is left; empty where it is."""
        if self.ledger.cut:
            cases = sorted({case_of(place) for place in self.ledger.cut})
            return f"a write to case {', '.join(cases)} was cut off, and may still be done"
        if self.ledger.unsettled:
            return self._problem or _NOT_READ
        return self._problem if self.leftovers else ""

    @property
    def _is_spoiled(self) -> bool:
        """Whether anything is left that is surely of this run, so that to write it all once more is not the same."""
        return any(one.marked and one.listed for one in self.leftovers) or bool(self.cleanup_error)

    def check_rights(self, listed: Observation | None = None) -> None:
        """See whether the key may create and delete, before anything is judged. Raises ObstructedError.

        listed: the list, where it was read already. Where it is not to be had, nothing is written.
        """
        if not self.is_written:
            return
        writer = self._writer()
        if listed is None or self.plan.writing_case != self.plan.case_id:
            listed = self._session().send(writer.requests.list(Purpose.DEFAULT))
        if not listed.succeeded:
            return
        with self._cleaned(writer):
            problem = self._session().run(rights(writer))
        if problem:
            raise ObstructedError(Obstacle(ExitCode.NOT_AUTHORISED, problem))

    def judged(self) -> tuple[Outcomes, Writer | None]:
        """Write, and judge what was seen; nothing comes of it, and no writer, where the plan writes nothing."""
        if not self.is_written:
            return {}, None
        first = attempts(self._attempt)
        writer = self._last_writer
        self.obstacle = first.obstacle
        phase = WritePhase(first, self._once_more, self.harm, self.progress)
        self._check_created(first)
        outcomes = outcomes_of(phase.outcome, [one for one in promises_of(self.known) if self.plan.judges(one.id)])
        wrong = any(one.status is Status.BROKEN and one.promise.accuses for one in outcomes.values())
        if self.is_main and self.plan.writes_whole and not (wrong or self.obstacle or self.is_harmed):
            try:
                outcomes |= self._random_sequences()
            except CutShortError as error:
                self.obstacle = error.obstacle
                self.harm.forget(str(self.plan.writing_case))
        self._look_around()
        return with_strange_ids(self.known, outcomes, self.ledger.strange), writer

    def _check_created(self, first: Attempts) -> None:
        """Some tell what a key may not do only where the body is right. Raises ObstructedError."""
        plain = [seen for one in first.made for seen in one.seen if seen.purpose is Purpose.WRITE]
        creates = [seen for seen in plain if seen.operation == self.known.operations.create]
        if creates and all(seen.response.status in MAY_NOT for seen in creates):
            problem = may_not_create(self.known, creates[0].case, creates[0].response.status)
            raise ObstructedError(Obstacle(ExitCode.NOT_AUTHORISED, problem))

    @property
    def is_main(self) -> bool:
        """Whether it is the list that shows whether a tenant is there, and that random sequences write to."""
        return self.known is main_subject()

    @property
    def is_written(self) -> bool:
        """Whether anything is written to it."""
        return self.plan.writes_to(self.known)

    @property
    def is_harmed(self) -> bool:
        """Whether anything is left of the run, or lost by it: then no more is written."""
        return self._is_spoiled or bool(self.harm.found)

    def _look_around(self) -> None:
        """What the last writes, those that clean up among them, have done to other cases."""
        if self._last_writer is not None and not self.obstacle:
            with suppress(CutShortError):
                self._session().run(self._last_writer.read_other_cases())

    @property
    def writer_to_read(self) -> Writer | None:
        """What reads the case that is written to; None where none is."""
        return self._writer() if self.is_written else None

    @contextmanager
    def cleaned(self) -> Iterator[tuple[Writer, Session]]:
        """For writes that judge nothing: what was made is removed at the end, however that comes."""
        writer = self._writer()
        with self._cleaned(writer):
            yield writer, self._session()

    def _random_sequences(self) -> Outcomes:
        """What random sequences of writes find, where those that are always sent have found nothing."""
        from tines_contract.engine.sequences.schemathesis_sequences import schemathesis_sequences
        from tines_contract.engine.sequences.sequence_guard import SequenceRun
        from tines_contract.engine.sequences.stateful_sequences import stateful_sequences

        run = SequenceRun(self._session, self._writer_beside_others, self.ledger, self.harm)
        extent = self.plan.extent(limited=self.pacer.limited)
        self.progress(f"writing {extent.sequences} random sequences, twice")
        with self._cleaned(self._writer()):
            found = stateful_sequences(run, extent) or schemathesis_sequences(run, extent)
        by_id = {promise.id: promise for promise in promises()}
        return {one.promise: Outcome(by_id[one.promise], Status.BROKEN, [one], confirmed=True) for one in found}

    def _writer(self) -> Writer:
        assert self.plan.writing_case is not None
        requests = ItemRequests(self.target.origin, self.plan.writing_case, self.known)
        also = None if self.plan.case_id == self.plan.writing_case else self.plan.case_id
        return Writer(
            requests,
            self._bodies.for_another_run(),
            self.plan.other_case,
            None if self.plan.other_case else also,
            needed(self.plan.promises),
            [one for one in subjects() if one is not self.known],
        )

    def _session(self) -> Session:
        return Session(self.pacer, self._see)

    def _see(self, seen: Observation) -> None:
        """Look for harm; what is suspected of it to others is not sent again."""
        self.harm.see(seen)
        self.ledger.stopped |= self.harm.suspects

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
            with self._cleaned(writer):
                if not redirected:
                    session.run(writer.needed.of_writes(writes(writer)))
        except CutShortError as error:
            cut_short = error.obstacle
            self.harm.forget(str(self.plan.writing_case))
        absences = self.pacer.recoveries - recovered + bool(self.cleanup_error)
        return Attempt(session.observations, cut_short, absences, self._is_spoiled)

    @contextmanager
    def seeded(self) -> Iterator[None]:
        """Enough items to read, for as long as the context lasts."""
        writer, session = self._writer(), self._session()
        with self._cleaned(writer):
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
            self.progress(f"left behind: {one.item} {one.number} of case {one.case}")

    def _remove(self, writer: Writer, pacer: Pacer) -> None:
        """Remove what was made; again, where the tenant fails meanwhile."""
        acknowledge()
        for _ in range(_MOST_REMOVALS):
            try:
                with pacer.overtime():
                    failed = Session(pacer, self._see).run(cleaning(writer.requests.origin, self.ledger))
                self._problem = ""
            except CutShortError as error:
                failed = error.obstacle.code is ExitCode.UNREACHABLE
                self._problem = f"what was made could not be removed: {error}"
            if not failed or not (self.ledger.unsettled or self.leftovers):
                break
        if self.cleanup_error:
            self.progress(self.cleanup_error)
