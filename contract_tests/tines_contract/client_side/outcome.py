"""What comes of one call: whether the client sent what was asked, and made of the response what the spec says.

| the response | the client is right to |
| --- | --- |
| a success that the spec allows | give its values |
| a refusal or an error of the server | raise |
| a success that the spec forbids | raise, or give it as it came where its own documentation says so |
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from attrs import field, frozen

from tines_contract.client_side.called import Called
from tines_contract.client_side.deviations import Deviation, deviations, in_words
from tines_contract.client_side.values import differences
from tines_contract.client_side.walks import Walk
from tines_contract.client_side.wanted import Wanted
from tines_contract.promises.strict_json import strict_json
from tines_fake import Exchange, Response

Judged = tuple[Sequence[str], Collection[Deviation], Collection[str]]


@frozen(eq=False)
class Result:
    """What happened in one call. value: what the client gave; raised: the name of what it raised in place of that.

    problems: what was wrong with its requests. tolerates: the deviations that the client documents to tolerate.
    """

    operation: str
    asked: Wanted
    exchanges: Sequence[Exchange]
    problems: Sequence[str]
    value: Any = field(repr=False)
    raised: str | None
    tolerates: frozenset[Deviation]


def judged(result: Result) -> Called:
    """What is wrong with the client, and with the response: that is moot where the client did not ask as it should."""
    problems, found, broken = _of_requests(result) or (_of_pages if result.asked.all_pages else _of_one)(result)
    once = list(dict.fromkeys(problems))
    return Called(result.operation, result.asked.arguments, result.exchanges, result.raised, once, found, broken)


def _of_requests(result: Result) -> Judged | None:
    if result.problems:
        return result.problems, (), ()
    if result.exchanges:
        return None
    ended = "gave a value" if result.raised is None else f"raised {result.raised}"
    return [f"it sent nothing, and {ended}"], (), ()


def _of_one(result: Result) -> Judged:
    response = result.exchanges[-1].response
    if not 200 <= response.status < 300:
        return list(_of_refusal(result, response)), (), ()
    found = deviations(result.asked.operation, response, result.asked.path)
    if result.raised is not None or not found <= result.tolerates:
        return list(_of_forbidden(result, found)), found, ()
    return list(_of_value(result, response)), found, ()


def _of_refusal(result: Result, response: Response) -> Iterator[str]:
    before = [one.response for one in result.exchanges[:-1]]
    # What is to be removed, and is not there when it is asked again, is removed.
    removed = (
        response.status == 404
        and result.asked.operation.method == "DELETE"
        and any(one.status >= 500 for one in before)
    )
    if result.raised is None and not removed:
        yield f"it gave a value where {response.status} came"


def _of_forbidden(result: Result, found: frozenset[Deviation]) -> Iterator[str]:
    """A value where the spec forbids the response, or an error where it allows it."""
    if result.raised is not None and not found:
        yield f"it raised {result.raised} for a response that the spec allows"
    if result.raised is None:
        yield f"it gave a value for a response that the spec forbids: {in_words(found - result.tolerates)}"


def _of_value(result: Result, response: Response) -> Iterator[str]:
    operation, value = result.asked.operation, result.value
    if operation.success_schema is None or (operation.method == "DELETE" and value is None):
        return
    came = strict_json(response.body)
    if operation.envelope is not None and not (isinstance(value, dict) and operation.envelope in value):
        yield from differences(value, came[operation.envelope], operation.item_schema or {})
    else:
        yield from differences(value, came, operation.success_schema)


def _of_pages(result: Result) -> Judged:
    walk = Walk(result.asked, result.exchanges)
    if result.raised is None and not walk.deviations <= result.tolerates:
        problems = list(_of_forbidden(result, walk.deviations))
    elif result.raised is None:
        problems = list(walk.problems(result.value))
    else:
        troubled = walk.deviations or walk.broken or walk.refused
        problems = [] if troubled else [f"it raised {result.raised} for pages that the spec allows"]
    return problems, walk.deviations, walk.broken
