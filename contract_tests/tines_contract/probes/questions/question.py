"""How an open point of openapi.yaml is asked of a tenant, and the answer.

A question is a generator without I/O, as all probes are: it yields requests, is sent the responses, and returns what it
concludes. Where they leave it open, that is `unclear`, with the reason: nothing is guessed.
"""

from collections.abc import Callable, Generator, Mapping
from typing import Any

from attrs import evolve, field, frozen

from tines_contract.probes.item_requests import ItemRequests
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import Probe, success_json
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.writer import Writer
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


Steps = Generator[Probe, Response, Answer]


@frozen
class Asking:
    """What questions are asked with. lists: builds requests for any list. writer: None where nothing is written."""

    requests: ItemRequests
    lists: Callable[[str], ListRequests]
    writer: Writer | None = None


@frozen
class Question:
    """writes: whether anything is made for it. of_nothing: whether it is asked of a case without actions."""

    point: OpenPoint
    writes: bool
    of_nothing: bool
    ask: Callable[[Asking], Steps] = field(repr=False)


QUESTIONS: dict[str, Question] = {}


def asks(
    name: str, *, writes: bool = False, of_nothing: bool = False
) -> Callable[[Callable[[Asking], Steps]], Callable[[Asking], Steps]]:
    """Declare that the function below asks an open point."""

    def declare(ask: Callable[[Asking], Steps]) -> Callable[[Asking], Steps]:
        QUESTIONS[name] = Question(open_points()[name], writes, of_nothing, ask)
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


def refusal(response: Response) -> Answer:
    """How what has to be refused was refused."""
    found = by_status(response, "it is not refused")
    return evolve(found, contradicts=200 <= response.status < 300)


def page_of(response: Response, items: str = "actions") -> tuple[list[Json], Json] | None:
    """The items and the meta of a page; None for what is none."""
    body = success_json(response)
    try:
        found, meta = body[items], body["meta"]
        return ([one for one in found if isinstance(one, dict)], meta) if isinstance(meta, dict) else None
    except (TypeError, KeyError):
        return None


def first_page(asking: Asking, size: int = 50) -> Generator[Probe, Response, tuple[list[Json], Json] | None]:
    """As many actions as come at once, wherever pages are of 50."""
    return page_of((yield asking.requests.list(Purpose.LIST_ALL, size=size, number=1)))
