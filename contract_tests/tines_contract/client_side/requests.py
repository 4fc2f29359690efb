"""Whether the request that a client sends is one that the spec allows, and says what was asked, and no more."""

from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl

from tines_contract.client_side.values import same_json
from tines_contract.client_side.wanted import Wanted, as_text
from tines_contract.promises.strict_json import strict_json
from tines_contract.promises.validation import allows
from tines_fake import Credentials, Request, Response

MOST_REQUESTS = 1000
"""Of one call that pages by itself: one that never ends would hang the run."""


def request_problems(wanted: Wanted, request: Request, before: Sequence[Response]) -> list[str]:
    """What is wrong with a request, in words without its values. before: the responses to those before it."""
    return [
        *_of_address(wanted, request),
        *_of_query(wanted, request),
        *_of_body(wanted, request),
        *_of_repeating(wanted, before),
    ]


def may_repeat(wanted: Wanted, response: Response) -> bool:
    """Whether a request may be sent again: it was not processed, or twice does no more than once."""
    return response.status == 429 or (wanted.operation.repeatable and response.status >= 500)


def _of_address(wanted: Wanted, request: Request) -> Iterator[str]:
    operation = wanted.operation
    if request.method != operation.method:
        yield f"it sends {request.method} in place of {operation.method}"
    if request.path != operation.path_for(**wanted.path):
        yield "it asks for another path than that of the arguments"
    if request.origin != wanted.origin:
        yield "it asks another tenant"
    if request.credentials is not Credentials.RIGHT:
        yield f"it shows {request.credentials.value}"


def _of_query(wanted: Wanted, request: Request) -> Iterator[str]:
    given = parse_qsl(request.query, keep_blank_values=True)
    found = dict(given)
    if len(found) != len(given):
        yield "it sends an argument of the query twice"
    known = wanted.operation.query_parameters
    yield from (f"it sends {name}, which the spec does not know" for name in found if name not in known)
    if wanted.all_pages and not allows(wanted.operation, request):
        yield "it asks for a page that the spec does not allow"
    paging = wanted.operation.paging if wanted.all_pages else None
    own = (paging.number, paging.size) if paging else ()
    for name in (name for name in known if name not in own):
        # What is not given may be said all the same: the default of the spec is the same page.
        expected = wanted.query.get(name, known[name].default)
        if name in found and found[name] != as_text(expected):
            yield f"it sends another {name} than was given"
        if name not in found and name in wanted.query:
            yield f"it does not send {name}"


def _of_body(wanted: Wanted, request: Request) -> Iterator[str]:
    if wanted.body is None:
        if request.body:
            yield "it sends a body where there is none"
        return
    try:
        sent = strict_json(request.body)
    except ValueError:
        yield "it sends a body that is no JSON"
        return
    if not isinstance(sent, dict):
        yield "it sends a body that is no object"
        return
    for name in dict.fromkeys((*wanted.body, *sent)):
        yield from _of_field(name, wanted, sent)


def _of_field(name: str, wanted: Wanted, sent: dict[str, object]) -> Iterator[str]:
    assert wanted.body is not None
    if name not in sent:
        yield f"it does not send {name}"
    elif name not in wanted.body:
        yield f"it sends {name[:40]}, which was not given"
    elif not same_json(sent[name], wanted.body[name]):
        yield f"it sends another {name} than was given"


def _of_repeating(wanted: Wanted, before: Sequence[Response]) -> Iterator[str]:
    if wanted.all_pages:
        if len(before) >= MOST_REQUESTS:
            yield f"it goes on asking after {MOST_REQUESTS} requests"
    elif before and not may_repeat(wanted, before[-1]):
        yield f"it sends the request again after a response of {before[-1].status}"
