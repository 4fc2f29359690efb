"""Judges a tenant by a plan: writes where it may, reads, checks, and removes what it has made."""

import time
from collections.abc import Callable, Mapping, Sequence

from tines_contract.contract.exit_code import ExitCode
from tines_contract.engine.interrupted import InterruptedRunError, obstacle_of
from tines_contract.engine.list_reading import ListReader, ListReading
from tines_contract.engine.phases import Progress
from tines_contract.engine.skipping import RunFacts, skipped_if_out_of_reach
from tines_contract.engine.verdict import Outcome, Report, Status
from tines_contract.engine.write_run import WriteRun
from tines_contract.probes.plan import Plan
from tines_contract.probes.purpose import Purpose
from tines_contract.transport.guarded_target import GuardedTarget
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.obstacles import Obstacle, ObstructedError
from tines_contract.transport.pacing import Pacer, RateLimitedError
from tines_contract.transport.session import Session
from tines_contract.transport.targets import Target, UnreachableError
from tines_spec import Promise, promises

Outcomes = Mapping[str, Outcome]


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
    before this returns, and before an interrupt leaves it, as InterruptedRunError with a report of what may be left.
    """
    guarded = GuardedTarget(target, Ledger(plan.mark))
    pause = guarded.forgetting(pause)
    pacer = Pacer(guarded, progress, clock=clock, pause=pause)
    quick = Pacer(guarded.unpaced(), progress, clock=clock, pause=pause)
    return _Judge(guarded, plan, progress, pacer, quick).report()


class _Judge:
    """One run."""

    def __init__(self, target: GuardedTarget, plan: Plan, progress: Progress, pacer: Pacer, quick: Pacer) -> None:
        self._target = target
        self._plan = plan
        self._progress = progress
        self._pacer = pacer
        self._writes = WriteRun(target, plan, pacer, quick, target.ledger, progress)

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
        except KeyboardInterrupt as error:
            raise InterruptedRunError(self._report(outcomes, obstacle_of(error))) from error
        return self._report(outcomes, obstacle)

    def _report(self, outcomes: Sequence[Outcome], obstacle: Obstacle | None) -> Report:
        return Report(
            self._target.name,
            self._plan.case_id,
            outcomes,
            self._target.requests,
            obstacle,
            self._writes.leftovers,
            self._writes.cleanup_error,
            self._plan.mark,
            self._target.ledger.other_runs.found(),
        )

    def _outcomes(self) -> list[Outcome]:
        if self._plan.writing_case == self._plan.case_id:
            written, writer = self._writes.judged()
            with self._writes.seeded():
                readings = self._read()
        else:
            readings = self._read()
            written, writer = self._writes.judged()
        facts = RunFacts(self._plan, writer, written, readings)
        phases = [written, *(reading.outcomes for reading in readings)]
        return [skipped_if_out_of_reach(_any_of(promise, phases), facts) for promise in promises()]

    def _read(self) -> list[ListReading]:
        """Read each list. Only the first has to be there; raises ObstructedError where it is not, or not any more."""
        reader = ListReader(self._target.origin, self._plan, self._pacer, self._progress)
        readings: list[ListReading] = []
        for paged in self._plan.read_lists():
            readings.append(reader.read(paged))
            if (obstacle := readings[0].obstacle) is not None:
                raise ObstructedError(obstacle)
        if any(reading.obstacle is not None for reading in readings):
            requests = self._plan.requests_for(readings[0].paged, self._target.origin)
            Session(self._pacer).send(requests.page(Purpose.DEFAULT_AGAIN))
        return readings


def _any_of(promise: Promise, phases: Sequence[Outcomes]) -> Outcome:
    """What came out for a promise in any phase: broken where it was in one, held where it was in one."""
    found = [phase[promise.id] for phase in phases if promise.id in phase]
    for status in (Status.BROKEN, Status.CRASHED, Status.HELD):
        for outcome in found:
            if outcome.status is status:
                return outcome
    return max(found, key=lambda outcome: len(outcome.note), default=Outcome(promise, Status.NOT_EXERCISED))
