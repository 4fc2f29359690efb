"""Creating actions: what has to be refused, what has to be made, and what is like one that is there."""

from collections.abc import Generator

from attrs import frozen

from tines_contract.bodies import NO_JSON, REQUIRED, WRONG_VALUES
from tines_contract.neighbours import WRONG_KEYS, Probes
from tines_contract.observation import Asked
from tines_contract.purpose import Purpose
from tines_contract.writing import Writing, said
from tines_fake import Credentials, Response


@frozen
class Started:
    """What was made to go on with: an action to stand beside, and the first, whose URL another one has too."""

    beside: int | None
    first: int
    url: str


def creates_refused(writing: Writing) -> Probes:
    create, bodies = writing.asking.create, writing.bodies
    for name in REQUIRED:
        yield create(Purpose.INCOMPLETE, bodies.without(name))
    yield create(Purpose.OTHER_TYPE, bodies.of_nobodys_type())
    yield create(Purpose.NO_KEY, bodies.shortest(), credentials=Credentials.NONE)
    for key in WRONG_KEYS:
        yield create(Purpose.WRONG_KEY, bodies.shortest(), credentials=key)
    for case in (yield from writing.unknown_case()):
        yield create(Purpose.UNKNOWN_CASE, bodies.shortest(), case=case)
    for body in (*NO_JSON, *({**bodies.shortest(), **wrong} for wrong in WRONG_VALUES)):
        yield from _odd(writing, body)


def _odd(writing: Writing, body: object) -> Probes:
    """Send what makes no sense. Should it be taken, nothing is to be seen of it."""
    answer = said((yield writing.asking.create(Purpose.ODD, body)))
    number = answer.get("id") if isinstance(answer, dict) else None
    if isinstance(number, int) and number not in (writing.there or ()):
        yield writing.asking.delete(Purpose.CLEAN, number)


def creates(writing: Writing) -> Generator[Asked, Response, Started | None]:
    """Make an action to stand beside the others, one with all that can be said of it, and two that are like it."""
    bodies = writing.bodies
    yield from writing.beside()
    beside = yield from writing.make({**bodies.full(), "action_type": "page"})
    yield from writing.beside()
    body = bodies.full()
    first = yield from writing.make(body)
    if first is None:
        return None
    # URLs come more than once in a case. Of labels nobody says so.
    yield from writing.make({**bodies.shortest(), "url": body["url"]})
    yield from writing.make({**bodies.shortest(), "label": body["label"]}, Purpose.UNSAID)
    for label in bodies.unusual_labels():
        yield from writing.make({**bodies.shortest(), "label": label}, Purpose.UNSAID)
    for url in bodies.unusual_urls():
        yield from writing.make({**bodies.shortest(), "url": url}, Purpose.UNSAID)
    yield from writing.make(bodies.unusual(), Purpose.UNSAID)
    return Started(beside, first, body["url"])
