"""Judges a tenant by a plan: writes where it may, reads, checks, and removes what it has made."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from tines_contract.asking import Asking
from tines_contract.bodies import Bodies
from tines_contract.cleaning import Left, cleaning
from tines_contract.crashing import outcomes_of
from tines_contract.left_out import why_left_out
from tines_contract.observation import Observation
from tines_contract.obstacles import ObstructedError
from tines_contract.operations import promises
from tines_contract.pacing import Pacer, RateLimitedError
from tines_contract.phases import ReadPhase, Tell, WritePhase
from tines_contract.plan import ENOUGH_ACTIONS, Plan
from tines_contract.probing import probes
from tines_contract.promises import Promise
from tines_contract.purpose import Purpose
from tines_contract.session import Session
from tines_contract.stages import stages
from tines_contract.targets import Target, UnreachableError
from tines_contract.verdict import ExitCode, Obstacle, Outcome, Report, Status
from tines_contract.writing import Writing

Outcomes = Mapping[str, Outcome]
_READINGS = 3
_OUT_OF_STEP = 7


def quietly(_: str) -> None:
    """Tells nobody."""


def judge(
    target: Target,
    plan: Plan,
    tell: Tell = quietly,
    *,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> Report:
    """Judge a tenant.

    tell: is called with a sentence whenever something takes long. clock, pause: what time it is, in seconds, and how
    to wait: a tenant with a rate limit is waited for. Never raises for what the tenant does. What the run
    has made is removed before this returns, and before an interrupt leaves it.
    """
    return _Judge(target, plan, tell, Pacer(target, tell, clock=clock, pause=pause)).report()


class _Judge:
    """One run."""

    def __init__(self, target: Target, plan: Plan, tell: Tell, pacer: Pacer) -> None:
        self._target = target
        self._plan = plan
        self._tell = tell
        self._pacer = pacer
        self._bodies = Bodies(plan.mark)
        self._left: list[Left] = []
        self._unremoved = ""

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
        left = list(dict.fromkeys(self._left))
        return Report(
            self._target.name, self._plan.case_id, outcomes, self._pacer.requests, obstacle, left, self._unremoved
        )

    def _outcomes(self) -> list[Outcome]:
        if self._plan.writing_case == self._plan.case_id:
            written, writing = self._written()
            with self._seeded():
                read, seen = self._read()
        else:
            read, seen = self._read()
            written, writing = self._written()
        found = [_either(promise, written, read) for promise in promises()]
        return [why_left_out(outcome, writing, seen) for outcome in found]

    def _read(self) -> tuple[Outcomes, list[Observation]]:
        """Read, and once more where others have disturbed it."""
        outcomes, seen = self._read_once()
        for _ in range(_READINGS - 1):
            disturbed = [promise for promise, outcome in outcomes.items() if outcome.disturbed]
            if not disturbed:
                break
            self._tell(f"reading again: others wrote to the case, and {', '.join(disturbed)} could not be judged")
            once_more, seen = self._read_once()
            outcomes = {**outcomes, **{promise: once_more[promise] for promise in disturbed}}
        return outcomes, seen

    def _read_once(self) -> tuple[Outcomes, list[Observation]]:
        asking = Asking(self._target.origin, self._plan.case_id)
        session = Session(self._pacer)
        session.run(probes(asking, self._plan.other_case))
        found = []
        if self._plan.generated:
            from tines_contract.generated import generated

            found = list(generated(asking, self._plan.generated, session.send))
        phase = ReadPhase(list(session.seen), found, asking, Session(self._pacer).send, self._tell)
        return outcomes_of(phase.outcome), session.seen

    def _written(self) -> tuple[Outcomes, Writing | None]:
        if self._plan.writing_case is None:
            return {}, None
        writing, seen = self._write()
        phase = WritePhase(seen, self._write_once_more, bool(self._left), self._tell)
        outcomes = outcomes_of(phase.outcome)
        wrong = any(one.status is Status.BROKEN and one.promise.accuses for one in outcomes.values())
        if self._plan.scenarios and not wrong and not self._left and not self._unremoved:
            outcomes |= self._made_up(outcomes)
        return outcomes, writing

    def _made_up(self, outcomes: Outcomes) -> dict[str, Outcome]:
        """What random sequences of writes find, where those that are always sent have found nothing."""
        from tines_contract.generated_writes import generated_writes
        from tines_contract.scenarios import scenarios
        from tines_contract.stage import Stage

        stage = Stage(lambda: Session(self._pacer), self._writing, self._left)
        extent = self._plan.extent(limited=self._pacer.limited)
        self._tell(f"writing {extent.scenarios} random sequences, twice")
        found = scenarios(stage, extent) or generated_writes(stage, extent)
        return {one.promise: Outcome(outcomes[one.promise].promise, Status.BROKEN, [one], again=True) for one in found}

    def _writing(self) -> Writing:
        assert self._plan.writing_case is not None
        asking = Asking(self._target.origin, self._plan.writing_case)
        other = self._plan.other_case
        if other is None and self._plan.case_id != self._plan.writing_case:
            other = self._plan.case_id
        return Writing(asking, other, self._bodies)

    def _write_once_more(self) -> list[Observation]:
        """Out of step with the first time: who writes to the case every so often is met at another place."""
        writing, session = self._writing(), Session(self._pacer)
        for _ in range(_OUT_OF_STEP):
            session.send(writing.asking.list(Purpose.DEFAULT))
        return self._write()[1]

    def _write(self) -> tuple[Writing, list[Observation]]:
        writing, session = self._writing(), Session(self._pacer)
        session.send(writing.asking.list(Purpose.DEFAULT))  # where the list is not to be had, nothing is written
        with self._cleaned(writing, session):
            session.run(stages(writing))
        return writing, session.seen

    @contextmanager
    def _seeded(self) -> Iterator[None]:
        """Enough actions to read."""
        writing, session = self._writing(), Session(self._pacer)
        listed = session.run(writing.begin())
        with self._cleaned(writing, session):
            missing = 0 if listed is None else max(0, ENOUGH_ACTIONS - len(listed))
            session.run(writing.seeds(missing))
            yield

    @contextmanager
    def _cleaned(self, writing: Writing, session: Session) -> Iterator[None]:
        """Remove what was made, whether or not the run came to its end."""
        try:
            yield
        finally:
            if session.wrote:
                self._clean(writing, session)

    def _clean(self, writing: Writing, session: Session) -> None:
        made = list(session.seen)
        self._tell("removing what this run has made")
        try:
            left = Session(self._pacer).run(cleaning(writing, made))
        except (UnreachableError, RateLimitedError) as error:
            self._unremoved = f"what was made could not be removed: {error}"
            self._tell(self._unremoved)
        else:
            self._left += left
            for one in left:
                self._tell(f"left behind: action {one.number} of case {one.case}")


def _either(promise: Promise, *phases: Outcomes) -> Outcome:
    """What came out for a promise in either half: broken where it was in one, held where it was in one."""
    found = [phase[promise.id] for phase in phases if phase]
    for status in (Status.BROKEN, Status.CRASHED, Status.HELD):
        for outcome in found:
            if outcome.status is status:
                return outcome
    return max(found, key=lambda outcome: len(outcome.note))
