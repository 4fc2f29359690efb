"""Which probes a run sends to write, one after another, without I/O, and first of all whether the key may write.

What is made is read, changed, removed, replaced. All items are replaced only in a case that held none before, and so
holds nothing but what this run has made.

A key that may only read is refused a create, also one that nothing could be made of. Whether it may delete is seen by
an item that is not there, in a case that is empty: elsewhere a broken tenant could delete somebody's for it. Who says
404 for want of rights is seen through only by an action that was made.
"""

from collections.abc import Iterator
from typing import Any

from tines_contract.probes.bodies import NO_JSON, Body
from tines_contract.probes.item_writes import (
    Started,
    appends,
    creates,
    creates_refused,
    deletes,
    removes,
    starts,
    updates,
)
from tines_contract.probes.list_reads import other_parents
from tines_contract.probes.probe import NOT_SENT, REFUSED_KEYS, UNKNOWN_IDS, Probe, Probes, Purpose, Steps
from tines_contract.probes.writer import Writer
from tines_contract.promises.lists import main_subject
from tines_contract.promises.responses import success_json
from tines_fake.exchanges.exchange import Response
from tines_spec import Writable

MOST_WRITING_REQUESTS = 446


def writes(writer: Writer) -> Probes:
    """All probes that write, and those that read in between."""
    yield from writer.begin()
    writer.other_cases = yield from other_parents(writer.requests, writer.other_case, writer.also)
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


_MORE_THAN_A_PAGE = 18
_READ = 3
_WRONG: tuple[Any, ...] = (7, [7])
_EMPTY: tuple[Any, ...] = (None, {}, [])
"""Whether these are refused, or take all actions away, is not documented."""


def replaces(writer: Writer) -> Probes:
    if not writer.was_empty or not writer.are_ours((yield from writer.list_all())):
        return
    yield from _refused(writer)
    bodies = writer.bodies
    pair = [bodies.full(), bodies.shortest()]
    # All of one type, two with one URL, and those with most to lose not the first.
    alike = {**bodies.full(), **bodies.chosen(last=True)}
    address = {name: alike[name] for name in (writer.known.address,) if name is not None}
    many = [bodies.shortest(), alike, {**bodies.shortest(), **address}, bodies.full()]
    yield from _replace(writer, pair)
    yield from _replace(writer, many + [bodies.shortest() for _ in range(_MORE_THAN_A_PAGE)])
    yield from writer.make(bodies.shortest())  # none of so many makes room for it
    yield from _replace(writer, pair)
    made = yield from writer.make(bodies.full())  # one more, and all the others are to stay
    if made is not None:
        yield writer.requests.update(Purpose.WRITE, made, bodies.another_name())
        yield from writer.read_back(made)
    yield from _replace(writer, pair)
    yield from writer.replace(_request(writer, Purpose.UNSPECIFIED, bodies.unusual_batch()))
    yield from removes(writer)
    for body in _EMPTY:
        if (yield from writer.list_all()) == []:
            yield from writer.replace(_request(writer, Purpose.ODD, body))


def _request(writer: Writer, purpose: Purpose, items: Any, case: int | None = None) -> Probe:
    return writer.requests.under(case).replace(purpose, {writer.known.several: items})


def _replace(writer: Writer, bodies: list[Body]) -> Probes:
    before = yield from writer.list_all()
    if not before:
        yield from writer.make(writer.bodies.shortest())
    yield from writer.read_other_cases()
    if (yield from writer.replace(_request(writer, Purpose.WRITE, bodies))) is NOT_SENT:
        return  # somebody has made an item meanwhile, and it would be lost
    after = yield from writer.list_all()
    for item in [*(before or ())[:_READ], *(after or ())[:_READ]]:
        yield writer.requests.item(Purpose.READ, item[writer.known.id])
    yield from writer.read_embedding()


def _refused(writer: Writer) -> Probes:
    for write in _to_be_refused(writer):
        yield from writer.replace(write)
    for case in (yield from writer.unknown_case("replace_all")):
        write = _request(writer, Purpose.UNKNOWN_CASE, [writer.bodies.shortest()], case)
        yield from writer.after(writer.requests.under(case).page(Purpose.OTHER_CASE_LIST), write)
    twice = writer.bodies.with_a_key_twice({writer.known.several or "": 7})
    for body in (*NO_JSON, twice):
        yield from writer.replace(writer.requests.replace(Purpose.ODD, body))
    for items in _WRONG:
        yield from writer.replace(_request(writer, Purpose.ODD, items))
    yield from writer.list_all()


