"""Updating an item of this run: what has to be refused, field by field, all at once, and what makes no sense."""

import functools
from collections.abc import Callable, Iterator
from typing import Any

from tines_contract.contract.timestamps import LONG_ENOUGH
from tines_contract.probes.bodies import CUT, LONG_TEXT, NO_JSON, NUMBER, OTHER_TEXT, Body, unusual_params, value_of
from tines_contract.probes.probe import Probes
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.refused_values import WRONG_KEYS
from tines_contract.probes.writer import Writer
from tines_contract.probes.writes.creates import Started
from tines_fake import Credentials

NO_IDS = ("0", "abc", "9223372036854775808", "1" + 30 * "0")
"""What no server takes for the id of an item that is there."""


def updates(writer: Writer, made: Started) -> Probes:
    number, bodies, known = made.first, writer.bodies, writer.known
    if choices := known.choices:
        wrong = {name: value for name, value in bodies.of_nobodys_choice().items() if name in choices}
        yield writer.requests.update(Purpose.OTHER_TYPE, number, {**bodies.another_name(), **wrong})
    yield from refused(writer, number, "update", bodies.another_name)
    for name in reversed(known.names):
        yield from _moving(writer, number, name)
    for given in _one_by_one(writer):
        yield writer.requests.update(Purpose.WRITE, number, given)
        yield from writer.read_back(number)
    for unsaid in filter(None, _unsaid(writer)):
        yield writer.requests.update(Purpose.UNSPECIFIED, number, unsaid)
        yield from writer.read_back(number)
    address = {name: made.body[name] for name in (known.address,) if name is not None}
    yield writer.requests.update(Purpose.WRITE, number, {**bodies.full(), **address})
    yield from writer.read_back(number)
    yield writer.requests.update(Purpose.SERVER_OWNED, number, {**bodies.another_name(), **bodies.owned()})
    yield from writer.read_back(number)
    yield from _odd(writer, made)


def _one_by_one(writer: Writer) -> Iterator[Body]:
    """One field at a time, with another value than it has."""
    bodies, known = writer.bodies, writer.known
    yield from ({name: value} for name, value in bodies.chosen(last=True).items())
    yield from ({name: OTHER_TEXT} for name in known.texts)
    yield from ({name: {"k": "v"}} for name in known.mappings)
    described = {*known.names, *known.choices, *known.texts, *known.mappings}
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
        yield writer.requests.update(Purpose.WRITE, number, again, wait=LONG_ENOUGH)
        yield from writer.read_back(number)


def refused(writer: Writer, number: int, kind: str, body: Callable[[], Body]) -> Probes:
    """What has to be refused of a write that changes an item: an update, or what appends to it."""
    update = functools.partial(writer.requests.update, kind=kind)
    unknown = yield from writer.unknown_item(kind, Purpose.UNKNOWN_ITEM)
    cases = yield from writer.unknown_case(kind)
    yield from writer.read_back(number)
    yield from writer.read_other_cases()
    yield update(Purpose.NO_KEY, number, body(), credentials=Credentials.NONE)
    yield from writer.read_back(number)
    for key in WRONG_KEYS:
        yield update(Purpose.WRONG_KEY, number, body(), credentials=key)
    yield from writer.read_back(number)
    for item in unknown:
        yield from writer.after_nothing(item, update(Purpose.UNKNOWN_ITEM, item, body()))
    for case in cases:
        yield from writer.after_nothing(number, update(Purpose.UNKNOWN_CASE, number, body(), case), case)
        yield from writer.read_back(number)
    for case in (yield from writer.elsewhere(number, kind)):
        yield from writer.after_nothing(number, update(Purpose.WRONG_CASE, number, body(), case), case)
        yield from writer.read_back(number)


def _odd(writer: Writer, made: Started) -> Probes:
    """What makes no sense, to a new item, which nothing reads then."""
    third = yield from writer.make(writer.bodies.shortest())
    if third is not None:
        for body in (*NO_JSON, *writer.bodies.wrong_values()):
            yield writer.requests.update(Purpose.ODD, third, body)
        yield from _both(writer, made)
        yield writer.requests.delete(Purpose.CLEANUP, third)
        yield from _both(writer, made)
    if writer.was_empty and writer.sends("update", Purpose.ODD):
        for item in NO_IDS:
            write = writer.requests.update(Purpose.ODD, item, writer.bodies.another_name())
            yield from writer.after_nothing(item, write)
    yield from writer.list_all()


def _both(writer: Writer, made: Started) -> Probes:
    """Read by its id what is to stay."""
    for number in (made.bystander, made.first):
        if number is not None:
            yield writer.requests.get(Purpose.READ, number)
