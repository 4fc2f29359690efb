"""How lists page, in which order cases come, and how a tenant refuses, beyond what is documented."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import UNKNOWN_IDS, UNKNOWN_PARENTS, Probe, Purpose
from tines_contract.probes.questions.question import (
    Answer,
    AnswerSteps,
    QuestionContext,
    asks,
    asks_how_refused,
    by_status,
    first_page,
    unclear,
)
from tines_contract.promises.strict_json import strict_json
from tines_fake import Credentials, Response

_NO_PAGE = "no page came"
_SIZES = (500, 101, 100, 51, 50)
_PAST = 99_999
_DEFAULT_SIZE = 20
_FEW = 3


def _unknown_case(context: QuestionContext) -> Probe:
    case = next(one for one in UNKNOWN_PARENTS if one != context.requests.parent)
    return context.requests.under(case).page(Purpose.UNKNOWN_CASE)


asks_how_refused("no_key", lambda one: one.requests.page(Purpose.NO_KEY).with_key(Credentials.NONE))
asks_how_refused("wrong_key", lambda one: one.requests.page(Purpose.WRONG_KEY).with_key(Credentials.WRONG))
asks_how_refused("unknown_case", _unknown_case)
asks_how_refused("unknown_action", lambda one: one.requests.item(Purpose.UNKNOWN_ITEM, UNKNOWN_IDS[0]))


@asks("odd_size")
def odd_size(context: QuestionContext) -> AnswerSteps:
    return _as_default(context, (yield context.requests.page(Purpose.ODD, size="abc")))


@asks("size_zero")
def size_zero(context: QuestionContext) -> AnswerSteps:
    response = yield context.requests.page(Purpose.ODD, size=0)
    page = context.requests.read(response)
    granted = None if page is None else page.meta.get("per_page")
    if granted is None:
        return by_status(response)
    return Answer("default" if granted == _DEFAULT_SIZE else f"meta.per_page is {granted}")


@asks("odd_page")
def odd_page(context: QuestionContext) -> AnswerSteps:
    return _as_default(context, (yield context.requests.page(Purpose.ODD, size=50, number="abc")), 50)


@asks("page_zero")
def page_zero(context: QuestionContext) -> AnswerSteps:
    first = yield from first_page(context)
    response = yield context.requests.page(Purpose.ODD, size=50, number=0)
    page = context.requests.read(response)
    if page is None:
        return by_status(response)
    if not first.ids:
        return unclear("the case holds no actions")
    return Answer("default") if page.ids == first.ids else unclear("another page than the first came")


def _as_default(context: QuestionContext, response: Response, size: int = _DEFAULT_SIZE) -> Answer:
    page = context.requests.read(response)
    if page is None:
        return by_status(response)
    granted = page.meta.get("per_page")
    return Answer("default") if granted == size else unclear(f"meta.per_page is {granted}")


@asks("error_body")
def error_body(context: QuestionContext) -> AnswerSteps:
    response = yield _unknown_case(context)
    if not 400 <= response.status < 500:
        return unclear(f"no error came, but a {response.status}")
    return Answer(_shape(response.body))


def _shape(body: bytes) -> str:
    if not body.strip():
        return "nothing"
    try:
        value = strict_json(body)
    except ValueError:
        return "html" if body.lstrip()[:1] == b"<" else "text"
    if isinstance(value, list):
        return "array"
    if not isinstance(value, dict):
        return "JSON that is no object"
    names = ", ".join(sorted(str(name)[:40] for name in value)[:10])
    known = {"errors": "errors", "errors, status_code, type": "typed-errors", "error": "error", "message": "message"}
    return known.get(names, f"an object of {names}")


def _asks_largest(name: str, listed: str, sizes: tuple[int, ...]) -> None:
    """Declare that an open point asks how large a page of a list may be."""
    asks(name)(lambda context: _largest(context.lists(listed), sizes))


_asks_largest("largest_page", "listCaseActions", _SIZES)
_asks_largest("largest_page_of_cases", "listCases", _SIZES)
_asks_largest("largest_page_of_tasks", "listCaseTasks", _SIZES[-1:])


def _largest(requests: ListRequests, sizes: tuple[int, ...]) -> AnswerSteps:
    """Downwards until a size is taken; then the one above it tells what is done beyond."""
    refused: dict[int, Response] = {}
    for size in sizes:
        response = yield requests.page(Purpose.ODD, size=size, number=1)
        granted = _granted(requests, response)
        if granted is None and not 400 <= response.status < 500:
            return unclear(_NO_PAGE)
        if granted is None:
            refused[size] = response
            continue
        if granted != size:
            return Answer(granted, also=_beyond_it(requests, "clamp"))
        return (yield from _beyond(requests, size, refused))
    return unclear(f"{sizes[-1]} is refused too")


def _beyond(requests: ListRequests, size: int, refused: dict[int, Response]) -> AnswerSteps:
    above = refused.get(size + 1)
    if above is None:
        above = yield requests.page(Purpose.ODD, size=size + 1, number=1)
    granted = _granted(requests, above)
    if granted is None:
        found = by_status(above)
        return Answer(size, also=_beyond_it(requests, found.conclusion)) if found.clear else found
    beyond = _beyond_it(requests, "clamp")
    return Answer(size, also=beyond) if granted == size else unclear(f"{size + 1} is granted too")


def _beyond_it(requests: ListRequests, found: object) -> dict[str, object]:
    return {"over_largest": found} if requests.paged.operation.name == "listCaseActions" else {}


def _granted(requests: ListRequests, response: Response) -> int | None:
    page = requests.read(response)
    size = None if page is None else page.meta.get("per_page")
    return size if isinstance(size, int) else None


@asks("smallest_page")
def smallest_page(context: QuestionContext) -> AnswerSteps:
    response = yield context.requests.page(Purpose.ODD, size=1, number=1)
    granted = _granted(context.requests, response)
    if granted is not None:
        return Answer(granted, also={"under_smallest": "clamp"} if granted > 1 else {})
    refused = by_status(response)
    if not refused.clear:
        return refused
    if _granted(context.requests, (yield context.requests.page(Purpose.ODD, size=19, number=1))):
        return unclear("1 is refused, and 19 is granted")
    return Answer(20, also={"under_smallest": refused.conclusion})


@asks("past_the_end")
def past_the_end(context: QuestionContext) -> AnswerSteps:
    response = yield context.requests.page(Purpose.ODD, size=50, number=_PAST)
    page = context.requests.read(response)
    if page is None:
        return by_status(response)
    return Answer("a page with actions" if page.objects else "empty")


@asks("pages_of_nothing", of_nothing=True)
def pages_of_nothing(context: QuestionContext) -> AnswerSteps:
    other = [] if context.writer is None else [context.writer.requests]
    for requests in (context.requests, *other):
        page = requests.read((yield requests.page(Purpose.LIST_ALL, size=50, number=1)))
        if page is not None and not page.objects and page.meta.get("count") == 0:
            return Answer(pages) if isinstance(pages := page.meta.get("pages"), int) else unclear("it does not come")
    return unclear("no case without actions was read: name one with --case")


@asks("next_page_number")
def next_page_number(context: QuestionContext) -> AnswerSteps:
    page = yield from first_page(context)
    return Answer("next_page_number" in page.meta)


@asks("no_link")
def no_link(context: QuestionContext) -> AnswerSteps:
    page = yield from first_page(context)
    link: Any = page.meta.get("previous_page", "nothing")
    known = {None: "null", "null": "text", "nothing": "it does not come"}
    found = known.get(link) if link is None or isinstance(link, str) else None
    return Answer(found) if found else unclear("page 1 has a link to the page before")


@asks("link_order")
def link_order(context: QuestionContext) -> AnswerSteps:
    page = yield from first_page(context)
    link = str(page.meta.get("current_page"))
    names = [name for name, _ in parse_qsl(urlsplit(link).query) if name in ("page", "per_page")]
    return Answer(names[0]) if len(names) == 2 else unclear("current_page does not have both")


@asks("body_of_a_get")
def body_of_a_get(context: QuestionContext) -> AnswerSteps:
    operation = context.requests.paged.operation
    probe = context.requests.probe(operation, Purpose.ODD, body={"per_page": 2})
    response = yield probe
    granted = _granted(context.requests, response)
    if granted is None:
        return by_status(response)
    return Answer("they are read") if granted == 2 else Answer("they are ignored")


@asks("unknown_argument")
def unknown_argument(context: QuestionContext) -> AnswerSteps:
    return by_status((yield context.requests.raw(Purpose.ODD, "tines_contract_unknown=1")), "it is ignored")


@asks("filters_encoding")
def filters_encoding(context: QuestionContext) -> AnswerSteps:
    """Open and closed cases together are all that there are, unless filters are ignored: then each of both is all."""
    requests = context.lists("listCases")
    whole = yield from _count(requests, None, "")
    counts = {}
    for name in _ENCODINGS:
        opened = yield from _count(requests, name, "OPEN")
        closed = yield from _count(requests, name, "CLOSED")
        counts[name] = [opened, closed]
    found = [name for name, each in counts.items() if whole and None not in each and sum(each) == whole]
    if found:
        more = f"; {' and '.join(found[1:])} works, too" if found[1:] else ""
        return Answer(found[0], note=f"set filters_encoding={found[0]!r}, or {_VARIABLE}={found[0]}{more}")
    if whole and [whole, whole] in counts.values():
        return Answer("ignored", note="use match= in place of filters")
    return unclear("no encoding tells open cases from closed ones" if whole else "it takes a case")


def _count(requests: ListRequests, encoding: str | None, status: str) -> Any:
    """How many cases there are of a status, or in all; None where the response is no page."""
    query, body = "per_page=1", None
    if encoding is not None:
        sent, body = _ENCODINGS[encoding](status)
        query = f"{query}{sent}"
    response = yield requests.probe(requests.paged.operation, Purpose.ODD, query=query, body=body)
    page = requests.read(response)
    return None if page is None else page.meta.get("count")


_VARIABLE = "TINES_FILTERS_ENCODING"
_ENCODINGS: Mapping[str, Callable[[str], tuple[str, Any]]] = {
    "brackets": lambda status: (f"&filters%5Bstatus%5D={status}", None),
    "json": lambda status: (f"&filters=%7B%22status%22%3A%22{status}%22%7D", None),
    "body": lambda status: ("", {"filters": {"status": status}}),
}


@asks("case_order")
def case_order(context: QuestionContext) -> AnswerSteps:
    requests = context.lists("listCases")
    orders = requests.paged.operation.query_parameters["order"].schema["enum"]
    plain = _ids(requests, (yield requests.raw(Purpose.ODD, "per_page=50&page=1")))
    fits = []
    for name in orders:
        page = yield requests.page(Purpose.ODD, size=50, number=1, filters={"order": name})
        if _ids(requests, page) == plain:
            fits.append(name)
    if len(plain) < _FEW:
        return unclear("it takes more cases")
    return Answer(f"as with {fits[0]}") if len(fits) == 1 else unclear(f"{len(fits)} orders fit")


def _ids(requests: ListRequests, response: Response) -> list[object]:
    page = requests.read(response)
    return [] if page is None else page.ids
