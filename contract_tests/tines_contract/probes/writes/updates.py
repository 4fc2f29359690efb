"""Updating an action of this run: what has to be refused, field by field, all at once, and what makes no sense."""

from collections.abc import Iterator

from tines_contract.contract.case_actions import UPDATE
from tines_contract.contract.timestamps import LONG_ENOUGH
from tines_contract.probes.bodies import (
    CUT,
    LONG_TEXT,
    NO_JSON,
    NOBODYS_TYPE,
    NUMBER,
    OTHER_TEXT,
    SERVER_OWNED_FIELDS,
    WRONG_VALUES,
    Bodies,
    Body,
    unusual_params,
)
from tines_contract.probes.probe import Probes
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.refused_values import WRONG_KEYS
from tines_contract.probes.writer import Writer
from tines_contract.probes.writes.creates import Started
from tines_fake import Credentials

_WEBHOOK = {"action_type": "webhook"}
NO_IDS = ("0", "abc", "9223372036854775808", "1" + 30 * "0")
"""What no server takes for the id of an action that is there."""


def updates(writer: Writer, made: Started) -> Probes:
    number = made.first
    yield from _refused(writer, number)
    yield from _moving(writer, number, "label")
    yield from _moving(writer, number, "url")
    for given in ({"action_type": "page"}, {"action_text": OTHER_TEXT}, {"query_params": {"k": "v"}}, _WEBHOOK):
        yield writer.requests.update(Purpose.WRITE, number, given)
        yield from writer.read_back(number)
    for unsaid in _unsaid(writer.bodies):
        yield writer.requests.update(Purpose.UNSPECIFIED, number, unsaid)
        yield from writer.read_back(number)
    yield writer.requests.update(Purpose.WRITE, number, {**writer.bodies.full(), "url": made.url})
    yield from writer.read_back(number)
    yield writer.requests.update(Purpose.SERVER_OWNED, number, {"label": writer.bodies.label(), **SERVER_OWNED_FIELDS})
    yield from writer.read_back(number)
    yield from _odd(writer, made)


def _unsaid(bodies: Bodies) -> Iterator[Body]:
    """Changes of which no source says that they are taken."""
    yield from ({"label": label} for label in bodies.unusual_labels())
    yield from ({"url": url} for url in (bodies.plain_url(), *bodies.unusual_urls()))
    yield {"label": bodies.number(), "action_text": LONG_TEXT}
    yield {"action_text": NUMBER, "query_params": unusual_params()}
    yield {"action_text": CUT, "query_params": {"cut": CUT}}


def _moving(writer: Writer, number: int, name: str) -> Probes:
    """Change one field; once more, after a second, where updated_at stays: it may be cut to the second."""
    first, again = ({name: writer.bodies.shortest()[name]} for _ in range(2))
    yield from writer.read_other_cases()
    before = yield from writer.read_back(number)
    yield writer.requests.update(Purpose.WRITE, number, first)
    after = yield from writer.read_back(number)
    yield from writer.read_other_cases()
    if before and after and before.get("updated_at") == after.get("updated_at"):
        yield writer.requests.update(Purpose.WRITE, number, again, wait=LONG_ENOUGH)
        yield from writer.read_back(number)


def _refused(writer: Writer, number: int) -> Probes:
    update, label = writer.requests.update, writer.bodies.label
    unknown = yield from writer.unknown_action(UPDATE, Purpose.UNKNOWN_ITEM)
    cases = yield from writer.unknown_case(UPDATE)
    yield update(Purpose.OTHER_TYPE, number, {"label": label(), "action_type": NOBODYS_TYPE})
    yield from writer.read_back(number)
    yield from writer.read_other_cases()
    yield update(Purpose.NO_KEY, number, {"label": label()}, credentials=Credentials.NONE)
    for key in WRONG_KEYS:
        yield update(Purpose.WRONG_KEY, number, {"label": label()}, credentials=key)
    for action in unknown:
        yield from writer.after_nothing(action, update(Purpose.UNKNOWN_ITEM, action, {"label": label()}))
    for case in cases:
        yield from writer.after_nothing(number, update(Purpose.UNKNOWN_CASE, number, {"label": label()}, case), case)
    for case in (yield from writer.elsewhere(number, UPDATE)):
        yield from writer.after_nothing(number, update(Purpose.WRONG_CASE, number, {"label": label()}, case), case)


def _odd(writer: Writer, made: Started) -> Probes:
    """What makes no sense, to a new action, which nothing reads then."""
    third = yield from writer.make(writer.bodies.shortest())
    if third is not None:
        for body in (*NO_JSON, *WRONG_VALUES):
            yield writer.requests.update(Purpose.ODD, third, body)
        yield from _both(writer, made)
        yield writer.requests.delete(Purpose.CLEANUP, third)
        yield from _both(writer, made)
    if writer.was_empty and writer.needed.includes(UPDATE, Purpose.ODD):
        for action in NO_IDS:
            write = writer.requests.update(Purpose.ODD, action, {"label": writer.bodies.label()})
            yield from writer.after_nothing(action, write)
    yield from writer.list_all()


def _both(writer: Writer, made: Started) -> Probes:
    """Read by its id what is to stay."""
    for number in (made.bystander, made.first):
        if number is not None:
            yield writer.requests.get(Purpose.READ, number)