def _to_be_refused(writer: Writer) -> Iterator[Probe]:
    bodies = writer.bodies
    yield writer.requests.replace(Purpose.INCOMPLETE, {})
    for name in writer.known.required:
        yield _request(writer, Purpose.INCOMPLETE, [bodies.without(name)])
    if writer.known.choices:
        yield _request(writer, Purpose.OTHER_TYPE, [bodies.of_nobodys_choice()])
    for purpose, key in REFUSED_KEYS:
        yield _request(writer, purpose, [bodies.shortest()]).with_key(key)


MOST_RIGHTS_REQUESTS = 40
MAY_NOT = (401, 403, 404)
"""How tenants refuse what a key has no right to."""

_LACKS = (405, 410, 501)
"""How tenants say that they have no such write: that is their right where it is not to the main list."""

_ONLY_READS = "may read case {case} and may not create {items} in it (the tenant responds with {status})"
_MAKES_NONE = "may not create {items} (the tenant responds with {status})"
_KEEPS = "may create {items}{where} and may not delete them (the tenant responds with {status})"
_WHAT_TO_DO = "give it more rights, or unset TINES_CONTRACT_WRITES to read only"


def rights(writer: Writer) -> Steps[str]:
    """What the key may not do, and what to do then; empty where it may do all."""
    # One reading of what a broken tenant could do to others: who may only read is not to be sent more than it takes.
    yield writer.read_case(writer.other_case or int(writer.requests.parent or 0) + 1)
    # Nothing could be made without it; by the title, what is made all the same is known.
    required = [name for name in writer.known.required if name != writer.known.title] or [writer.known.title or ""]
    incomplete = yield writer.requests.create(Purpose.INCOMPLETE, writer.bodies.without(required[0]))
    if may_not_be_made(writer.known, incomplete):
        return may_not_create(writer.known, writer.requests.parent, incomplete.status)
    yield from writer.begin()
    writer.other_cases = yield from other_parents(writer.requests, writer.other_case, writer.also)
    yield from writer.read_other_cases()
    kept = yield from _kept(writer)
    yield from writer.read_other_cases()
    where = "" if writer.requests.parent is None else f" in case {writer.requests.parent}"
    may_not = _KEEPS.format(items=writer.known.items, where=where, status=kept)
    return f"the key {may_not}: {_WHAT_TO_DO}" if kept else ""


def may_not_be_made(known: Writable, response: Response) -> bool:
    """Whether a create is refused for want of rights, or of the write itself."""
    return response.status in MAY_NOT or (known is not main_subject() and response.status in _LACKS)


def may_not_create(known: Writable, case: object, status: int) -> str:
    """What to say of a key that may only read. case: what it may read; empty where the items are of nothing."""
    may_not = _ONLY_READS if case else _MAKES_NONE
    return f"the key {may_not.format(items=known.items, case=case, status=status)}: {_WHAT_TO_DO}"


def _kept(writer: Writer) -> Steps[int]:
    """The status with which deleting is refused; 0 where it is not."""
    for number in UNKNOWN_IDS if writer.was_empty else ():
        refused = yield from writer.after_nothing(writer.requests.delete(Purpose.CLEANUP, number))
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


def creates_several(writer: Writer) -> Probes:
    """Make two at once; what has to be refused comes before."""
    create, bodies, name = writer.requests.batch_create, writer.bodies, writer.known.several or ""
    for purpose, key in REFUSED_KEYS:
        yield create(purpose, {name: [bodies.shortest()]}).with_key(key)
    for case in (yield from writer.unknown_case("batch_create")):
        yield writer.requests.under(case).batch_create(Purpose.UNKNOWN_CASE, {name: [bodies.shortest()]})
    for body in (*NO_JSON, bodies.with_a_key_twice({name: 7})):
        yield create(Purpose.ODD, body)
    yield from writer.list_all()
    yield from writer.read_other_cases()
    yield create(Purpose.WRITE, {name: [bodies.full(), bodies.shortest()]})
    yield from writer.list_all()
    yield from writer.read_other_cases()
