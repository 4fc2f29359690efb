"""Asks a tenant what the documentation leaves open, and keeps the exchanges behind each answer."""

import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext

from attrs import define, field, frozen

from tines_contract.engine.judging.outcomes import ListWriting
from tines_contract.engine.judging.preflight import preflight
from tines_contract.engine.writing.cleaning import Cleaner
from tines_contract.engine.writing.write_run import ListWriter
from tines_contract.evidence.observation import Observation
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.marks import Leftover
from tines_contract.probes.plan import RunPlan
from tines_contract.probes.questions import QUESTIONS
from tines_contract.probes.questions.question import Answer, Question, QuestionContext, unclear
from tines_contract.probes.writer import Writer
from tines_contract.promises.lists import PagedList, main_subject
from tines_contract.transport.chain import Chain
from tines_contract.transport.obstacles import CutShortError, Obstacle
from tines_contract.transport.pacing import MAX_TIME, Progress, quietly
from tines_contract.transport.session import Session
from tines_contract.transport.targets import Target
from tines_spec import operations


@frozen(eq=False)
class Answered:
    """A question with its answer, and what was sent for it."""

    question: Question
    answer: Answer
    exchanges: Sequence[Observation]


@define(eq=False)
class Probing:
    """What came of asking. obstacle: why not all was asked. leftovers, cleanup_error: what may be left in the case."""

    answered: list[Answered] = field(factory=list)
    obstacle: Obstacle | None = None
    leftovers: list[Leftover] = field(factory=list)
    cleanup_error: str = ""


def probe(
    target: Target,
    plan: RunPlan,
    progress: Progress = quietly,
    *,
    pause: Callable[[float], None] = time.sleep,
    max_time: float = MAX_TIME,
) -> Probing:
    """Ask all questions that the plan allows. Raises ObstructedError.

    What is made for it goes through the guard of a run, and is removed, as far as `leftovers` does not say otherwise.
    pause: how to wait.
    """
    chain = Chain(target, plan, progress, max_time=max_time, pause=pause)
    run = _Run(chain, plan, Cleaner(chain))
    try:
        run.ask_all()
    except CutShortError as error:
        run.found.obstacle = error.obstacle
    run.found.leftovers, run.found.cleanup_error = run.cleaner.left, run.cleaner.error
    return run.found


@define(eq=False)
class _Run:
    """One run of questions, with what came of it so far."""

    chain: Chain
    plan: RunPlan
    cleaner: Cleaner
    found: Probing = field(factory=Probing, init=False)

    def ask_all(self) -> None:
        """Reading first; where the case that is read may be written to, of actions that are made for it."""
        plan, session = self.plan, self.chain.session()
        writes = ListWriter(self.chain, plan, self.cleaner, main_subject())
        writes.check_rights(preflight(plan, self.chain))
        reading = [one for one in QUESTIONS.values() if not one.writes]
        self._ask([one for one in reading if one.of_nothing], session, writes.writer() if writes.is_written else None)
        with writes.seeded(ListWriting(main_subject())) if plan.writing_case == plan.case_id else nullcontext():
            self._ask([one for one in reading if not one.of_nothing], session)
        if plan.writes:
            with self.cleaner.cleaned():
                writer, writing = writes.writer(), self.chain.watched_session()
                writing.run(writer.begin())
                self._ask([one for one in QUESTIONS.values() if one.writes], writing, writer)

    def _ask(self, questions: Sequence[Question], session: Session, writer: Writer | None = None) -> None:
        requests = ListRequests.of_case(self.chain.origin, self.plan.case_id, main_subject())
        context = QuestionContext(requests, self._lists, writer)
        for one in questions:
            self.chain.progress(f"asking: {one.point.question}")
            before = len(session.observations)
            try:
                answer = session.run(one.ask(context))
            except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
                answer = unclear("what came makes no sense")  # a question reads no further than a sound tenant needs
            self.found.answered.append(Answered(one, answer, session.observations[before:]))

    def _lists(self, name: str) -> ListRequests:
        return self.plan.requests_for(PagedList(operations()[name]), self.chain.origin)
