"""Replacing all actions of a case that held none before, and so holds nothing but what this run has made."""

from collections.abc import Generator, Iterator

from tines_contract.contract.case_actions import REPLACE
from tines_contract.probes.bodies import NO_JSON, REQUIRED, Body
from tines_contract.probes.probe import NOT_SENT, Probe, Probes
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.refused_values import WRONG_KEYS
from tines_contract.probes.writer import Writer
from tines_contract.probes.writes.deletes import removes
from tines_fake import Credentials, Response

_MORE_THAN_A_PAGE = 18
_READ = 3
_WRONG: tuple[Body, ...] = ({"actions": 7}, {"actions": [7]})
_EMPTY: tuple[Body, ...] = ({"actions": None}, {"actions": {}}, {"actions": []})
"""Whether these are refused, or take all actions away, is not documented."""


def replaces(writer: Writer) -> Probes:
    if not (yield from _only_ours(writer)):
        return
    yield from _refused(writer)
    bodies = writer.bodies
    pair = [bodies.full(), bodies.shortest()]
    # All of one type, two with one URL, and those with most to lose not the first.
    page = {**bodies.full(), "action_type": "page"}
    many = [bodies.shortest(), page, {**bodies.shortest(), "url": page["url"]}, bodies.full()]
    yield from _replace(writer, pair)
    yield from _replace(writer, many + [bodies.shortest() for _ in range(_MORE_THAN_A_PAGE)])
    yield from writer.make(bodies.shortest())  # none of so many makes room for it
    yield from _replace(writer, pair)
    made = yield from writer.make(bodies.full())  # one more, and all the others are to stay
    if made is not None:
        yield writer.requests.update(Purpose.WRITE, made, {"label": bodies.label()})
        yield from writer.read_back(made)
    yield from _replace(writer, pair)
    yield from writer.replace(writer.requests.replace(Purpose.UNSPECIFIED, {"actions": bodies.unusual_batch()}))
    yield from removes(writer)
    for body in _EMPTY:
        if (yield from writer.list_all()) == []:
            yield from writer.replace(writer.requests.replace(Purpose.ODD, body))


def _only_ours(writer: Writer) -> Generator[Probe, Response, bool]:
    """Whether all may be replaced."""
    return writer.was_empty and writer.are_ours((yield from writer.list_all()))


def _replace(writer: Writer, actions: list[Body]) -> Probes:
    before = yield from writer.list_all()
    if not before:
        yield from writer.make(writer.bodies.shortest())
    yield from writer.read_other_cases()
    if (yield from writer.replace(writer.requests.replace(Purpose.WRITE, {"actions": actions}))) is NOT_SENT:
        return  # somebody has made an action meanwhile, and it would be lost
    after = yield from writer.list_all()
    for item in [*(before or ())[:_READ], *(after or ())[:_READ]]:
        yield writer.requests.get(Purpose.READ, item["id"])


def _refused(writer: Writer) -> Probes:
    for write in _to_be_refused(writer):
        yield from writer.replace(write)
    for case in (yield from writer.unknown_case(REPLACE)):
        write = writer.requests.replace(Purpose.UNKNOWN_CASE, {"actions": [writer.bodies.shortest()]}, case=case)
        yield from writer.after(writer.requests.list(Purpose.OTHER_CASE_LIST, case=case), write)
    for body in (*NO_JSON, *_WRONG):
        yield from writer.replace(writer.requests.replace(Purpose.ODD, body))
    yield from writer.list_all()


def _to_be_refused(writer: Writer) -> Iterator[Probe]:
    replace, bodies = writer.requests.replace, writer.bodies
    yield replace(Purpose.INCOMPLETE, {})
    for name in REQUIRED:
        yield replace(Purpose.INCOMPLETE, {"actions": [bodies.without(name)]})
    yield replace(Purpose.OTHER_TYPE, {"actions": [bodies.of_nobodys_type()]})
    yield replace(Purpose.NO_KEY, {"actions": [bodies.shortest()]}, credentials=Credentials.NONE)
    for key in WRONG_KEYS:
        yield replace(Purpose.WRONG_KEY, {"actions": [bodies.shortest()]}, credentials=key)
