"""Checks of what meta says about the other pages."""

from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from tines_contract.evidence import Evidence, Walk
from tines_contract.finding import Check, Findings, found
from tines_contract.listing import LINKS, Listing, argument_of
from tines_contract.operations import LIST, operations
from tines_contract.purpose import Purpose

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_DEFAULT_PORTS = (443, 80)


def next_until_last(evidence: Evidence) -> Findings:
    for walk in evidence.walks:
        for page in walk.others:
            told = _wrong_end(walk, page)
            if told is not None:
                yield found("LIST-NEXT-UNTIL-LAST", f"page {page.number}: {told}", page, walk=walk)


def _wrong_end(walk: Walk, page: Listing) -> str | None:
    number = page.meta.get("next_page_number")
    if "next_page_number" in page.meta and (number is None) is page.has_next:
        return "one of next_page and next_page_number is null, the other is not"
    if not page.size:
        return None
    if not page.has_next and page.number < -(-len(set(walk.ids)) // page.size):
        return "next_page is null, and there are more actions"
    if page.has_next and walk.ended and page.number >= -(-walk.most // page.size):
        return "it is the last page, and next_page is not null"
    return None


def previous_from_second(evidence: Evidence) -> Findings:
    for walk in evidence.walks:
        for page in walk.others:
            if (page.link("previous_page") is None) is not (page.number == 1):
                told = "is not null on page 1" if page.number == 1 else f"is null on page {page.number}"
                yield found("LIST-PREVIOUS-FROM-SECOND", f"previous_page {told}", page, walk=walk)


def links_numbered(evidence: Evidence) -> Findings:
    for walk in evidence.walks:
        for page in walk.others:
            for name, number, right in _numbers(page):
                if number != right:
                    told = f"page {page.number}: {name} leads to page {number}"
                    yield found("LIST-LINKS-NUMBERED", told, page, walk=walk)


def _numbers(page: Listing) -> Iterator[tuple[str, int, int]]:
    """The numbers that meta names, each with the right one; previous_page of page 1 is told by another check."""
    for name, right in (
        ("current_page", page.number),
        ("next_page", page.number + 1),
        ("previous_page", page.number - 1),
    ):
        link = page.link(name)
        if link and right:
            yield name, argument_of(link, "page") or 1, right
    if page.has_next and page.meta.get("next_page_number") is not None:
        yield "next_page_number", page.meta["next_page_number"], page.number + 1


def links_keep(evidence: Evidence) -> Findings:
    for page in evidence.of(Purpose.WALK):
        for name in LINKS:
            link = page.link(name)
            told = None if not link else _lost(page, link)
            if told is not None:
                yield found("LIST-LINKS-KEEP", f"{name} {told}", page)


def _lost(page: Listing, link: str) -> str | None:
    """What a link does not keep of the request it came with."""
    request = page.seen.request
    try:
        parts = urlsplit(link)
        _ = parts.port
    except ValueError:
        return "is no URL"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "is no full URL"
    if not _same_host(parts, urlsplit(request.origin)):
        return f"leads to {parts.netloc.rpartition('@')[2][:80]!r}, which is not the tenant"
    if unquote(parts.path).rstrip("/") != unquote(request.path).rstrip("/"):
        return "leads to another path than that of the case"
    size = argument_of(link, "per_page")
    is_default = size is None and page.size == operations()[LIST].default("per_page")
    if size not in (page.size, page.asked_size) and not is_default:
        return f"has per_page {size}, and the page was asked for with {page.asked_size}"
    return None


def _same_host(link: SplitResult, origin: SplitResult) -> bool:
    """Whether both lead to one host. Scheme and default port are left open, for tenants behind proxies."""
    one, other = ((parts.hostname or "").rstrip(".") for parts in (link, origin))
    if one != other and not {one, other} <= _LOOPBACK:
        return False
    return link.port in (origin.port, None, *_DEFAULT_PORTS) or origin.port is None


CHECKS = (
    Check(
        "LIST-NEXT-UNTIL-LAST",
        next_until_last,
        lambda e: any(walk.ended and len(walk.others) > 1 for walk in e.walks),
        quiet=True,
    ),
    Check("LIST-PREVIOUS-FROM-SECOND", previous_from_second, lambda e: any(len(w.others) > 1 for w in e.walks)),
    Check("LIST-LINKS-NUMBERED", links_numbered, lambda e: any(len(walk.others) > 2 for walk in e.walks)),
    Check("LIST-LINKS-KEEP", links_keep, lambda e: any(len(walk.others) > 1 for walk in e.walks)),
)
