"""Judges a tenant by a plan: writes where it may, reads, checks, and removes what it has made."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from tines_contract.contract.exit_code import ExitCode
from tines_contract.engine.crashing import outcomes_of
from tines_contract.engine.phases import Progress, ReadPhase, WritePhase
from tines_contract.engine.skipping import skipped_if_out_of_reach
from tines_contract.engine.verdict import Outcome, Report, Status
from tines_contract.evidence.creations import claimed_by
from tines_contract.evidence.observation import Observation
from tines_contract.probes.bodies import Bodies
from tines_contract.probes.cleaning import cleaning
from tines_contract.probes.leftover import Leftover
from tines_contract.probes.plan import ENOUGH_ACTIONS, Plan
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.reads import reads
from tines_contract.probes.request_builder import RequestBuilder
from tines_contract.probes.writer import Writer
from tines_contract.probes.writes import writes
from tines_contract.transport.obstacles import Obstacle, ObstructedError
from tines_contract.transport.pacing import Pacer, RateLimitedError
from tines_contract.transport.session import Session
from tines_contract.transport.targets import Target, UnreachableError
from tines_spec import Promise, promises

Outcomes = Mapping[str, Outcome]
_MOST_READINGS = 3
_OUT_OF_STEP = 7


def quietly(_: str) -> None:
    """Says nothing."""


def judge(
    target: Target,
    plan: Plan,
    progress: Progress = quietly,
    *,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> Report:
    """Judge a tenant.

    progress: is called with a sentence whenever something takes long. clock, pause: what time it is, in seconds, and
    how to wait, for a tenant with a rate limit. Never raises for what the tenant does. What the run has made is removed
    before this returns, and before an interrupt leaves it.
    """
    return _Judge(target, plan, progress, Pacer(target, progress, clock=clock, pause=pause)).report()


class _Judge:
    """One run."""

    def __init__(self, target: Target, plan: Plan, progress: Progress, pacer: Pacer) -> None:
        self._target = target
        self._plan = plan
        self._progress = progress
        self._pacer = pacer
        self._bodies = Bodies(plan.mark)
        self._leftovers: list[Leftover] = []
        self._cleanup_error = ""

    def report(self) -> Report:
        outcomes = [Outcome(promise, Status.NOT_EXERCISED) for promise in promises()]
        obstacle: Obstacle | None = None
        try:
            outcomes = self._outcomes()
        except ObstructedError as error:
            obstacle = error.obstacle
        except UnreachableError as error:
            obstacle = Obstacle(ExitCode.UNREACHABLE, str(error))
        except RateLimitedError as error:
            obstacle = Obstacle(ExitCode.RATE_LIMITED, f"{error}: try again later")
        leftovers = list(dict.fromkeys(self._leftovers))
        return Report(
            self._target.name,
            self._plan.case_id,
            outcomes,
            self._pacer.requests,
            obstacle,
            leftovers,
            self._cleanup_error,
        )

    def _outcomes(self) -> list[Outcome]:
        if self._plan.writing_case == self._plan.case_id:
            written, writer = self._written()
            with self._seeded():
                read, seen = self._read()
        else:
            read, seen = self._read()
            written, writer = self._written()
        found = [_either(promise, written, read) for promise in promises()]
        return [skipped_if_out_of_reach(outcome, writer, seen) for outcome in found]

    def _read(self) -> tuple[Outcomes, list[Observation]]:
        """Read, and once more where others have disturbed it."""
        outcomes, seen = self._read_once()
        for _ in range(_MOST_READINGS - 1):
            disturbed = [promise for promise, outcome in outcomes.items() if outcome.disturbed]
            if not disturbed:
                break
            self._progress(f"reading again: others wrote to the case, and {', '.join(disturbed)} could not be judged")
            once_more, seen = self._read_once()
            outcomes = {**outcomes, **{promise: once_more[promise] for promise in disturbed}}
        return outcomes, seen

    def _read_once(self) -> tuple[Outcomes, list[Observation]]:
        builder = RequestBuilder(self._target.origin, self._plan.case_id)
        session = Session(self._pacer)
        session.run(reads(builder, self._plan.other_case))
        found = []
        if self._plan.generated:
            from tines_contract.engine.schemathesis_requests import schemathesis_findings

            found = list(schemathesis_findings(builder, self._plan.generated, session.send))
        phase = ReadPhase(list(session.observations), found, builder, Session(self._pacer), self._progress)
        return outcomes_of(phase.outcome), session.observations

    def _written(self) -> tuple[Outcomes, Writer | None]:
        if self._plan.writing_case is None:
            return {}, None
        writer, seen = self._write()
        phase = WritePhase(seen, self._write_once_more, bool(self._leftovers), self._progress)
        outcomes = outcomes_of(phase.outcome)
        wrong = any(one.status is Status.BROKEN and one.promise.accuses for one in outcomes.values())
        if self._plan.scenarios and not wrong and not self._leftovers and not self._cleanup_error:
            outcomes |= self._random_sequences(outcomes)
        return outcomes, writer

    def _random_sequences(self, outcomes: Outcomes) -> dict[str, Outcome]:
        """What random sequences of writes find, where those that are always sent have found nothing."""
        from tines_contract.engine.schemathesis_sequences import schemathesis_sequences
        from tines_contract.engine.sequence_guard import SequenceRun
        from tines_contract.engine.stateful_sequences import stateful_sequences

        run = SequenceRun(lambda: Session(self._pacer), self._writer, self._leftovers)
        extent = self._plan.extent(limited=self._pacer.limited)
        self._progress(f"writing {extent.sequences} random sequences, twice")
        found = stateful_sequences(run, extent) or schemathesis_sequences(run, extent)
        return {
            one.promise: Outcome(outcomes[one.promise].promise, Status.BROKEN, [one], confirmed=True) for one in found
        }

    def _writer(self) -> Writer:
        assert self._plan.writing_case is not None
        builder = RequestBuilder(self._target.origin, self._plan.writing_case)
        other = self._plan.other_case
        if other is None and self._plan.case_id != self._plan.writing_case:
            other = self._plan.case_id
        return Writer(builder, other, self._bodies)

    def _write_once_more(self) -> list[Observation]:
        """Out of step with the first time: who writes to the case every so often is met at another place."""
        writer, session = self._writer(), Session(self._pacer)
        for _ in range(_OUT_OF_STEP):
            session.send(writer.builder.list(Purpose.DEFAULT))
        return self._write()[1]

    def _write(self) -> tuple[Writer, list[Observation]]:
        writer, session = self._writer(), Session(self._pacer)
        session.send(writer.builder.list(Purpose.DEFAULT))  # where the list is not to be had, nothing is written
        with self._cleaned(writer, session):
            session.run(writes(writer))
        return writer, session.observations

    @contextmanager
    def _seeded(self) -> Iterator[None]:
        """Enough actions to read."""
        writer, session = self._writer(), Session(self._pacer)
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
        self._progress("removing what this run has made")
        try:
            left = Session(self._pacer).run(cleaning(writer, claimed))
        except (UnreachableError, RateLimitedError) as error:
            self._cleanup_error = f"what was made could not be removed: {error}"
            self._progress(self._cleanup_error)
        else:
            self._leftovers += left
            for one in left:
                self._progress(f"left behind: action {one.number} of case {one.case}")


def _either(promise: Promise, *phases: Outcomes) -> Outcome:
    """What came out for a promise in either half: broken where it was in one, held where it was in one."""
    found = [phase[promise.id] for phase in phases if phase]
    for status in (Status.BROKEN, Status.CRASHED, Status.HELD):
        for outcome in found:
            if outcome.status is status:
                return outcome
    return max(found, key=lambda outcome: len(outcome.note))
