"""Checks of how many actions a page holds, asked for and not."""

from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Finding, Findings, found
from tines_contract.listing import Listing
from tines_contract.observation import Observation
from tines_contract.operations import LIST, operations
from tines_contract.purpose import Purpose

INSISTED = range(20, 51)
"""The page sizes that a server has to grant: its default, and the smallest maximum that any list of the API has."""


def refusals(evidence: Evidence, *purposes: Purpose) -> list[Observation]:
    """Refused requests for the list, where others for it were granted."""
    return [seen for seen in evidence.asked(LIST) if evidence.listings and seen.purpose in purposes and seen.refused]


def refused_for(promise: str, told: str, evidence: Evidence, seen: Observation) -> Finding:
    """A finding that one refusal shows, beside a list that was granted."""
    return Finding(promise, f"{told} is refused with {seen.response.status}", [seen], [evidence.listings[0].seen])


def default_per_page(evidence: Evidence) -> Findings:
    default = operations()[LIST].default("per_page")
    for seen in refusals(evidence, Purpose.DEFAULT):
        yield refused_for("LIST-DEFAULT-PER-PAGE", "the list without per_page", evidence, seen)
    for page in evidence.of(Purpose.DEFAULT):
        if page.size != default:
            yield found("LIST-DEFAULT-PER-PAGE", f"without per_page, meta.per_page is {page.size}, not {default}", page)
        elif len(page.ids) > default or (page.followed and len(page.ids) < default):
            told = f"without per_page the first page holds {len(page.ids)} actions, not {default}"
            yield found("LIST-DEFAULT-PER-PAGE", told, page)


def per_page_obeyed(evidence: Evidence) -> Findings:
    yield from _sizes_refused(evidence)
    for page in evidence.of(Purpose.SIZE, Purpose.WALK):
        told = None if page.asked_size is None else _wrong_size(page, page.asked_size)
        if told is not None:
            yield found("LIST-PER-PAGE-OBEYED", f"per_page={page.asked_size}: {told}", page)


def _sizes_refused(evidence: Evidence) -> Findings:
    found = refusals(evidence, Purpose.SIZE, Purpose.WALK)
    if any(seen.request.query == "page=1" for seen in found):
        return  # then it is not the size that is refused
    for seen in found:
        size = seen.request.argument("per_page") or "0"
        if seen.request.argument("page") == "1" and int(size) in INSISTED:
            yield refused_for("LIST-PER-PAGE-OBEYED", f"per_page={size}", evidence, seen)


def _wrong_size(page: Listing, asked: int) -> str | None:
    if asked in INSISTED and page.size != asked:
        return f"meta.per_page is {page.size}"
    if len(page.ids) > page.size:
        return f"the page holds {len(page.ids)} actions, and meta.per_page is {page.size}"
    if page.number == 1 and page.has_next and len(page.ids) < min(page.size, page.count):
        return f"the first of several pages holds {len(page.ids)} actions, not {page.size}"
    return None


CHECKS = (
    Check(
        "LIST-DEFAULT-PER-PAGE",
        default_per_page,
        lambda e: any(page.count > operations()[LIST].default("per_page") for page in e.of(Purpose.DEFAULT)),
    ),
    Check(
        "LIST-PER-PAGE-OBEYED",
        per_page_obeyed,
        lambda e: any(page.number == 1 and page.followed for page in e.of(Purpose.SIZE, Purpose.WALK)),
    ),
)
