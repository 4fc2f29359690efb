"""Checks of how many items a page holds, requested and not."""

from tines_contract.checks.check import Findings, check
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.finding import Finding, found
from tines_contract.evidence.list_evidence import ListEvidence
from tines_contract.evidence.observation import Observation
from tines_contract.evidence.page import Page
from tines_contract.probes.purpose import PAGES, Purpose
from tines_spec import Operation


def refusals(listed: ListEvidence, *purposes: Purpose) -> list[Observation]:
    """Refused requests for the list, where others for it succeeded."""
    return [seen for seen in listed.requests if listed.judged and seen.purpose in purposes and seen.refused]


def refused_for(what: str, listed: ListEvidence, seen: Observation) -> Finding:
    """A finding that one refusal shows, together with a page that came."""
    return Finding(f"{what} is refused with {seen.response.status}", [seen], [listed.judged[0].observation])


def _default_exercised(evidence: Evidence, operation: Operation) -> bool:
    listed = evidence.list_of(operation)
    return any(page.count > (listed.paged.default_size or 0) for page in listed.of(Purpose.DEFAULT))


@check("DEFAULT-PER-PAGE", exercised=_default_exercised)
def default_per_page(evidence: Evidence, operation: Operation) -> Findings:
    """Without a page size, as many items come as the spec says, as long as there are so many."""
    listed = evidence.list_of(operation)
    default, size, items = listed.paged.default_size, listed.paged.paging.size, listed.paged.items
    if default is None:
        return
    for seen in refusals(listed, Purpose.DEFAULT):
        yield refused_for(f"the list without {size}", listed, seen)
    for page in listed.of(Purpose.DEFAULT):
        if page.size != default:
            yield found(f"without {size}, meta.per_page is {page.size}, not {default}", page)
        elif len(page.ids) > default or (page.followed and len(page.ids) < default):
            yield found(f"without {size} the first page holds {len(page.ids)} {items}, not {default}", page)


def _size_exercised(evidence: Evidence, operation: Operation) -> bool:
    pages = evidence.list_of(operation).of(Purpose.SIZE, Purpose.WALK)
    return any(page.number == 1 and page.followed for page in pages)


@check("PER-PAGE-OBEYED", exercised=_size_exercised, needs=PAGES)
def per_page_obeyed(evidence: Evidence, operation: Operation) -> Findings:
    """A page that another follows holds what was requested, or as many as meta.per_page has."""
    listed = evidence.list_of(operation)
    yield from _sizes_refused(listed)
    for page in listed.of(Purpose.SIZE, Purpose.WALK):
        message = None if page.requested_size is None else _wrong_size(page, page.requested_size)
        if message is not None:
            yield found(f"{listed.paged.paging.size}={page.requested_size}: {message}", page)


def _sizes_refused(listed: ListEvidence) -> Findings:
    paging, refused = listed.paged.paging, refusals(listed, Purpose.SIZE, Purpose.WALK)
    firsts = [seen for seen in refused if seen.request.argument(paging.number) == "1"]
    if any(seen.request.argument(paging.size) is None for seen in firsts):
        return  # then it is not the size that is refused
    for seen in firsts:
        size = seen.request.argument(paging.size) or "0"
        if int(size) in listed.paged.granted_sizes:
            yield refused_for(f"{paging.size}={size}", listed, seen)


def _wrong_size(page: Page, requested: int) -> str | None:
    items = page.paged.items
    if requested in page.paged.granted_sizes and page.size != requested:
        return f"meta.per_page is {page.size}"
    if len(page.ids) > page.size:
        return f"the page holds {len(page.ids)} {items}, and meta.per_page is {page.size}"
    if page.number == 1 and page.has_next and len(page.ids) < min(page.size, page.count):
        return f"the first of several pages holds {len(page.ids)} {items}, not {page.size}"
    return None
