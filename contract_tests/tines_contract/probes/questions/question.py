"""How an open point of openapi.yaml is asked of a tenant, and the answer.

A question is a generator without I/O, as all probes are: it yields requests, is sent the responses, and returns what it
concludes. Where they leave it open, that is `unclear`, with the reason: nothing is guessed. What a question makes is an
action of this run.
"""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve, field, frozen

from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import Probe, Purpose, Steps
from tines_contract.probes.writer import Writer
from tines_contract.promises.responses import ReadPage, success_json
from tines_fake import Response
from tines_spec import OpenPoint, open_points

Json = dict[str, Any]


@frozen
class Answer:
    """conclusion: an alternative of the point, or words for what is none; None where it is unclear.

    why: what keeps it so. also: what it says of other points. note: what is to be known besides.
    contradicts: whether openapi.yaml assumes otherwise.
    """

    conclusion: object
    why: str = ""
    also: Mapping[str, object] = field(factory=dict)
    note: str = ""
    contradicts: bool = False

    @property
    def clear(self) -> bool:
        return self.conclusion is not None

    def __str__(self) -> str:
        return f"{shown(self.conclusion)} ({self.note})" if self.note else shown(self.conclusion)


def shown(conclusion: object) -> str:
    """As people read it."""
    return ("no", "yes")[conclusion] if isinstance(conclusion, bool) else str(conclusion)


AnswerSteps = Steps[Answer]


@frozen
class QuestionContext:
    """What questions are asked with. lists: builds requests for any list. writer: None where nothing is written."""

    requests: ListRequests
    lists: Callable[[str], ListRequests]
    writer: Writer | None = None

    @property
    def writing(self) -> Writer:
        """What writes; only questions that write ask for it."""
        assert self.writer is not None
        return self.writer

    def creates(self, purpose: Purpose, body: Any) -> Probe:
        return self.writing.requests.create(purpose, body)


Ask = Callable[[QuestionContext], AnswerSteps]


class UnansweredError(Exception):
    """A response that a question cannot do without is missing. answer: what is said then."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.why)
        self.answer = answer


@frozen
class Question:
    """writes: whether anything is made for it. of_nothing: whether it is asked of a case without actions."""

    point: OpenPoint
    writes: bool
    of_nothing: bool
    ask: Ask = field(repr=False)


QUESTIONS: dict[str, Question] = {}


def asks(name: str, *, writes: bool = False, of_nothing: bool = False) -> Callable[[Ask], Ask]:
    """Declare that the function below asks an open point."""

    def declare(ask: Ask) -> Ask:
        def answered(context: QuestionContext) -> AnswerSteps:
            try:
                return (yield from ask(context))
            except UnansweredError as error:
                return error.answer

        QUESTIONS[name] = Question(open_points()[name], writes, of_nothing, answered)
        return ask

    return declare


def unclear(why: str, also: Mapping[str, object] = {}) -> Answer:
    return Answer(None, why, also)


def by_status(response: Response, success: object = None) -> Answer:
    """What a status says: what a success stands for, if anything, or with which status a request is refused."""
    if 200 <= response.status < 300:
        return unclear("what came does not say it") if success is None else Answer(success)
    if 400 <= response.status < 500 and response.status != 429:
        return Answer(response.status)
    return unclear(f"the response is a {response.status}")


def asks_how_refused(name: str, probe: Callable[[QuestionContext], Probe], *, writes: bool = False) -> None:
    """Declare that one request, which has to be refused, asks an open point: how it is."""

    def ask(context: QuestionContext) -> AnswerSteps:
        found = by_status((yield probe(context)), "it is not refused")
        return evolve(found, contradicts=found.conclusion == "it is not refused")

    asks(name, writes=writes)(ask)


def first_page(context: QuestionContext) -> Steps[ReadPage]:
    """As many actions as come at once, wherever pages are of 50."""
    lists = context.requests
    page = lists.read((yield lists.page(Purpose.LIST_ALL, size=50, number=1)))
    if page is None:
        raise UnansweredError(unclear("no page came"))
    return page


@frozen
class Made:
    """What came of a write. single, listed: how the action is read; empty where it is not."""

    response: Response
    number: int
    single: Json = field(factory=dict)
    listed: Json = field(factory=dict)

    def value(self, name: str) -> Any:
        """That of a field in either reading, best one with something in it; None where neither has it."""
        found = [one[name] for one in (self.single, self.listed) if name in one]
        return next(filter(None, found), found[0] if found else None)

    def shown(self, name: str) -> Any:
        """The same, with something in it. Raises UnansweredError where there is none."""
        if found := self.value(name):
            return found
        raise UnansweredError(unclear("what was given is not shown"))


def make(context: QuestionContext, **fields: Any) -> Steps[Made]:
    """Create an action, and read it by its id and in the list. Raises UnansweredError where that is not to be had."""
    writer = context.writing
    response = yield writer.requests.create(Purpose.WRITE, {**writer.bodies.shortest(), **fields})
    created = success_json(response)
    number = created.get("id") if isinstance(created, dict) else None
    made = (yield from _read(writer, response, number)) if isinstance(number, int) else None
    if made is None or not (made.single or made.listed):
        found = by_status(response)
        raise UnansweredError(found if found.clear else unclear("what was created cannot be read"))
    return made


def change(context: QuestionContext, number: int, body: Any, wait: float = 0.0) -> Steps[Made]:
    """Update an action, and read it."""
    writer = context.writing
    response = yield evolve(writer.requests.update(Purpose.UNSPECIFIED, number, body), wait=wait)
    return (yield from _read(writer, response, number))


def _read(writer: Writer, response: Response, number: int) -> Steps[Made]:
    single = success_json((yield writer.requests.item(Purpose.READ, number)))
    items = yield from writer.list_all()
    listed = next((item for item in items or () if item["id"] == number), {})
    return Made(response, number, single if isinstance(single, dict) else {}, listed)
