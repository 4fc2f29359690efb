"""What comes of one call: whether the client sent what was asked, and made of the answer what the document says.

| the answer | the client is right to |
| --- | --- |
| a success that the document allows | give its values |
| a refusal or a server's error | raise |
| a success that the document forbids | raise, or give it as it came where its own documentation says so |
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from attrs import field, frozen

from tines_contract.client_side.called import Called
from tines_contract.client_side.oddities import Odd, in_words, oddities
from tines_contract.client_side.schemas import answer_schema
from tines_contract.client_side.values import differences
from tines_contract.client_side.walks import WalkSeen
from tines_contract.client_side.wanted import Wanted
from tines_contract.contract.strict_json import strict_json
from tines_fake import Exchange, Response


@frozen(eq=False)
class Result:
    """What happened in one call. value: what the client gave; raised: the name of what it raised in place of that.

    problems: what was wrong with its requests. takes: the oddities that the client documents to take as they come.
    """

    operation: str
    asked: Wanted
    exchanges: Sequence[Exchange]
    problems: Sequence[str]
    value: Any = field(repr=False)
    raised: str | None
    takes: frozenset[Odd]


def judged(result: Result) -> Called:
    """What is wrong with the client, and with the answer: that is moot where the client did not ask as it should."""
    told, odd, unsound = _of_requests(result) or (_of_pages if result.asked.all_pages else _of_one)(result)
    once = list(dict.fromkeys(told))
    return Called(result.operation, result.asked.arguments, result.exchanges, result.raised, once, odd, unsound)


Judged = tuple[Sequence[str], Collection[Odd], Collection[str]]


def _of_requests(result: Result) -> Judged | None:
    if result.problems:
        return result.problems, (), ()
    if result.exchanges:
        return None
    ended = "gave a value" if result.raised is None else f"raised {result.raised}"
    return [f"it sent nothing, and {ended}"], (), ()


def _of_one(result: Result) -> Judged:
    answer = result.exchanges[-1].response
    if not 200 <= answer.status < 300:
        return list(_of_refusal(result, answer)), (), ()
    odd = oddities(result.asked.operation, answer)
    if result.raised is not None or not odd <= result.takes:
        return list(_of_forbidden(result, odd)), odd, ()
    return list(_of_value(result, answer)), odd, ()


def _of_refusal(result: Result, answer: Response) -> Iterator[str]:
    before = [one.response for one in result.exchanges[:-1]]
    # What is to be removed, and is gone when it is asked again, is removed.
    gone = (
        answer.status == 404
        and result.asked.operation.success_schema is None
        and any(one.status >= 500 for one in before)
    )
    if result.raised is None and not gone:
        yield f"it gave a value where {answer.status} came"


def _of_forbidden(result: Result, odd: frozenset[Odd]) -> Iterator[str]:
    """A value where the document forbids the answer, or an error where it allows it."""
    if result.raised is not None and not odd:
        yield f"it raised {result.raised} for an answer that the document allows"
    if result.raised is None:
        yield f"it gave a value for an answer that the document forbids: {in_words(odd - result.takes)}"


def _of_value(result: Result, answer: Response) -> Iterator[str]:
    schema = answer_schema(result.asked.operation)
    if schema is not None:
        yield from differences(result.value, strict_json(answer.body), schema)


def _of_pages(result: Result) -> Judged:
    walk = WalkSeen(result.exchanges)
    troubled = walk.odd or walk.unsound or walk.refused
    if result.raised is None and not walk.odd <= result.takes:
        told = list(_of_forbidden(result, walk.odd))
    elif result.raised is None:
        told = list(walk.problems(result.value))
    else:
        told = [] if troubled else [f"it raised {result.raised} for pages that the document allows"]
    return told, walk.odd, walk.unsound
