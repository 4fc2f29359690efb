"""Judges a tenant by a plan: writes where it may, reads, checks, and removes what it has made."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack

from attrs import evolve

from tines_contract.contract.subjects import list_of, subjects
from tines_contract.engine.judging.crashing import crash
from tines_contract.engine.judging.interrupted import InterruptedRunError, obstacle_of
from tines_contract.engine.judging.list_reading import ListReader, ListReading
from tines_contract.engine.judging.phases import Progress
from tines_contract.engine.judging.preflight import preflight
from tines_contract.engine.judging.run_record import RunRecord
from tines_contract.engine.judging.selection import needed
from tines_contract.engine.judging.skipping import NOT_SELECTED, RunFacts, skipped_if_out_of_reach
from tines_contract.engine.judging.suspected import undecided_if_suspected
from tines_contract.engine.judging.verdict import Outcome, Report, Status
from tines_contract.engine.writing.write_run import WriteRun
from tines_contract.evidence.harm import HarmWatch
from tines_contract.probes.plan import Plan
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.writer import Writer
from tines_contract.transport.guarded_target import GuardedTarget
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.obstacles import CutShortError, Obstacle, ObstructedError
from tines_contract.transport.outages import Patience
from tines_contract.transport.pacing import MAX_TIME, Limits, Pacer
from tines_contract.transport.session import Session
from tines_contract.transport.targets import Target
from tines_spec import Promise, operations, promises

Outcomes = Mapping[str, Outcome]
_NO_MORE = "something was harmed or left behind before, and so no more was written"


def quietly(_: str) -> None:
    """Says nothing."""


def judge(
    target: Target,
    plan: Plan,
    progress: Progress = quietly,
    *,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
    max_time: float = MAX_TIME,
) -> Report:
    """Judge a tenant.

    It never raises for what the tenant does, nor where the suite itself fails. What the run has made is removed before
    this returns.

    Args:
        target: the tenant.
        plan: what is judged.
        progress: called with a sentence whenever something takes long.
        clock: what time it is, in seconds.
        pause: how to wait, for a tenant with a rate limit.
        max_time: how many seconds the run may take. To clean up may take as long again, or ten minutes.

    Raises:
        InterruptedRunError: a signal ended the run. What it has made is removed; the error's report names what may be
            left.
    """
    guarded = GuardedTarget(target, Ledger(plan.mark))
    pause = guarded.forgetting(pause)
    limits = Limits(max_time, plan.max_requests, plan.settle)
    patience = Patience()
    pacer, quick = (
        Pacer(one, progress, clock=clock, pause=pause, limits=limits, patience=patience)
        for one in (guarded, guarded.unpaced())
    )
    return _Judge(guarded, plan, progress, pacer, quick).report()


class _Judge:
    """One run, with what has come out so far."""

    def __init__(self, target: GuardedTarget, plan: Plan, progress: Progress, pacer: Pacer, quick: Pacer) -> None:
        self._target = target
        self._plan = plan
        self._progress = progress
        self._pacer = pacer
        self._begun = pacer.clock()
        lists = [paged.name for paged in plan.read_lists()]
        written = plan.writing_case if plan.writes else None
        self._record = RunRecord(lists=lists, writing_case=written, other_case=plan.other_case, survey=pacer.survey)
        harm = HarmWatch(target.ledger.own)
        runs = [WriteRun(target, plan, pacer, quick, target.ledger, progress, known, harm) for known in subjects()]
        self._writes, *self._more_writes = runs
        self._written: Outcomes = {}
        self._writers: dict[str, Writer] = {}
        self._lacking: dict[str, str] = {}
        self._readings: list[ListReading] = []
        self._obstacle: Obstacle | None = None
        self._failure = ""

    def report(self) -> Report:
        try:
            self._run()
        except ObstructedError as error:  # what was refused before may have been refused for that
            self._obstacle, self._written, self._readings = error.obstacle, {}, []
        except CutShortError as error:
            self._obstacle = error.obstacle
        except KeyboardInterrupt as error:
            self._obstacle, self._written, self._readings = obstacle_of(error), {}, []
            raise InterruptedRunError(self._report()) from error
        except Exception as error:
            self._failure = crash(error)
        return self._report()

    def _report(self) -> Report:
        return Report(
            self._target.name,
            self._plan.case_id,
            [self._outcome(promise) for promise in promises()],
            self._target.requests,
            self._obstacle,
            self._writes.leftovers,
            self._writes.cleanup_error,
            self._writes.harm.found,
            self._failure,
            self._plan.mark,
            self._target.ledger.other_runs.found(),
            evolve(self._record, seconds=self._pacer.clock() - self._begun),
        )

    def _run(self) -> None:
        listed = preflight(self._plan, self._target.origin, Session(self._pacer), self._progress)
        self._writes.check_rights(listed)
        if self._plan.writing_case == self._plan.case_id:
            self._write()
            with ExitStack() as stack:
                for run in (self._writes, *self._more_writes):
                    if self._reads(run):
                        stack.enter_context(run.seeded())
                self._read()
        else:
            self._read()
            self._write()
        cut_short = (reading.cut_short for reading in self._readings)
        written = (run.obstacle for run in (self._writes, *self._more_writes))
        self._obstacle = next((one for one in (*written, *cut_short) if one is not None), None)

    def _reads(self, run: WriteRun) -> bool:
        return any(paged.operation == list_of(run.known) for paged in self._plan.read_lists())

    def _write(self) -> None:
        self._note(self._writes, *self._writes.judged())
        for run in self._more_writes:
            if run.is_written and run.is_harmed:
                self._lacking[list_of(run.known).name] = _NO_MORE
                continue
            try:
                run.check_rights()
                self._note(run, *run.judged())
            except ObstructedError as error:  # a tenant need not have every list, nor a key the right to write it
                self._lacking[list_of(run.known).name] = error.obstacle.message

    def _note(self, run: WriteRun, outcomes: Outcomes, writer: Writer | None) -> None:
        self._written = {**self._written, **outcomes}
        if writer is not None:
            self._writers[list_of(run.known).name] = writer

    def _outcome(self, promise: Promise) -> Outcome:
        """What came out for a promise, and why it was not exercised, where it was not."""
        if not self._plan.judges(promise.id):
            return Outcome(promise, Status.SKIPPED, note=NOT_SELECTED)
        outcome = _any_of(promise, [self._written, *(reading.outcomes for reading in self._readings)])
        outcome = undecided_if_suspected(outcome, self._writes.harm, self._target.ledger)
        why = self._failure or (self._obstacle and self._obstacle.message)
        never_written = self._plan.writing_case is None and operations()[promise.operation].writes
        if why and not never_written:
            unknown = outcome.status is Status.NOT_EXERCISED and not outcome.note
            return evolve(outcome, note=why) if unknown else outcome
        return skipped_if_out_of_reach(
            outcome, RunFacts(self._plan, self._writers, self._written, self._readings, self._lacking)
        )

    def _read(self) -> None:
        """Read each list. Only the first has to be there; raises ObstructedError where it is not, or not any more."""
        reader = ListReader(self._target.origin, self._plan, needed(self._plan.promises), self._pacer, self._progress)
        for paged in self._plan.read_lists():
            self._readings.append(reader.read(paged))
            if (obstacle := self._readings[0].obstacle) is not None:
                raise ObstructedError(obstacle)
        if any(reading.obstacle is not None for reading in self._readings):
            requests = self._plan.requests_for(self._readings[0].paged, self._target.origin)
            Session(self._pacer).send(requests.page(Purpose.DEFAULT_AGAIN))


def _any_of(promise: Promise, phases: Sequence[Outcomes]) -> Outcome:
    """What came out for a promise in any phase: broken where it was in one, held where it was in one."""
    found = [phase[promise.id] for phase in phases if promise.id in phase]
    for status in (Status.BROKEN, Status.CRASHED, Status.HELD):
        for outcome in found:
            if outcome.status is status:
                return outcome
    return max(found, key=lambda outcome: len(outcome.note), default=Outcome(promise, Status.NOT_EXERCISED))
