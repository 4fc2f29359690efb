"""Which requests a plan sends to write, one after another, without I/O: what is made is read, changed and removed."""

from tines_contract.neighbours import Probes, neighbours
from tines_contract.stages.creating import creates, creates_refused
from tines_contract.stages.deleting import deletes
from tines_contract.stages.replacing import replaces
from tines_contract.stages.updating import updates
from tines_contract.writing import Writing

MOST_WRITING_REQUESTS = 420


def stages(writing: Writing) -> Probes:
    """All that is asked to write."""
    yield from writing.begin()
    writing.others = yield from neighbours(writing.asking, writing.other_case)
    yield from creates_refused(writing)
    yield from writing.look()
    made = yield from creates(writing)
    if made is None:
        return
    yield from updates(writing, made)
    yield from deletes(writing, (yield from writing.still(made.beside)), (yield from writing.still(made.first)))
    yield from replaces(writing)
