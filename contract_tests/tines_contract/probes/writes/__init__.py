"""Which probes a run sends to write, one after another, without I/O: what is made is read, changed and removed."""

from tines_contract.probes.other_parents import other_parents
from tines_contract.probes.probe import Probes
from tines_contract.probes.writer import Writer
from tines_contract.probes.writes.appends import appends
from tines_contract.probes.writes.creates import (
    Started,
    creates,
    creates_refused,
    creates_several,
    starts,
)
from tines_contract.probes.writes.deletes import deletes
from tines_contract.probes.writes.replaces import replaces
from tines_contract.probes.writes.updates import updates

MOST_WRITING_REQUESTS = 432


def writes(writer: Writer) -> Probes:
    """All probes that write, and those that read in between."""
    yield from writer.begin()
    writer.other_cases = yield from other_parents(writer.requests.reads, writer.other_case, writer.also)
    yield from writer.read_other_cases()
    if writer.sends("create"):
        yield from creates_refused(writer)
        yield from writer.list_all()
    made = yield from starts(writer)  # so that what is made where it should be refused is known as this run's
    if made is None:
        return
    yield from _of_made(writer, made)
    if writer.sends("delete"):
        bystander = yield from writer.ensure_exists(made.bystander)
        yield from deletes(writer, bystander, (yield from writer.ensure_exists(made.first)))
        yield from writer.read_other_cases()
    if writer.sends("replace_all"):
        yield from replaces(writer)
        yield from writer.read_other_cases()


def _of_made(writer: Writer, made: Started) -> Probes:
    """What is made besides, and what becomes of the first."""
    if writer.sends("create"):
        yield from creates(writer, made)
    if writer.sends("update"):
        yield from updates(writer, made)
        yield from writer.read_other_cases()
    if writer.sends("append") or writer.sends("batch_create"):
        yield from writer.ensure_exists(made.bystander)
    if writer.sends("append"):
        yield from appends(writer, (yield from writer.ensure_exists(made.first)))
    if writer.sends("batch_create"):
        yield from creates_several(writer)
