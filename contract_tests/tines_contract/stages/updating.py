"""Updating an action of this run: what has to be refused, field by field, all at once, and what makes no sense."""

from collections.abc import Iterator

from tines_contract.bodies import LONG_TEXT, NO_JSON, NOBODYS_TYPE, OTHER_TEXT, OWNED, WRONG_VALUES, Bodies, Body
from tines_contract.checks.updating import LONG_ENOUGH
from tines_contract.neighbours import WRONG_KEYS, Probes
from tines_contract.purpose import Purpose
from tines_contract.stages.creating import Started
from tines_contract.writing import Writing
from tines_fake import Credentials

_WEBHOOK = {"action_type": "webhook"}
NO_IDS = ("0", "abc", "9223372036854775808", "1" + 30 * "0")
"""What no server takes for the id of an action that is there."""


def updates(writing: Writing, made: Started) -> Probes:
    number = made.first
    yield from _refused(writing, number)
    yield from _moving(writing, number, "label")
    yield from _moving(writing, number, "url")
    for given in ({"action_type": "page"}, {"action_text": OTHER_TEXT}, {"query_params": {"k": "v"}}, _WEBHOOK):
        yield writing.asking.update(Purpose.WRITE, number, given)
        yield from writing.seen(number)
    for unsaid in _unsaid(writing.bodies):
        yield writing.asking.update(Purpose.UNSAID, number, unsaid)
        yield from writing.seen(number)
    yield writing.asking.update(Purpose.WRITE, number, {**writing.bodies.full(), "url": made.url})
    yield from writing.seen(number)
    yield writing.asking.update(Purpose.OWNED, number, {"label": writing.bodies.label(), **OWNED})
    yield from writing.seen(number)
    yield from _odd(writing, made)


def _unsaid(bodies: Bodies) -> Iterator[Body]:
    """Changes that nobody says are taken."""
    yield from ({"label": label} for label in bodies.unusual_labels())
    yield from ({"url": url} for url in (bodies.plain_url(), *bodies.unusual_urls()))
    yield from ({"action_text": LONG_TEXT}, {"query_params": {"notify": True}})


def _moving(writing: Writing, number: int, name: str) -> Probes:
    """Change one field; once more, after a second, where updated_at stays: it may be cut to the second."""
    yield from writing.beside()
    before = yield from writing.seen(number)
    yield writing.asking.update(Purpose.WRITE, number, {name: writing.bodies.shortest()[name]})
    after = yield from writing.seen(number)
    yield from writing.beside()
    if before and after and before.get("updated_at") == after.get("updated_at"):
        yield writing.asking.update(Purpose.WRITE, number, {name: writing.bodies.shortest()[name]}, wait=LONG_ENOUGH)
        yield from writing.seen(number)


def _refused(writing: Writing, number: int) -> Probes:
    update, label = writing.asking.update, writing.bodies.label
    unknown, cases = (yield from writing.unknown_action()), (yield from writing.unknown_case())
    yield update(Purpose.OTHER_TYPE, number, {"label": label(), "action_type": NOBODYS_TYPE})
    yield from writing.seen(number)
    yield update(Purpose.NO_KEY, number, {"label": label()}, credentials=Credentials.NONE)
    for key in WRONG_KEYS:
        yield update(Purpose.WRONG_KEY, number, {"label": label()}, credentials=key)
    for action in unknown:
        yield update(Purpose.UNKNOWN_ACTION, action, {"label": label()})
    for case in cases:
        yield update(Purpose.UNKNOWN_CASE, number, {"label": label()}, case=case)
    for case in (yield from writing.elsewhere(number)):
        yield update(Purpose.OTHER_CASE, number, {"label": label()}, case=case)


def _odd(writing: Writing, made: Started) -> Probes:
    """What the server owns, in a new action; and what makes no sense, to that one, at which nothing looks then."""
    third = yield from writing.make({**writing.bodies.shortest(), **OWNED}, Purpose.OWNED)
    if third is None:  # to refuse such a body is a tenant's right
        third = yield from writing.make(writing.bodies.shortest())
    if third is not None:
        for body in (*NO_JSON, *WRONG_VALUES):
            yield writing.asking.update(Purpose.ODD, third, body)
        yield from _both(writing, made)
        yield writing.asking.delete(Purpose.CLEAN, third)
        yield from _both(writing, made)
    if writing.was_empty:
        for action in NO_IDS:
            yield writing.asking.update(Purpose.ODD, action, {"label": writing.bodies.label()})
    yield from writing.look()


def _both(writing: Writing, made: Started) -> Probes:
    """Read alone what is to stay."""
    for number in (made.beside, made.first):
        if number is not None:
            yield writing.asking.get(Purpose.READ, number)
