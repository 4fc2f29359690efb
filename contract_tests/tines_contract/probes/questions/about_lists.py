"""How lists page, beyond what is documented."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.questions.question import (
    Answer,
    Asking,
    Steps,
    by_status,
    first_page,
    page_of,
    question,
    unclear,
)
from tines_fake import Response

_NO_PAGE = "no page came"
_SIZES = (500, 101, 100, 51, 50)
_PAST = 99_999


@question("largest-page", "How large may a page of actions be, and what comes beyond?", "components.parameters.PerPage")
def largest_page(asking: Asking) -> Steps:
    return (yield from _largest(asking.requests.reads, _SIZES))


@question("largest-page-of-cases", "What does per_page=501 bring of cases?", "components.parameters.CasesPerPage")
def largest_page_of_cases(asking: Asking) -> Steps:
    return (yield from _largest(asking.lists("listCases"), _SIZES))


@question("largest-page-of-tasks", "What does per_page=51 bring of tasks?", "components.parameters.TasksPerPage")
def largest_page_of_tasks(asking: Asking) -> Steps:
    return (yield from _largest(asking.lists("listCaseTasks"), _SIZES[-1:]))


def _largest(requests: ListRequests, sizes: tuple[int, ...]) -> Steps:
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
            return Answer(f"{granted}, clamped beyond")
        return (yield from _beyond(requests, size, refused))
    return unclear(f"{sizes[-1]} is refused too")


def _beyond(requests: ListRequests, size: int, refused: dict[int, Response]) -> Steps:
    above = refused.get(size + 1)
    if above is None:
        above = yield requests.page(Purpose.ODD, size=size + 1, number=1)
    granted = _granted(requests, above)
    if granted is None:
        found = by_status(above, "")
        return Answer(f"{size}, {found.conclusion} beyond") if found.conclusion else found
    return Answer(f"{size}, clamped beyond") if granted == size else unclear(f"{size + 1} is granted too")


def _granted(requests: ListRequests, response: Response) -> int | None:
    page = page_of(response, requests.paged.paging.items)
    size = None if page is None else page[1].get("per_page")
    return size if isinstance(size, int) else None


@question("smallest-page", "Is a page of one action granted?", "components.parameters.PerPage")
def smallest_page(asking: Asking) -> Steps:
    response = yield asking.requests.list(Purpose.ODD, size=1, number=1)
    granted = _granted(asking.requests.reads, response)
    if granted is None:
        return by_status(response, "") if not 200 <= response.status < 300 else unclear(_NO_PAGE)
    return Answer("granted") if granted == 1 else Answer(f"clamped to {granted}")


@question("past-the-end", "What does a page past the end bring?", "components.parameters.Page")
def past_the_end(asking: Asking) -> Steps:
    response = yield asking.requests.list(Purpose.ODD, size=50, number=_PAST)
    page = page_of(response)
    if page is None:
        return by_status(response, "") if not 200 <= response.status < 300 else unclear(_NO_PAGE)
    return Answer("a page with actions" if page[0] else "an empty page")


@question(
    "pages-of-nothing",
    "What is meta.pages of a list without items?",
    "components.schemas.PageMeta.properties.pages",
    of_nothing=True,
)
def pages_of_nothing(asking: Asking) -> Steps:
    other = [] if asking.writer is None else [asking.writer.requests]
    for requests in (asking.requests, *other):
        page = page_of((yield requests.list(Purpose.LIST_ALL, size=50, number=1)))
        if page is not None and not page[0] and page[1].get("count") == 0:
            return Answer(str(page[1].get("pages")))
    return unclear("no case without actions was read: name one with --case")


@question(
    "next-page-number", "Does meta have next_page_number?", "components.schemas.PageMeta.properties.next_page_number"
)
def next_page_number(asking: Asking) -> Steps:
    page = yield from first_page(asking)
    return unclear(_NO_PAGE) if page is None else Answer("yes" if "next_page_number" in page[1] else "no")


@question("no-link", "What stands for a link to no page?", "components.schemas.PageMeta.properties.previous_page")
def no_link(asking: Asking) -> Steps:
    page = yield from first_page(asking)
    if page is None:
        return unclear(_NO_PAGE)
    link: Any = page[1].get("previous_page", "nothing")
    known = {None: "null", "null": "the text null", "nothing": "it does not come"}
    found = known.get(link) if link is None or isinstance(link, str) else None
    return Answer(found) if found else unclear("page 1 has a link to the page before")


@question(
    "link-order",
    "In which order do links have their parameters?",
    "components.schemas.PageMeta.properties.current_page",
)
def link_order(asking: Asking) -> Steps:
    page = yield from first_page(asking)
    link = "" if page is None else str(page[1].get("current_page"))
    names = [name for name, _ in parse_qsl(urlsplit(link).query) if name in ("page", "per_page")]
    return Answer(", ".join(names)) if len(names) == 2 else unclear("current_page does not have both")


@question("body-of-a-get", "Are parameters in the body of a GET read?", "paths./api/v2/cases/{case_id}/actions.get")
def body_of_a_get(asking: Asking) -> Steps:
    operation = asking.requests.reads.paged.operation
    probe = asking.requests.reads.builder.probe(operation, Purpose.ODD, body={"per_page": 2})
    response = yield probe
    granted = _granted(asking.requests.reads, response)
    if granted is None:
        return by_status(response, "") if not 200 <= response.status < 300 else unclear(_NO_PAGE)
    return Answer("they are read") if granted == 2 else Answer("they are ignored")


@question("unknown-argument", "What does an unknown parameter bring?", "paths./api/v2/cases/{case_id}/actions.get")
def unknown_argument(asking: Asking) -> Steps:
    return by_status((yield asking.requests.reads.raw(Purpose.ODD, "tines_contract_unknown=1")), "it is ignored")


@question("case-filters", "How are filters of cases encoded?", "paths./api/v2/cases.get")
def case_filters(asking: Asking) -> Steps:
    requests = asking.lists("listCases")
    forms = {"brackets": "filters%5Bstatus%5D={}", "JSON": "filters=%7B%22status%22%3A%22{}%22%7D"}
    whole = yield from _count(requests, "per_page=1")
    works: list[str] = []
    for name, form in forms.items():
        opened = yield from _count(requests, f"per_page=1&{form.format('OPEN')}")
        closed = yield from _count(requests, f"per_page=1&{form.format('CLOSED')}")
        if None not in (whole, opened, closed) and opened + closed == whole and opened and closed:
            works.append(name)
    if len(works) == 1:
        return Answer(f"as {works[0]}")
    return unclear("no form, or more than one, tells open cases from closed ones; it takes both kinds")


def _count(requests: ListRequests, query: str) -> Any:
    page = page_of((yield requests.raw(Purpose.ODD, query)), requests.paged.paging.items)
    return None if page is None else page[1].get("count")
