"""Judges a tenant by a plan: writes where it may, reads, checks, and removes what it has made.

A run is a row of phases, with values between them:

1. `preflight` reads the first list, and the writers check what the key may do. What is wrong here, such as a wrong
   key, is an obstacle: nothing is judged.
2. A list is written to, and what was made is removed: and a list is read: each comes to a `ListResult`. Reading comes
   first, unless the case that is read is written to: then it is filled to be read, once all has been written.
3. In each of these, the checks judge what was seen. A finding accuses once it is confirmed: it shows again, while
   nobody else writes.
4. What cuts a phase short is an obstacle, too. What was judged until then stands, unless the tenant refuses the key
   meanwhile.
5. `outcome` says what each promise comes to in the end, and why it was not exercised, where it was not. The report
   has the verdict.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime

from attrs import Factory, field, frozen

from tines_contract.engine.judging.outcomes import ListResult, Results
from tines_contract.engine.judging.preflight import preflight
from tines_contract.engine.judging.read_phase import ListReader
from tines_contract.engine.judging.skipping import RunFacts, outcome
from tines_contract.engine.judging.verdict import InterruptedRunError, Report, RunRecord, crash
from tines_contract.engine.writing.cleaning import Cleaner
from tines_contract.engine.writing.write_run import ListWriter
from tines_contract.probes.plan import RunPlan
from tines_contract.probes.probe import Purpose
from tines_contract.promises.lists import is_of_tenant, list_of
from tines_contract.transport.chain import Chain
from tines_contract.transport.interrupts import obstacle_of
from tines_contract.transport.obstacles import CutShortError, ExitCode, Obstacle, ObstructedError
from tines_contract.transport.pacing import MAX_TIME, Progress, quietly
from tines_contract.transport.targets import Target, utc_now
from tines_spec import promises

_NO_MORE = Obstacle(ExitCode.UNJUDGED, "something was harmed or left behind before, and so no more was written")


def judge(
    target: Target,
    plan: RunPlan,
    progress: Progress = quietly,
    *,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
    now: Callable[[], datetime] = utc_now,
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
        now: what time it is, for people.
        max_time: how many seconds the run may take. To clean up may take as long again, or ten minutes.

    Raises:
        InterruptedRunError: a signal ended the run. What it has made is removed; the error's report names what may be
            left.
    """
    chain = Chain(target, plan, progress, max_time=max_time, clock=clock, pause=pause, now=now)
    run, results = _Run(chain, plan), Results()
    try:
        run.phases(results)
    except ObstructedError as error:  # what was refused before may have been refused for that
        return run.report(Results(), error.obstacle)
    except CutShortError as error:
        return run.report(results, error.obstacle)
    except KeyboardInterrupt as error:
        raise InterruptedRunError(run.report(Results(), obstacle_of(error))) from error
    except Exception as error:
        return run.report(results, failure=crash(error))
    return run.report(results, results.cut_short)


@frozen(eq=False)
class _Run:
    """One run. begun: when, by its clock; started: by that of people."""

    chain: Chain
    plan: RunPlan
    cleaner: Cleaner = field(init=False, default=Factory(lambda self: Cleaner(self.chain), True))
    begun: float = field(init=False, default=Factory(lambda self: self.chain.clock(), True))
    started: datetime = field(init=False, default=Factory(lambda self: self.chain.now(), True))

    def phases(self, results: Results) -> None:
        """Go through all phases. Raises what stops the run."""
        listed = preflight(self.plan, self.chain)
        writers = [ListWriter(self.chain, self.plan, self.cleaner, known) for known in self.plan.subjects()]
        writers[0].check_rights(listed)
        if self.plan.writing_case != self.plan.case_id:
            self._read(results)
            self._write(writers, results)
            return
        self._write(writers, results)
        read = [paged.operation for paged in self.plan.read_lists()]
        with ExitStack() as stack:
            for writer, writing in zip(writers, results.writings, strict=True):
                if list_of(writer.known) in read and not is_of_tenant(writer.known):
                    stack.enter_context(writer.seeded(writing))
            self._read(results)

    def _write(self, writers: Sequence[ListWriter], results: Results) -> None:
        main, *others = writers
        results.writings.append(main.write())
        for writer in others:
            if writer.is_written and self.cleaner.is_harmed:
                results.writings.append(ListResult(writer.paged, obstacle=_NO_MORE))
                continue
            try:
                writer.check_rights()
                results.writings.append(writer.write())
            except ObstructedError as error:  # a tenant need not have every list, nor a key the right to write it
                results.writings.append(ListResult(writer.paged, obstacle=error.obstacle))

    def _read(self, results: Results) -> None:
        """Read each list. Only the first has to be there; raises ObstructedError where it is not, or not any more."""
        for paged in self.plan.read_lists():
            requests = self.plan.requests_for(paged, self.chain.origin)
            results.readings.append(ListReader(self.chain, self.plan, requests).read())
            if results.readings[0].obstacle is not None:
                raise ObstructedError(results.readings[0].obstacle)
        if any(reading.obstacle is not None for reading in results.readings):
            requests = self.plan.requests_for(results.readings[0].paged, self.chain.origin)
            self.chain.session().send(requests.page(Purpose.DEFAULT_AGAIN))

    def report(self, results: Results, obstacle: Obstacle | None = None, failure: str = "") -> Report:
        """What came out. obstacle: what has stopped the run. failure: where the suite itself failed."""
        chain, plan = self.chain, self.plan
        facts = RunFacts(plan, chain.harm, chain.ledger, results, failure or (obstacle.message if obstacle else ""))
        return Report(
            chain.name,
            plan.case_id,
            [outcome(promise, facts) for promise in promises()],
            chain.target.requests,
            obstacle,
            chain.ledger.left(),
            self.cleaner.error,
            chain.harm.found,
            failure,
            plan.mark,
            chain.ledger.other_runs.found(),
            self._record(),
        )

    def _record(self) -> RunRecord:
        plan = self.plan
        return RunRecord(
            self.started,
            self.chain.clock() - self.begun,
            [paged.name for paged in plan.read_lists()],
            plan.writing_case if plan.writes else None,
            plan.other_case,
            self.chain.survey,
            self.chain.settling.lag,
            plan.seed,
        )
