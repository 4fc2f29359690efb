"""Asks a tenant what the documentation leaves open, and keeps the exchanges behind each answer.

Of the answers it makes the quirks with which a fake behaves like the tenant, and says what no fake can be like.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext

from attrs import define, evolve, field, frozen

from tines_contract.engine.judging.outcomes import ListResult
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
from tines_contract.transport.chain import Chain, Session
from tines_contract.transport.obstacles import CutShortError, Obstacle
from tines_contract.transport.pacing import Progress, quietly
from tines_contract.transport.targets import FakeTarget, Target
from tines_fake import FakeTenant
from tines_fake.contents.filling import sample_state
from tines_fake.quirks import quirks_from
from tines_spec import OpenPoint, open_points, operations


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
) -> Probing:
    """Ask all questions that the plan allows. Raises ObstructedError.

    What is made for it goes through the guard of a run, and is removed, as far as `leftovers` does not say otherwise.
    pause: how to wait.
    """
    chain = Chain(target, plan, progress, pause=pause)
    run = _Run(chain, plan, Cleaner(chain))
    try:
        run.ask_all()
    except CutShortError as error:
        run.found.obstacle = error.obstacle
    run.found.leftovers, run.found.cleanup_error = chain.ledger.left(), run.cleaner.error
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
        with writes.seeded(ListResult(writes.paged)) if plan.writing_case == plan.case_id else nullcontext():
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


_READ, _WRITTEN = 2, 3


@frozen
class Likeness:
    """quirks: those that are not the default. rehearsed: what a fake with them answers. unlike: where that differs."""

    quirks: Mapping[str, object]
    rehearsed: Probing
    unlike: Sequence[tuple[OpenPoint, object]]

    def __str__(self) -> str:
        return f"Quirks({', '.join(f'{name}={value!r}' for name, value in self.quirks.items())})"


def likeness(answered: Sequence[Answered], plan: RunPlan) -> Likeness:
    """The quirks that a tenant shows, and what a fake with them, asked the same, answers otherwise."""
    quirks = quirks_shown(answered)
    _, rehearsed = rehearse(plan, quirks)
    points, found, shown = open_points(), _conclusions(answered), _conclusions(rehearsed.answered)
    differs = {name: value for name, value in found.items() if shown.get(name) != value}
    # What a sample does not show says nothing of a quirk.
    unlike = [(points[name], one) for name, one in differs.items() if name in shown or not points[name].allows(one)]
    return Likeness(quirks, rehearsed, unlike)


def quirks_shown(answered: Sequence[Answered]) -> dict[str, object]:
    """Those that are not the default, in their order; what is unclear stays as it is."""
    points = open_points()
    said = {points[name].quirk: value for name, value in _conclusions(answered).items() if points[name].allows(value)}
    return {name: said[name] for name in points if name in said and said[name] != points[name].alternatives[0]}


def rehearse(plan: RunPlan, quirks: Mapping[str, object]) -> tuple[FakeTenant, Probing]:
    """Ask a fake what the plan asks."""
    fake = FakeTenant(state=sample_state(), quirks=quirks_from(quirks))
    read = _READ if plan.writing_case != plan.case_id else _WRITTEN
    planned = evolve(plan, case_id=read, writing_case=plan.writing_case and _WRITTEN)
    return fake, probe(FakeTarget(fake), planned, pause=lambda _: None)


def _conclusions(answered: Sequence[Answered]) -> dict[str, object]:
    """By point. What is said of another point holds where nothing later says otherwise."""
    answers: dict[str, object] = {}
    for one in answered:
        answers |= one.answer.also
        if one.answer.clear:
            answers[one.question.point.id] = one.answer.conclusion
    return answers
