"""Creating items: what has to be refused, what has to be made, and what is like one that is there."""

from collections.abc import Generator

from attrs import frozen

from tines_contract.probes.bodies import NO_JSON, Body
from tines_contract.probes.leftover import path_id
from tines_contract.probes.probe import Probe, Probes, success_item
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.refused_values import WRONG_KEYS
from tines_contract.probes.writer import Writer
from tines_fake import Credentials, Response


@frozen
class Started:
    """What was made to go on with: a bystander, which stays as it is, and the first, with its body."""

    bystander: int | None
    first: int
    body: Body


def creates_refused(writer: Writer) -> Probes:
    create, bodies, known = writer.requests.create, writer.bodies, writer.known
    for name in known.required:
        given = bodies.without(name)
        yield create(Purpose.INCOMPLETE, given)
        if not given.keys() & known.names:  # what comes of it has no name to be known by: it is what is new
            yield from writer.list_all()
    if known.choices:
        yield create(Purpose.OTHER_TYPE, bodies.of_nobodys_choice())
    yield create(Purpose.NO_KEY, bodies.shortest(), credentials=Credentials.NONE)
    for key in WRONG_KEYS:
        yield create(Purpose.WRONG_KEY, bodies.shortest(), credentials=key)
    for case in (yield from writer.unknown_case("create")):
        yield create(Purpose.UNKNOWN_CASE, bodies.shortest(), case=case)
    for body in (*NO_JSON, *({**bodies.shortest(), **wrong} for wrong in bodies.wrong_values())):
        yield from _odd(writer, body)


def _odd(writer: Writer, body: object) -> Probes:
    """Send what makes no sense. Should it be taken, nothing is to be seen of it."""
    response, known = (yield writer.requests.create(Purpose.ODD, body)), writer.known
    created = None if known.operations.create is None else success_item(known.operations.create, response)
    number = path_id(created.get(known.id)) if isinstance(created, dict) else None
    if number is not None:
        yield writer.requests.get(Purpose.ODD, number)  # what came of it may be as odd
        yield writer.requests.delete(Purpose.CLEANUP, number)


def starts(writer: Writer) -> Generator[Probe, Response, Started | None]:
    """Make a bystander, and an item with all fields."""
    bodies = writer.bodies
    yield from writer.read_other_cases()
    bystander = yield from writer.make({**bodies.full(), **bodies.chosen(last=True)})
    yield from writer.read_other_cases()
    body = bodies.full()
    first = yield from writer.make(body)
    return None if first is None else Started(bystander, first, body)


def creates(writer: Writer, made: Started) -> Probes:
    """Make some that are like the first."""
    bodies, address, title = writer.bodies, writer.known.address, writer.known.title
    # URLs come more than once in a case. Of titles that is not documented.
    if address is not None and title is not None:  # else two items would look alike
        yield from writer.make({**bodies.shortest(), address: made.body[address]})
        yield from writer.make({**bodies.shortest(), title: made.body[title]}, Purpose.UNSPECIFIED)
    for unusual in (*bodies.unusual_titles(), *bodies.unusual_addresses()):
        yield from writer.make({**bodies.shortest(), **unusual}, Purpose.UNSPECIFIED)
    yield from writer.make(bodies.unusual(), Purpose.UNSPECIFIED)
    yield from writer.make({**bodies.shortest(), **bodies.owned()}, Purpose.SERVER_OWNED)


def creates_several(writer: Writer) -> Probes:
    """Make two at once; what has to be refused comes before."""
    create, bodies, name = writer.requests.batch_create, writer.bodies, writer.known.several or ""
    yield create(Purpose.NO_KEY, {name: [bodies.shortest()]}, credentials=Credentials.NONE)
    for key in WRONG_KEYS:
        yield create(Purpose.WRONG_KEY, {name: [bodies.shortest()]}, credentials=key)
    for case in (yield from writer.unknown_case("batch_create")):
        yield create(Purpose.UNKNOWN_CASE, {name: [bodies.shortest()]}, case=case)
    for body in NO_JSON:
        yield create(Purpose.ODD, body)
    yield from writer.list_all()
    yield from writer.read_other_cases()
    yield create(Purpose.WRITE, {name: [bodies.full(), bodies.shortest()]})
    yield from writer.list_all()
    yield from writer.read_other_cases()
