"""Checks of how many items a page holds, and which they are.

Each looks only at what the others leave to it, so that one fault is one finding: a page that repeats another is found
by PAGE-OBEYED and passed over here, one that overlaps by PAGES-DISJOINT, and so on.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from tines_contract.checks.check import Findings, check
from tines_contract.evidence.evidence import Evidence, Finding, found
from tines_contract.evidence.list_evidence import ListEvidence, Page, Walk
from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import PAGES, Purpose
from tines_contract.promises.timestamps import LONG_ENOUGH
from tines_spec import Operation


def refusals(listed: ListEvidence, *purposes: Purpose) -> list[Observation]:
    """Refused requests for the list, where others for it succeeded."""
    return [seen for seen in listed.requests if listed.judged and seen.purpose in purposes and seen.refused]


def refused_for(what: str, listed: ListEvidence, seen: Observation) -> Finding:
    """A finding that one refusal shows, together with a page that came."""
    return Finding(f"{what} is refused with {seen.response.status}", [seen], [listed.judged[0].observation])


def _default_size_exercised(evidence: Evidence, operation: Operation) -> bool:
    listed = evidence.list_of(operation)
    return any(page.count > (listed.paged.default_size or 0) for page in listed.of(Purpose.DEFAULT))


@check("DEFAULT-PER-PAGE", exercised=_default_size_exercised)
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


def two_pages(evidence: Evidence, operation: Operation) -> bool:
    return any(len(walk.others) > 1 for walk in evidence.list_of(operation).walks)


def _two_pages_to_the_end(evidence: Evidence, operation: Operation) -> bool:
    return any(len(walk.pages) > 1 for walk in _whole(evidence.list_of(operation)))


def _default_exercised(evidence: Evidence, operation: Operation) -> bool:
    listed = evidence.list_of(operation)
    return any(page.has_next for page in _firsts(listed)) and bool(listed.of(Purpose.DEFAULT))


@check("DEFAULT-PAGE", exercised=_default_exercised, race_prone=True, needs=PAGES)
def default_page(evidence: Evidence, operation: Operation) -> Findings:
    """Without a page number, the first page comes."""
    listed = evidence.list_of(operation)
    number, size = listed.paged.paging.number, listed.paged.paging.size
    for seen in refusals(listed, Purpose.WALK):
        arguments = (seen.request.argument(number), seen.request.argument(size))
        if listed.of(Purpose.DEFAULT) and arguments == ("1", None):
            yield refused_for(f"{number}=1", listed, seen)
    for default in listed.of(Purpose.DEFAULT):
        for first in _firsts(listed):
            # The list once more at the end: where it is another one then too, it is the order that does not hold.
            last = listed.of(Purpose.DEFAULT_AGAIN)
            if default.ids != first.ids and all(page.ids == default.ids for page in last):
                message = f"without {number} other {listed.paged.items} come than with {number}=1"
                yield found(message, default, first, *last)


def _firsts(listed: ListEvidence) -> list[Page]:
    """The pages that were requested as page 1, without a size."""
    return [page for page in listed.of(Purpose.WALK) if page.requested_size is None and page.number == 1]


def _second_page(evidence: Evidence, operation: Operation) -> bool:
    return any(len(walk.pages) > 1 for walk in evidence.list_of(operation).walks)


@check("PAGE-OBEYED", exercised=_second_page, needs=PAGES)
def page_obeyed(evidence: Evidence, operation: Operation) -> Findings:
    """The page that comes is the page that was requested."""
    listed = evidence.list_of(operation)
    number, items = listed.paged.paging.number, listed.paged.items
    for walk in listed.walks:
        for before, page in walk.repeats:
            message = f"{number}={page.number} holds the {items} of page {before.number}"
            yield found(message, before, page, walk=walk)
        last = walk.pages[-1]
        for seen in walk.requested:
            if seen.refused and seen.request.argument(number) == str(last.number + 1) and last.followed:
                message = f"{number}={last.number + 1}, which follows by meta, is refused with {seen.response.status}"
                yield Finding(message, [seen], walk.requested)


@check("PAGES-DISJOINT", exercised=two_pages, race_prone=True, needs=PAGES)
def pages_disjoint(evidence: Evidence, operation: Operation) -> Findings:
    """No item comes twice among the pages of one size."""
    listed = evidence.list_of(operation)
    for page in listed.judged:
        if (twice := _repeated([page])) is not None:
            yield found(f"{listed.paged.item} {twice[0]} comes more than once on one page", page, items=twice[:1])
            return
    for walk in listed.walks:
        if (twice := _repeated(walk.others)) is not None:
            number, holders = twice
            places = " and on page ".join(str(page.number) for page in holders)
            yield found(f"{listed.paged.item} {number} comes on page {places}", *holders, walk=walk, items=[number])


def _repeated(pages: Sequence[Page]) -> tuple[int, list[Page]] | None:
    """An item that comes twice, and the pages that hold it."""
    counted = Counter(number for page in pages for number in page.ids)
    number = next((number for number, times in counted.items() if times > 1), None)
    return None if number is None else (number, [page for page in pages if number in page.ids])


def _whole(listed: ListEvidence) -> list[Walk]:
    """The walks to the end in which every page was another one and no item came twice, and pages that are to be all."""
    if listed.unreadable:
        return []
    single = [page for page in listed.of(Purpose.SIZE) if not page.has_next and page.count <= page.size]
    walks = [*listed.walks, *(Walk([page.observation], [page], [], ended=True) for page in single)]
    return [w for w in walks if w.ended and not w.repeats and _repeated(w.others) is None]


def _elsewhere(listed: ListEvidence, walk: Walk) -> list[Page]:
    """Other pages of the same list that hold items which the walk did not meet."""
    met = set(walk.ids)
    return [page for page in listed.judged if page.whole_of == walk.first.whole_of and not met.issuperset(page.ids)]


@check("PAGES-COMPLETE", exercised=_two_pages_to_the_end, race_prone=True, needs=PAGES)
def pages_complete(evidence: Evidence, operation: Operation) -> Findings:
    """The pages of one size together hold every item of the list."""
    listed = evidence.list_of(operation)
    for walk in _whole(listed):
        others = _elsewhere(listed, walk)
        if others:
            missed = sorted({number for page in others for number in page.ids} - set(walk.ids))
            what = f"{listed.paged.item} {missed[0]}, which another page holds"
            yield found(
                f"the pages of size {walk.first.size} together do not hold {what}", others[0], walk=walk, items=missed
            )
        yield from _skipping(listed, walk)


def _skipping(listed: ListEvidence, whole: Walk) -> Findings:
    """Walks that pass over items which another walk meets in between, in the same order."""
    places = {number: place for place, number in enumerate(whole.ids)}
    for walk in listed.walks:
        met = [places[number] for number in walk.ids if number in places]
        if walk.first.whole_of == whole.first.whole_of and met and met == sorted(set(met)) and len(met) <= met[-1]:
            missed = next(place for place in range(len(places)) if place not in met)
            message = f"the pages of size {walk.first.size} pass over {listed.paged.item} {whole.ids[missed]}"
            context = [*walk.requested, *whole.requested]
            yield Finding(message, [page.observation for page in walk.pages], context, items=[whole.ids[missed]])


# Others may write just before the run reads, and a count may be cached: what is right a second later is lag.
_COUNTS = (*PAGES, Purpose.LIST_ALL)


@check("COUNT-TOTAL", exercised=_two_pages_to_the_end, race_prone=True, needs=_COUNTS, apart=LONG_ENOUGH)
def count_total(evidence: Evidence, operation: Operation) -> Findings:
    """meta.count is the number of items of the whole list."""
    listed = evidence.list_of(operation)
    items = listed.paged.items
    for walk in listed.walks:
        met, counted = len(set(walk.ids)), walk.first.count
        too_many = walk in _whole(listed) and met < counted and not _elsewhere(listed, walk)
        if met > counted or too_many:
            yield found(f"meta.count is {counted}, and {met} {items} came", walk.first, walk=walk)
    for page in listed.of(Purpose.LIST_ALL):
        is_all = page.number == 1 and not page.has_next and page.count <= page.size
        if is_all and len(page.ids) != page.count and _repeated([page]) is None:
            yield found(f"meta.count is {page.count}, and {len(page.ids)} {items} came", page)
    filled = [page for page in listed.judged if page.ids]
    counts: dict[str, dict[int, Page]] = defaultdict(dict)  # the first page of each count
    for page in filled:
        counts[page.whole_of].setdefault(page.count, page)
    for page in filled:
        other = next((one for count, one in counts[page.whole_of].items() if count != page.count), None)
        if other is not None:
            message = f"meta.count is {page.count} in one response and {other.count} in another"
            yield found(message, page, other)
            return


def _filled(evidence: Evidence, operation: Operation) -> bool:
    return any(page.size and page.ids for page in evidence.list_of(operation).judged)


@check("PAGES-AGREE", exercised=_filled, needs=PAGES)
def pages_agree(evidence: Evidence, operation: Operation) -> Findings:
    """meta.pages is meta.count divided by meta.per_page, rounded up."""
    if any(count_total(evidence, operation)):
        return  # without a count to trust there is nothing to divide
    for page in evidence.list_of(operation).judged:
        # The meta of an empty page is left open: it may be one past the end.
        if page.size and page.ids and page.meta["pages"] != -(-page.count // page.size):
            message = f"meta.pages is {page.meta['pages']}, with count {page.count} and per_page {page.size}"
            yield found(message, page)
