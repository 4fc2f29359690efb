"""Whether a key may do what a run of writes takes, found with as little as can be: nothing is left of it.

A key that may only read is refused a create, also one that nothing could be made of. Whether it may delete is seen by
an item that is not there, in a case that is empty: elsewhere a broken tenant could delete somebody's for it. Who says
404 for want of rights is seen through only by an action that was made.
"""

from tines_contract.contract.responses import success_json
from tines_contract.probes.list_reads import other_parents
from tines_contract.probes.probe import NOT_SENT, UNKNOWN_IDS, Purpose, Steps
from tines_contract.probes.writer import Writer
from tines_spec import Writable

MOST_RIGHTS_REQUESTS = 40
MAY_NOT = (401, 403, 404)
"""How tenants refuse what a key has no right to."""

_ONLY_READS = "may read case {case} and may not create {items} in it (the tenant responds with {status})"
_KEEPS = "may create {items} in case {case} and may not delete them (the tenant responds with {status})"
_WHAT_TO_DO = "give it more rights, or unset TINES_CONTRACT_WRITES to read only"


def rights(writer: Writer) -> Steps[str]:
    """What the key may not do, and what to do then; empty where it may do all."""
    # One reading of what a broken tenant could do to others: who may only read is not to be sent more than it takes.
    yield writer.read_case(writer.other_case or int(writer.requests.parent or 0) + 1)
    incomplete = yield writer.requests.create(Purpose.INCOMPLETE, writer.bodies.without(_left_out(writer.known)))
    if incomplete.status in MAY_NOT:
        return may_not_create(writer.known, writer.requests.parent, incomplete.status)
    yield from writer.begin()
    writer.other_cases = yield from other_parents(writer.requests, writer.other_case, writer.also)
    yield from writer.read_other_cases()
    kept = yield from _kept(writer)
    yield from writer.read_other_cases()
    return (
        f"the key {_KEEPS.format(items=writer.known.items, case=writer.requests.parent, status=kept)}: {_WHAT_TO_DO}"
        if kept
        else ""
    )


def _left_out(known: Writable) -> str:
    """What a body lacks that nothing could be made of: not the title, by which what is made all the same is known."""
    return next((name for name in known.required if name != known.title), known.title or "")


def may_not_create(known: Writable, case: object, status: int) -> str:
    """What to say of a key that may only read."""
    return f"the key {_ONLY_READS.format(items=known.items, case=case, status=status)}: {_WHAT_TO_DO}"


def _kept(writer: Writer) -> Steps[int]:
    """The status with which deleting is refused; 0 where it is not."""
    for number in UNKNOWN_IDS if writer.was_empty else ():
        refused = yield from writer.after_nothing(number, writer.requests.delete(Purpose.CLEANUP, number))
        if refused.status in (401, 403):
            return refused.status
        if refused is not NOT_SENT:
            break
    made = yield from writer.make(writer.bodies.shortest())
    if made is None:
        return 0
    yield from writer.read_other_cases()  # so that harm is known to be of the one or of the other
    deleted = yield writer.requests.delete(Purpose.CLEANUP, made)
    shown = success_json((yield writer.requests.item(Purpose.READ, made)))
    return deleted.status if deleted.status in MAY_NOT and shown is not None else 0
