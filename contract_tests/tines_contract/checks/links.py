"""Checks of the links to the other pages, in meta."""

from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from tines_contract.checks.check import Findings, check
from tines_contract.checks.pages import two_pages
from tines_contract.evidence.evidence import Evidence, found
from tines_contract.evidence.list_evidence import LINKS, Page, Walk
from tines_contract.probes.probe import PAGES, Purpose
from tines_contract.promises.responses import argument_of
from tines_spec import Operation

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_DEFAULT_PORTS = (443, 80)
_WITH_LINKS = (Purpose.WALK, Purpose.SIZE, Purpose.DEFAULT, Purpose.DEFAULT_AGAIN)


def _three_pages(evidence: Evidence, operation: Operation) -> bool:
    return any(len(walk.others) > 2 for walk in evidence.list_of(operation).walks)


def _two_pages_to_the_end(evidence: Evidence, operation: Operation) -> bool:
    return any(walk.ended and len(walk.others) > 1 for walk in evidence.list_of(operation).walks)


@check("NEXT-UNTIL-LAST", exercised=_two_pages_to_the_end, race_prone=True, needs=PAGES)
def next_until_last(evidence: Evidence, operation: Operation) -> Findings:
    """meta.next_page and meta.next_page_number are null on the last page, and only there."""
    for page, walk in evidence.list_of(operation).placed:
        message = _wrong_end(walk, page)
        if message is not None:
            yield found(f"page {page.number}: {message}", page, walk=walk)


def _wrong_end(walk: Walk, page: Page) -> str | None:
    number = page.meta.get("next_page_number")
    if "next_page_number" in page.meta and (number is None) is page.has_next:
        return "one of next_page and next_page_number is null, the other is not"
    if not page.size:
        return None
    if not page.has_next and page.number < -(-len(set(walk.ids)) // page.size):
        return f"next_page is null, and there are more {page.paged.items}"
    if page.has_next and walk.ended and page.number >= -(-walk.most // page.size):
        return "it is the last page, and next_page is not null"
    return None


@check("PREVIOUS-FROM-SECOND", exercised=two_pages, needs=PAGES)
def previous_from_second(evidence: Evidence, operation: Operation) -> Findings:
    """meta.previous_page is null on the first page, and only there."""
    for page, walk in evidence.list_of(operation).placed:
        if (page.link("previous_page") is None) is not (page.number == 1):
            message = "is not null on page 1" if page.number == 1 else f"is null on page {page.number}"
            yield found(f"previous_page {message}", page, walk=walk)


@check("LINKS-NUMBERED", exercised=_three_pages, needs=PAGES)
def links_numbered(evidence: Evidence, operation: Operation) -> Findings:
    """The links of meta carry the number of the page before, of this one and of the next."""
    for page, walk in evidence.list_of(operation).placed:
        for name, number, right in _numbers(page):
            if number != right:
                yield found(f"page {page.number}: {name} leads to page {number}", page, walk=walk)


def _numbers(page: Page) -> Iterator[tuple[str, int, int]]:
    """The numbers that meta names, each with the right one; previous_page of page 1 has a check of its own."""
    for name, right in (
        ("current_page", page.number),
        ("next_page", page.number + 1),
        ("previous_page", page.number - 1),
    ):
        link = page.link(name)
        if link and right:
            number = argument_of(link, page.paged.paging.number)
            yield name, 1 if number is None else number, right
    if page.has_next and page.meta.get("next_page_number") is not None:
        yield "next_page_number", page.meta["next_page_number"], page.number + 1


@check("LINKS-KEEP", exercised=two_pages, needs=PAGES)
def links_keep(evidence: Evidence, operation: Operation) -> Findings:
    """The links of meta are full URLs of the same tenant, the same list and the same page size."""
    for page in evidence.list_of(operation).of(*_WITH_LINKS):
        for name in LINKS:
            link = page.link(name)
            message = None if not link else _lost(page, link)
            if message is not None:
                yield found(f"{name} {message}", page)


def _lost(page: Page, link: str) -> str | None:
    """What a link does not keep of the request it came with."""
    request = page.observation.request
    try:
        parts = urlsplit(link)
        _ = parts.port
    except ValueError:
        return "is no URL"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "is no full URL"
    if not _same_host(parts, urlsplit(request.origin)):
        return f"leads to {parts.netloc.rpartition('@')[2][:80]!r}, which is not the tenant"
    # A gateway may put the tenant below a path of its own, and the tenant need not know.
    paths = (request.path, urlsplit(request.url).path)
    if unquote(parts.path).rstrip("/") not in [unquote(path).rstrip("/") for path in paths]:
        return "leads to another path than that of the list"
    name = page.paged.paging.size
    size = argument_of(link, name)
    is_default = size is None and page.size == page.paged.default_size
    if size not in (page.size, page.requested_size) and not is_default:
        return f"has {name} {size}, and the page was requested with {page.requested_size}"
    return None


def _same_host(link: SplitResult, origin: SplitResult) -> bool:
    """Whether both lead to one host. Scheme and default port are left open, for tenants behind proxies."""
    one, other = ((parts.hostname or "").rstrip(".") for parts in (link, origin))
    if one != other and not {one, other} <= _LOOPBACK:
        return False
    return link.port in (origin.port, None, *_DEFAULT_PORTS) or origin.port is None
