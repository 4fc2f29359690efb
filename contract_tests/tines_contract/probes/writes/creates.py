"""Creating actions: what has to be refused, what has to be made, and what is like one that is there."""

from collections.abc import Generator

from attrs import frozen

from tines_contract.contract.case_actions import CREATE
from tines_contract.probes.bodies import NO_JSON, REQUIRED, SERVER_OWNED_FIELDS, WRONG_VALUES
from tines_contract.probes.leftover import path_id
from tines_contract.probes.probe import Probe, Probes, success_json
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.refused_values import WRONG_KEYS
from tines_contract.probes.writer import Writer
from tines_fake import Credentials, Response


@frozen
class Started:
    """What was made to go on with: a bystander, which stays as it is, and the first, with its URL and its label."""

    bystander: int | None
    first: int
    url: str
    label: str


def creates_refused(writer: Writer) -> Probes:
    create, bodies = writer.requests.create, writer.bodies
    for name in REQUIRED:
        yield create(Purpose.INCOMPLETE, bodies.without(name))
    yield create(Purpose.OTHER_TYPE, bodies.of_nobodys_type())
    yield create(Purpose.NO_KEY, bodies.shortest(), credentials=Credentials.NONE)
    for key in WRONG_KEYS:
        yield create(Purpose.WRONG_KEY, bodies.shortest(), credentials=key)
    for case in (yield from writer.unknown_case(CREATE)):
        yield create(Purpose.UNKNOWN_CASE, bodies.shortest(), case=case)
    for body in (*NO_JSON, *({**bodies.shortest(), **wrong} for wrong in WRONG_VALUES)):
        yield from _odd(writer, body)


def _odd(writer: Writer, body: object) -> Probes:
    """Send what makes no sense. Should it be taken, nothing is to be seen of it."""
    created = success_json((yield writer.requests.create(Purpose.ODD, body)))
    number = path_id(created.get("id")) if isinstance(created, dict) else None
    if number is not None:
        yield writer.requests.get(Purpose.ODD, number)  # what came of it may be as odd
        yield writer.requests.delete(Purpose.CLEANUP, number)


def starts(writer: Writer) -> Generator[Probe, Response, Started | None]:
    """Make a bystander, and an action with all fields."""
    bodies = writer.bodies
    yield from writer.read_other_cases()
    bystander = yield from writer.make({**bodies.full(), "action_type": "page"})
    yield from writer.read_other_cases()
    body = bodies.full()
    first = yield from writer.make(body)
    return None if first is None else Started(bystander, first, body["url"], body["label"])


def creates(writer: Writer, made: Started) -> Probes:
    """Make some that are like the first."""
    bodies = writer.bodies
    # URLs come more than once in a case. Of labels that is not documented.
    yield from writer.make({**bodies.shortest(), "url": made.url})
    yield from writer.make({**bodies.shortest(), "label": made.label}, Purpose.UNSPECIFIED)
    for label in bodies.unusual_labels():
        yield from writer.make({**bodies.shortest(), "label": label}, Purpose.UNSPECIFIED)
    for url in bodies.unusual_urls():
        yield from writer.make({**bodies.shortest(), "url": url}, Purpose.UNSPECIFIED)
    yield from writer.make(bodies.unusual(), Purpose.UNSPECIFIED)
    yield from writer.make({**bodies.shortest(), **SERVER_OWNED_FIELDS}, Purpose.SERVER_OWNED)
