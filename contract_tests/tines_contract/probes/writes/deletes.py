"""Deleting items of this run: what has to be refused, one among others, and what is gone already."""

from tines_contract.probes.probe import Probes
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.refused_values import WRONG_KEYS
from tines_contract.probes.writer import Writer
from tines_contract.probes.writes.updates import NO_IDS
from tines_fake import Credentials


def deletes(writer: Writer, number: int | None, updated: int | None) -> Probes:
    """Delete one that was only made, and one that was updated."""
    number = yield from writer.ensure_exists(number)
    if number is None:
        return
    yield from _refused(writer, number)
    for one in (number, updated):
        alive = yield from writer.ensure_exists(one)
        yield from writer.list_all()
        if alive is not None:
            yield from writer.read_other_cases()
            yield writer.requests.delete(Purpose.WRITE, alive)
            yield from writer.read_back(alive)
            yield from writer.read_other_cases()
            yield from writer.after_nothing(alive, writer.requests.delete(Purpose.ALREADY_DELETED, alive))
            yield from writer.list_all()
    # What a broken tenant deletes for it must not be anybody's.
    if writer.was_empty and writer.sends("delete", Purpose.ODD):
        yield from _of_nothing(writer)


def _refused(writer: Writer, number: int) -> Probes:
    delete = writer.requests.delete
    yield from writer.read_back(number)
    yield delete(Purpose.NO_KEY, number, credentials=Credentials.NONE)
    yield from writer.read_back(number)
    for key in WRONG_KEYS:
        yield delete(Purpose.WRONG_KEY, number, credentials=key)
    yield from writer.read_back(number)
    for case in (yield from writer.unknown_case("delete")):
        yield from writer.after_nothing(number, delete(Purpose.UNKNOWN_CASE, number, case), case)
        yield from writer.read_back(number)
    for case in (yield from writer.elsewhere(number, "delete")):
        yield from writer.after_nothing(number, delete(Purpose.WRONG_CASE, number, case), case)
        yield from writer.read_back(number)


def _of_nothing(writer: Writer) -> Probes:
    for none in NO_IDS:
        yield from writer.after_nothing(none, writer.requests.delete(Purpose.ODD, none))
    yield from writer.list_all()
    for one in (yield from writer.unknown_item("delete", Purpose.ODD)):
        yield from writer.after_nothing(one, writer.requests.delete(Purpose.ODD, one))
    yield from writer.list_all()


def removes(writer: Writer) -> Probes:
    """Delete all that is left of this run, down to the last."""
    for item in (yield from writer.list_all()) or ():
        if writer.bodies.is_marked(item):
            yield writer.requests.delete(Purpose.WRITE, item[writer.known.id])
            yield from writer.list_all()
