"""Replacing all actions of a case that held none before, and so holds nothing but what this run has made."""

from collections.abc import Generator

from tines_contract.bodies import NO_JSON, REQUIRED, Body
from tines_contract.neighbours import WRONG_KEYS, Probes
from tines_contract.observation import Asked
from tines_contract.purpose import Purpose
from tines_contract.stages.deleting import removes
from tines_contract.writing import Writing
from tines_fake import Credentials, Response

_MORE_THAN_A_PAGE = 18
_READ = 3
_WRONG: tuple[Body, ...] = ({"actions": 7}, {"actions": [7]})
_EMPTY: tuple[Body, ...] = ({"actions": None}, {"actions": {}}, {"actions": []})
"""Nobody says whether these are refused, or take all actions away."""


def replaces(writing: Writing) -> Probes:
    if not (yield from _only_ours(writing)):
        return
    yield from _refused(writing)
    bodies = writing.bodies
    pair = [bodies.full(), bodies.shortest()]
    # All of one type, two with one URL, and those with most to lose not the first.
    page = {**bodies.full(), "action_type": "page"}
    many = [bodies.shortest(), page, {**bodies.shortest(), "url": page["url"]}, bodies.full()]
    yield from _replace(writing, pair)
    yield from _replace(writing, many + [bodies.shortest() for _ in range(_MORE_THAN_A_PAGE)])
    yield from writing.make(bodies.shortest())  # none of so many makes room for it
    yield from _replace(writing, pair)
    made = yield from writing.make(bodies.full())  # one more, and all the others are to stay
    if made is not None:
        yield writing.asking.update(Purpose.WRITE, made, {"label": bodies.label()})
        yield from writing.seen(made)
    yield from _replace(writing, pair)
    yield from removes(writing)
    for body in _EMPTY:
        if (yield from writing.look()) == []:
            yield writing.asking.replace(Purpose.ODD, body)


def _only_ours(writing: Writing) -> Generator[Asked, Response, bool]:
    """Whether all may be replaced."""
    return writing.was_empty and writing.are_ours((yield from writing.look()))


def _replace(writing: Writing, actions: list[Body]) -> Probes:
    yield from writing.beside()
    before = yield from writing.look()
    if before and not writing.are_ours(before):
        return  # somebody has made an action meanwhile, and it would be lost
    if not before:
        yield from writing.make(writing.bodies.shortest())
        yield from writing.beside()
    yield writing.asking.replace(Purpose.WRITE, {"actions": actions})
    after = yield from writing.look()
    for item in [*(before or ())[:_READ], *(after or ())[:_READ]]:
        yield writing.asking.get(Purpose.READ, item["id"])
    yield from writing.beside()


def _refused(writing: Writing) -> Probes:
    replace, bodies = writing.asking.replace, writing.bodies
    yield replace(Purpose.INCOMPLETE, {})
    for name in REQUIRED:
        yield replace(Purpose.INCOMPLETE, {"actions": [bodies.without(name)]})
    yield replace(Purpose.OTHER_TYPE, {"actions": [bodies.of_nobodys_type()]})
    yield replace(Purpose.NO_KEY, {"actions": [bodies.shortest()]}, credentials=Credentials.NONE)
    for key in WRONG_KEYS:
        yield replace(Purpose.WRONG_KEY, {"actions": [bodies.shortest()]}, credentials=key)
    for case in (yield from writing.unknown_case()):
        yield replace(Purpose.UNKNOWN_CASE, {"actions": [bodies.shortest()]}, case=case)
    for body in (*NO_JSON, *_WRONG):
        yield replace(Purpose.ODD, body)
    yield from writing.look()
