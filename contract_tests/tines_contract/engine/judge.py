"""Judges a tenant by a plan: writes where it may, reads, checks, and removes what it has made."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from tines_contract.contract.case_actions import list_actions
from tines_contract.contract.exit_code import ExitCode
from tines_contract.engine.crashing import outcomes_of
from tines_contract.engine.list_reading import ListReader, ListReading
from tines_contract.engine.phases import Progress, WritePhase
from tines_contract.engine.skipping import RunFacts, skipped_if_out_of_reach
from tines_contract.engine.verdict import Outcome, Report, Status
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
from tines_contract.transport.obstacles import Obstacle, ObstructedError
from tines_contract.transport.pacing import Pacer, RateLimitedError
from tines_contract.transport.session import Session
from tines_contract.transport.targets import Target, UnreachableError
from tines_spec import Promise, promises, resource_of

Outcomes = Mapping[str, Outcome]
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
                readings = self._read()
        else:
            readings = self._read()
            written, writer = self._written()
        facts = RunFacts(self._plan, writer, written, readings)
        phases = [written, *(reading.outcomes for reading in readings)]
        return [skipped_if_out_of_reach(_any_of(promise, phases), facts) for promise in promises()]

    def _read(self) -> list[ListReading]:
        """Read each list. Only the first has to be there; raises ObstructedError where it is not, or not any more."""
        reader = ListReader(self._target.origin, self._plan, self._pacer, self._progress)
        first, *others = self._plan.read_lists()
        readings = [reader.read(first)]
        if (obstacle := readings[0].obstacle) is not None:
            raise ObstructedError(obstacle)
        readings += [reader.read(paged) for paged in others]
        if any(reading.obstacle is not None for reading in readings):
            requests = self._plan.requests_for(first, self._target.origin)
            Session(self._pacer).send(requests.page(Purpose.DEFAULT_AGAIN))
        return readings

    def _written(self) -> tuple[Outcomes, Writer | None]:
        if self._plan.writing_case is None:
            return {}, None
        writer, seen = self._write()
        phase = WritePhase(seen, self._write_once_more, bool(self._leftovers), self._progress)
        outcomes = outcomes_of(phase.outcome, _written_promises())
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
        requests = ActionRequests(self._target.origin, self._plan.writing_case)
        other = self._plan.other_case
        if other is None and self._plan.case_id != self._plan.writing_case:
            other = self._plan.case_id
        return Writer(requests, other, self._bodies)

    def _write_once_more(self) -> list[Observation]:
        """Out of step with the first time: who writes to the case every so often is met at another place."""
        writer, session = self._writer(), Session(self._pacer)
        for _ in range(_OUT_OF_STEP):
            session.send(writer.requests.list(Purpose.DEFAULT))
        return self._write()[1]

    def _write(self) -> tuple[Writer, list[Observation]]:
        writer, session = self._writer(), Session(self._pacer)
        session.send(writer.requests.list(Purpose.DEFAULT))  # where the list is not to be had, nothing is written
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


def _any_of(promise: Promise, phases: Sequence[Outcomes]) -> Outcome:
    """What came out for a promise in any phase: broken where it was in one, held where it was in one."""
    found = [phase[promise.id] for phase in phases if promise.id in phase]
    for status in (Status.BROKEN, Status.CRASHED, Status.HELD):
        for outcome in found:
            if outcome.status is status:
                return outcome
    return max(found, key=lambda outcome: len(outcome.note), default=Outcome(promise, Status.NOT_EXERCISED))


def _written_promises() -> list[Promise]:
    """The promises that a run which writes can judge: those of all operations on case actions."""
    resource = resource_of(list_actions())
    return [promise for operation in resource if operation is not None for promise in operation.promises]
