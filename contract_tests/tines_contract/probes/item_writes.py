"""Creating, updating, deleting items of this run: what has to be refused, what is to be done, what makes no sense."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import frozen

from tines_contract.probes.bodies import (
    CUT,
    LONG_TEXT,
    NO_JSON,
    NUMBER,
    OTHER_TEXT,
    TEXT,
    Body,
    unusual_params,
    value_of,
)
from tines_contract.probes.probe import REFUSED_KEYS, WRONG_KEYS, Probe, Probes, Purpose, Steps
from tines_contract.probes.writer import Writer
from tines_contract.promises.responses import path_id, success_item
from tines_contract.promises.timestamps import LONG_ENOUGH
from tines_fake import Credentials

_NO_IDS = ("0", "abc", "9223372036854775808", "1" + 30 * "0")
"""What no server takes for the id of an item that is there."""


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
    for purpose, key in REFUSED_KEYS:
        yield create(purpose, bodies.shortest()).with_key(key)
    for case in (yield from writer.unknown_case("create")):
        yield writer.requests.under(case).create(Purpose.UNKNOWN_CASE, bodies.shortest())
    for body in (*NO_JSON, *({**bodies.shortest(), **wrong} for wrong in bodies.wrong_values())):
        yield from _odd_create(writer, body)
    # It may well be taken: then it is listed next, with the mark of this run.
    yield create(Purpose.ODD, bodies.with_a_key_twice(bodies.shortest()))


def _odd_create(writer: Writer, body: object) -> Probes:
    """Send what makes no sense. Should it be taken, nothing is to be seen of it."""
    response, known = (yield writer.requests.create(Purpose.ODD, body)), writer.known
    created = None if known.operations.create is None else success_item(known.operations.create, response)
    number = path_id(created.get(known.id)) if isinstance(created, dict) else None
    if number is not None:
        yield writer.requests.item(Purpose.ODD, number)  # what came of it may be as odd
        yield writer.requests.delete(Purpose.CLEANUP, number)


def starts(writer: Writer) -> Steps[Started | None]:
    """Make a bystander, and an item with all fields."""
    bodies = writer.bodies
    yield from writer.read_other_cases()
    bystander = yield from writer.make({**bodies.full(), **bodies.chosen(last=True)})
    yield from writer.read_other_cases()
    body = bodies.full()
    first = yield from writer.make(body)
    yield from _look_later(writer)
    yield from writer.read_embedding()
    return None if first is None else Started(bystander, first, body)


def _look_later(writer: Writer) -> Probes:
    """See whether updated_at moves by itself: where it is cut to the second, no shorter time than one shows it."""
    for item in (yield from writer.list_all()) or ():
        if "." not in str(item.get("updated_at", ".")):
            yield from writer.list_all(wait=LONG_ENOUGH)
            return


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
    for more in filter(None, (bodies.shown_otherwise(added=False), bodies.times())):
        yield from writer.make({**bodies.shortest(), **more}, Purpose.UNSPECIFIED)
    yield from writer.make({**bodies.shortest(), **bodies.owned()}, Purpose.SERVER_OWNED)


def deletes(writer: Writer, number: int | None, updated: int | None) -> Probes:
    """Delete one that was only made, and one that was updated."""
    number = yield from writer.ensure_exists(number)
    if number is None:
        return
    yield from _refused(writer, number, "delete", lambda: None)
    for one in (number, updated):
        alive = yield from writer.ensure_exists(one)
        yield from writer.list_all()
        if alive is not None:
            yield from writer.read_other_cases()
            yield writer.requests.delete(Purpose.WRITE, alive)
            yield from writer.read_back(alive)
            yield from writer.read_other_cases()
            yield from writer.after_nothing(writer.requests.delete(Purpose.ALREADY_DELETED, alive))
            yield from writer.list_all()
            yield from writer.read_embedding()
    # What a broken tenant deletes for it must not be anybody's.
    if writer.was_empty and writer.sends("delete", Purpose.ODD):
        yield from _of_nothing(writer)


def _of_nothing(writer: Writer) -> Probes:
    for none in _NO_IDS:
        yield from writer.after_nothing(writer.requests.delete(Purpose.ODD, none))
    yield from writer.list_all()
    for one in (yield from writer.unknown_item("delete", Purpose.ODD)):
        yield from writer.after_nothing(writer.requests.delete(Purpose.ODD, one))
    yield from writer.list_all()


def removes(writer: Writer) -> Probes:
    """Delete all that is left of this run, down to the last."""
    for item in (yield from writer.list_all()) or ():
        if writer.bodies.is_marked(item):
            yield writer.requests.delete(Purpose.WRITE, item[writer.known.id])
            yield from writer.list_all()


def updates(writer: Writer, made: Started) -> Probes:
    number, bodies, known = made.first, writer.bodies, writer.known
    if choices := known.choices.keys() - {*known.fixed}:
        wrong = {name: value for name, value in bodies.of_nobodys_choice().items() if name in choices}
        yield writer.requests.update(Purpose.OTHER_TYPE, number, {**bodies.another_name(), **wrong})
    unknown = yield from writer.unknown_item("update", Purpose.UNKNOWN_ITEM)
    yield from writer.read_other_cases()
    yield from _refused(writer, number, "update", bodies.another_name, unknown)
    for name in reversed(known.names):
        yield from _moving(writer, number, name)
    yield from writer.read_embedding()
    for given in (one for one in _one_by_one(writer) if one.keys().isdisjoint(known.fixed)):
        yield writer.requests.update(Purpose.WRITE, number, given)
        yield from writer.read_back(number)
    twice = bodies.with_a_key_twice(bodies.another_name())
    for unsaid in (*filter(None, _unsaid(writer)), twice):
        yield writer.requests.update(Purpose.UNSPECIFIED, number, unsaid)
        yield from writer.read_back(number)
    address = {name: made.body[name] for name in (known.address,) if name is not None}
    yield writer.requests.update(Purpose.WRITE, number, {**bodies.full(), **address})
    yield from writer.read_back(number)
    yield writer.requests.update(Purpose.SERVER_OWNED, number, {**bodies.another_name(), **bodies.owned()})
    yield from writer.read_back(number)
    yield from _odd_updates(writer, made)


def _one_by_one(writer: Writer) -> Iterator[Body]:
    """One field at a time, with another value than it has."""
    bodies, known = writer.bodies, writer.known
    yield from ({name: value} for name, value in bodies.chosen(last=True).items())
    yield from ({name: OTHER_TEXT} for name in known.texts)
    yield from ({name: {"k": "v"}} for name in known.mappings)
    described = {*known.names, *known.choices, *known.texts, *known.mappings, *known.times}
    yield from ({name: _another(value_of(one))} for name, one in known.given.items() if name not in described)
    yield from ({name: value_of(one)} for name, one in known.given.items() if name not in (*known.of_new, *described))
    yield from ({name: value} for name, value in bodies.chosen(last=False).items())


def _another(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int | float) else value


def _unsaid(writer: Writer) -> Iterator[Body]:
    """Changes of which no source says that they are taken."""
    bodies, known = writer.bodies, writer.known
    yield from bodies.unusual_titles()
    yield from (bodies.plain_address(), *bodies.unusual_addresses())
    title = {} if known.title is None else {known.title: bodies.number()}
    yield from (bodies.shown_otherwise(added=True), bodies.times())
    yield {**title, **dict.fromkeys(known.texts, LONG_TEXT)}
    yield {**dict.fromkeys(known.texts, NUMBER), **{name: unusual_params() for name in known.mappings}}
    yield {**dict.fromkeys(known.texts, CUT), **{name: {"cut": CUT} for name in known.mappings}}


def _moving(writer: Writer, number: int, name: str) -> Probes:
    """Change one field; once more, after a second, where updated_at stays: it may be cut to the second."""
    first, again = ({name: writer.bodies.names()[name]} for _ in range(2))
    yield from writer.read_other_cases()
    before = yield from writer.read_back(number)
    yield writer.requests.update(Purpose.WRITE, number, first)
    after = yield from writer.read_back(number)
    yield from writer.read_other_cases()
    if before and after and before.get("updated_at") == after.get("updated_at"):
        # Read after the wait, right before the write: what has moved meanwhile is not its doing.
        yield from writer.list_all(wait=LONG_ENOUGH)
        yield writer.requests.update(Purpose.WRITE, number, again)
        yield from writer.read_back(number)


def _refused(
    writer: Writer, number: int, kind: str, body: Callable[[], Body | None], unknown: Sequence[int] = ()
) -> Probes:
    """What has to be refused of a write to an item. unknown: items that do not exist."""

    def change(purpose: Purpose, item: object, case: int | None = None) -> Probe:
        return writer.requests.under(case).of_kind(kind, purpose, item, body())

    yield from writer.read_back(number)
    yield change(Purpose.NO_KEY, number).with_key(Credentials.NONE)
    yield from writer.read_back(number)
    for key in WRONG_KEYS:
        yield change(Purpose.WRONG_KEY, number).with_key(key)
    yield from writer.read_back(number)
    for item in unknown:
        yield from writer.after_nothing(change(Purpose.UNKNOWN_ITEM, item))
    for case in (yield from writer.unknown_case(kind)):
        yield from writer.after_nothing(change(Purpose.UNKNOWN_CASE, number, case))
        yield from writer.read_back(number)
    for case in (yield from writer.elsewhere(number, kind)):
        yield from writer.after_nothing(change(Purpose.WRONG_CASE, number, case))
        yield from writer.read_back(number)


def appends(writer: Writer, number: int | None) -> Probes:
    """Append two texts, one after the other; what has to be refused comes before."""
    if number is None:
        return
    name = writer.known.appended or ""
    unknown = yield from writer.unknown_item("append", Purpose.UNKNOWN_ITEM)
    yield from writer.read_other_cases()
    yield from _refused(writer, number, "append", lambda: {name: TEXT}, unknown)
    for text in (OTHER_TEXT, TEXT):
        yield from writer.read_back(number)
        yield from writer.read_other_cases()
        yield writer.requests.append(Purpose.WRITE, number, {name: text})
        yield from writer.read_back(number)
        yield from writer.read_other_cases()
    for body in (*NO_JSON, writer.bodies.with_a_key_twice({name: TEXT})):
        yield writer.requests.append(Purpose.ODD, number, body)


def _odd_updates(writer: Writer, made: Started) -> Probes:
    """What makes no sense, to a new item."""
    third = yield from writer.make(writer.bodies.shortest())
    if third is not None:
        taken = False
        for body in (*NO_JSON, *writer.bodies.wrong_values()):
            taken |= 200 <= (yield writer.requests.update(Purpose.ODD, third, body)).status < 300
        if not taken:  # else it may be as odd
            yield writer.requests.item(Purpose.READ, third)
        yield from _both(writer, made)
        yield writer.requests.delete(Purpose.CLEANUP, third)
        yield from _both(writer, made)
    if writer.was_empty and writer.sends("update", Purpose.ODD):
        for item in _NO_IDS:
            write = writer.requests.update(Purpose.ODD, item, writer.bodies.another_name())
            yield from writer.after_nothing(write)
    yield from writer.list_all()


def _both(writer: Writer, made: Started) -> Probes:
    """Read by its id what is to stay."""
    for number in (made.bystander, made.first):
        if number is not None:
            yield writer.requests.item(Purpose.READ, number)
