"""Checks of which actions are on which page.

Each looks only at what the others leave to it, so that one fault is one finding: a page that repeats another is told by
LIST-PAGE-OBEYED and passed over here, one that overlaps by LIST-PAGES-DISJOINT, and so on.
"""

from collections import Counter
from collections.abc import Sequence

from tines_contract.checks.sizes import refusals, refused_for
from tines_contract.evidence import Evidence, Walk
from tines_contract.finding import Check, Finding, Findings, found
from tines_contract.listing import Listing
from tines_contract.purpose import Purpose


def default_page(evidence: Evidence) -> Findings:
    for seen in refusals(evidence, Purpose.WALK):
        if evidence.of(Purpose.DEFAULT) and seen.request.query == "page=1":
            yield refused_for("LIST-DEFAULT-PAGE", "page=1", evidence, seen)
    for default in evidence.of(Purpose.DEFAULT):
        for first in _firsts(evidence):
            # The list once more at the end: where it is another one then too, it is the order that does not hold.
            last = evidence.of(Purpose.AGAIN)
            if default.ids != first.ids and all(page.ids == default.ids for page in last):
                told = "without page other actions come than with page=1"
                yield found("LIST-DEFAULT-PAGE", told, default, first, *last)


def _firsts(evidence: Evidence) -> list[Listing]:
    """The pages that were asked for with page=1 alone."""
    return [page for page in evidence.of(Purpose.WALK) if page.asked_size is None and page.number == 1]


def page_obeyed(evidence: Evidence) -> Findings:
    for walk in evidence.walks:
        for before, page in walk.repeats:
            told = f"page={page.number} holds the actions of page {before.number}"
            yield found("LIST-PAGE-OBEYED", told, before, page, walk=walk)
        last = walk.pages[-1]
        for seen in walk.asked:
            if seen.refused and seen.request.argument("page") == str(last.number + 1) and last.followed:
                told = f"page={last.number + 1}, which follows by meta, is refused with {seen.response.status}"
                yield Finding("LIST-PAGE-OBEYED", told, [seen], walk.asked)


def pages_disjoint(evidence: Evidence) -> Findings:
    for page in evidence.listings:
        if (twice := _repeated([page])) is not None:
            yield found("LIST-PAGES-DISJOINT", f"action {twice[0]} comes more than once on one page", page)
            return
    for walk in evidence.walks:
        if (twice := _repeated(walk.others)) is not None:
            number, holders = twice
            told = f"action {number} comes on page {' and on page '.join(str(page.number) for page in holders)}"
            yield found("LIST-PAGES-DISJOINT", told, *holders, walk=walk)


def _repeated(pages: Sequence[Listing]) -> tuple[int, list[Listing]] | None:
    """An action that comes twice, and the pages that hold it."""
    counted = Counter(number for page in pages for number in page.ids)
    number = next((number for number, times in counted.items() if times > 1), None)
    return None if number is None else (number, [page for page in pages if number in page.ids])


def _whole(evidence: Evidence) -> list[Walk]:
    """The walks to the end in which every page was another one and no action came twice."""
    if evidence.unreadable:
        return []
    return [w for w in evidence.walks if w.ended and not w.repeats and _repeated(w.others) is None]


def _elsewhere(evidence: Evidence, walk: Walk) -> list[Listing]:
    """Other pages of the same case that hold actions which the walk did not meet."""
    met = set(walk.ids)
    return [page for page in evidence.listings if page.case == walk.first.case and not met.issuperset(page.ids)]


def pages_complete(evidence: Evidence) -> Findings:
    for walk in _whole(evidence):
        others = _elsewhere(evidence, walk)
        if others:
            missed = sorted({number for page in others for number in page.ids} - set(walk.ids))
            told = f"the pages of size {walk.first.size} together do not hold action {missed[0]}, which the case has"
            yield found("LIST-PAGES-COMPLETE", told, others[0], walk=walk)
        yield from _skipped(evidence, walk)


def _skipped(evidence: Evidence, whole: Walk) -> Findings:
    """Walks that pass over actions which another walk meets in between, in the same order."""
    places = {number: place for place, number in enumerate(whole.ids)}
    for walk in evidence.walks:
        met = [places[number] for number in walk.ids if number in places]
        if walk.first.case == whole.first.case and met and met == sorted(set(met)) and len(met) <= met[-1]:
            missed = next(place for place in range(len(places)) if place not in met)
            told = f"the pages of size {walk.first.size} pass over action {whole.ids[missed]}"
            context = [*walk.asked, *whole.asked]
            yield Finding("LIST-PAGES-COMPLETE", told, [page.seen for page in walk.pages], context)


def count_total(evidence: Evidence) -> Findings:
    for walk in evidence.walks:
        met, counted = len(set(walk.ids)), walk.first.count
        too_many = walk in _whole(evidence) and met < counted and not _elsewhere(evidence, walk)
        if met > counted or too_many:
            yield found("LIST-COUNT-TOTAL", f"meta.count is {counted}, and {met} actions came", walk.first, walk=walk)
    for page in evidence.of(Purpose.LOOK):
        is_all = page.number == 1 and not page.has_next and page.count <= page.size
        if is_all and len(page.ids) != page.count and _repeated([page]) is None:
            yield found("LIST-COUNT-TOTAL", f"meta.count is {page.count}, and {len(page.ids)} actions came", page)
    filled = [page for page in evidence.listings if page.ids]
    for page in filled:
        other = next((o for o in filled if o.case == page.case and o.count != page.count), None)
        if other is not None:
            told = f"meta.count is {page.count} in one answer and {other.count} in another"
            yield found("LIST-COUNT-TOTAL", told, page, other)
            return


def pages_agree(evidence: Evidence) -> Findings:
    if any(count_total(evidence)):
        return  # without a count to trust there is nothing to divide
    for page in evidence.listings:
        # What an empty page says is left open: it may be one past the end.
        if page.size and page.ids and page.meta["pages"] != -(-page.count // page.size):
            told = f"meta.pages is {page.meta['pages']}, with count {page.count} and per_page {page.size}"
            yield found("LIST-PAGES-AGREE", told, page)


def _two_pages(evidence: Evidence) -> bool:
    return any(len(walk.others) > 1 for walk in evidence.walks)


def _two_pages_to_the_end(evidence: Evidence) -> bool:
    return any(len(walk.pages) > 1 for walk in _whole(evidence))


CHECKS = (
    Check(
        "LIST-DEFAULT-PAGE",
        default_page,
        lambda e: any(page.has_next for page in _firsts(e)) and bool(e.of(Purpose.DEFAULT)),
        quiet=True,
    ),
    Check("LIST-PAGE-OBEYED", page_obeyed, lambda e: any(len(walk.pages) > 1 for walk in e.walks)),
    Check("LIST-PAGES-DISJOINT", pages_disjoint, _two_pages, quiet=True),
    Check("LIST-PAGES-COMPLETE", pages_complete, _two_pages_to_the_end, quiet=True),
    Check("LIST-COUNT-TOTAL", count_total, _two_pages_to_the_end, quiet=True),
    Check("LIST-PAGES-AGREE", pages_agree, lambda e: any(page.size and page.ids for page in e.listings)),
)
