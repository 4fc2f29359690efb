"""Removes what a run has made, and nothing else, however the run ended."""

from collections.abc import Generator, Iterator, Sequence

from attrs import frozen

from tines_contract.observation import Asked, Observation
from tines_contract.operations import CREATE, REPLACE
from tines_contract.purpose import Purpose
from tines_contract.writing import Writing, said
from tines_fake import Response


@frozen
class Left:
    """What could not be removed: action `number` of case `case`."""

    case: str
    number: int


def cleaning(writing: Writing, seen: Sequence[Observation]) -> Generator[Asked, Response, list[Left]]:
    """Delete what the writes of a run have made; what is left of it then.

    That an action is ours is told by its label or its URL, which hold the run's mark, or by the answer to a request of
    ours that made it, where its id was not there before.
    """
    listed = yield from writing.look()
    case = str(writing.asking.case_id)
    answered = list(_answered(seen))
    new = {one.number for one in answered if one.case == case} - (writing.there or set())
    ours = writing.ours | (new if writing.there is not None else set())
    surely = [Left(case, item["id"]) for item in listed or () if writing.bodies.marks(item) or item["id"] in ours]
    # Where all of the case was seen, what is ours in it is known.
    perhaps = [one for one in answered if listed is None or one.case != case]
    left = []
    for one in dict.fromkeys([*surely, *perhaps]):
        if one not in surely and not (yield from _is_ours(writing, one)):
            continue
        yield writing.asking.delete(Purpose.CLEAN, one.number, case=one.case)
        response = yield writing.asking.get(Purpose.CLEAN, one.number, case=one.case)
        if 200 <= response.status < 300:
            left.append(one)
    return left


def _is_ours(writing: Writing, one: Left) -> Generator[Asked, Response, bool]:
    item = said((yield writing.asking.get(Purpose.CLEAN, one.number, case=one.case)))
    return isinstance(item, dict) and (writing.bodies.marks(item) or one.number in writing.ours)


def _answered(seen: Sequence[Observation]) -> Iterator[Left]:
    """What answers say was made."""
    for one in seen:
        if one.operation is None or one.operation.name not in (CREATE, REPLACE) or not one.granted:
            continue
        answer = said(one.response)
        items = answer.get("actions", [answer]) if isinstance(answer, dict) else []
        for item in items if isinstance(items, list) else ():
            number = item.get("id") if isinstance(item, dict) else None
            if isinstance(number, int):
                yield Left(one.case, number)
