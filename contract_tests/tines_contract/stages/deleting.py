"""Deleting actions of this run: what has to be refused, one that others stand beside, and what is gone already."""

from tines_contract.neighbours import WRONG_KEYS, Probes
from tines_contract.purpose import Purpose
from tines_contract.stages.updating import NO_IDS
from tines_contract.writing import Writing
from tines_fake import Credentials


def deletes(writing: Writing, number: int | None, updated: int | None) -> Probes:
    """Delete one that was only made, and one that was updated."""
    if number is None:
        return
    yield from _refused(writing, number)
    for one in (number, updated):
        alive = yield from writing.still(one)
        yield from writing.look()
        if alive is not None:
            yield from writing.beside()
            yield writing.asking.delete(Purpose.WRITE, alive)
            yield from writing.seen(alive)
            yield from writing.beside()
            yield writing.asking.delete(Purpose.GONE, alive)
            yield from writing.look()
    if writing.was_empty:  # what a broken tenant deletes for it must not be anybody's
        yield from _of_nothing(writing)


def _refused(writing: Writing, number: int) -> Probes:
    delete = writing.asking.delete
    yield from writing.seen(number)
    yield delete(Purpose.NO_KEY, number, credentials=Credentials.NONE)
    yield from writing.seen(number)
    for key in WRONG_KEYS:
        yield delete(Purpose.WRONG_KEY, number, credentials=key)
    yield from writing.seen(number)
    for case in (yield from writing.unknown_case()):
        yield delete(Purpose.UNKNOWN_CASE, number, case=case)
        yield from writing.seen(number)
    for case in (yield from writing.elsewhere(number)):
        yield delete(Purpose.OTHER_CASE, number, case=case)
        yield from writing.seen(number)


def _of_nothing(writing: Writing) -> Probes:
    for none in NO_IDS:
        yield writing.asking.delete(Purpose.ODD, none)
    yield from writing.look()
    for action in (yield from writing.unknown_action()):
        yield writing.asking.delete(Purpose.ODD, action)
    yield from writing.look()


def removes(writing: Writing) -> Probes:
    """Delete all that is left of this run, down to the last."""
    for item in (yield from writing.look()) or ():
        if writing.bodies.marks(item):
            yield writing.asking.delete(Purpose.WRITE, item["id"])
            yield from writing.look()
