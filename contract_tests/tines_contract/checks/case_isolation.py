"""Checks that the items of one case are not those of another."""

from collections.abc import Iterable, Iterator

from tines_contract.checks.check import Findings, check
from tines_contract.checks.judged_writes import accepted, effects_of_refused
from tines_contract.evidence.evidence import Evidence, Finding, found
from tines_contract.evidence.harm import undisturbed_cases
from tines_contract.evidence.history import Change, history
from tines_contract.evidence.item_diff import changed, contradicts
from tines_contract.evidence.list_evidence import ListEvidence, Page
from tines_contract.evidence.observation import Item, Observation
from tines_contract.probes.probe import PAGES, Purpose
from tines_spec import Operation, resolve, resource_of


def _has_items(evidence: Evidence, operation: Operation) -> bool:
    return any(page.ids for page in evidence.list_of(operation).judged)


@check("CASE-ONLY", exercised=_has_items, needs=(*PAGES, Purpose.OTHER_CASE_LIST))
def case_only(evidence: Evidence, operation: Operation) -> Findings:
    """All items in the response are of the case that was requested, which the response names."""
    listed = evidence.list_of(operation)
    named = resolve(operation.success_schema or {}).get("properties", {}).keys() & operation.path_parameters.keys()
    for page in listed.judged:
        for name in named:
            requested = page.observation.arguments[name]
            if str(page.body[name]) != requested:
                yield found(f"{name} {requested} was requested, and {page.body[name]} came", page)
    for other in listed.of(Purpose.OTHER_CASE_LIST):
        shared = _shared(listed, other)
        if shared is not None:
            page, number = shared
            places = f"under case {page.parent} and under case {other.parent}"
            yield found(f"{listed.paged.item} {number} is listed {places}", page, other, items=[number])


def _shared(listed: ListEvidence, other: Page) -> tuple[Page, int] | None:
    """An item, the same in every field, that two cases list.

    Where both seem to count their items from 1, as cases made from one template may, equal numbers say nothing: there
    only two lists that are the same do.
    """
    pages = listed.judged
    theirs = dict(zip(other.ids, other.items, strict=True))
    ours = {number for page in pages for number in page.ids}
    from_one = 1 in ours and 1 in theirs
    if from_one and len(ours & set(theirs)) * 2 >= min(len(theirs), len(ours)):
        pages = [page for page in pages if page.items == other.items and page.count == other.count]
    for page in pages:
        for number, item in zip(page.ids, page.items, strict=True):
            if theirs.get(number) == item:
                return page, number
    return None


def leaks(evidence: Evidence, operation: Operation) -> bool:
    """Whether the list of these items has those of other cases: whose an item is, it does not say then."""
    owner = resource_of(operation).list
    return owner is not None and evidence.derived(_leaks, owner)


def _leaks(evidence: Evidence, owner: Operation) -> bool:
    return any(case_only(evidence, owner))


def _wrong_case_sent(evidence: Evidence, operation: Operation) -> bool:
    return any(seen.denied or seen.succeeded for seen in _wrong_case(evidence, operation))


@check("OTHER-CASE", exercised=_wrong_case_sent, needs=(Purpose.WRONG_CASE, Purpose.OTHER_CASE_LIST))
def other_case(evidence: Evidence, operation: Operation) -> Findings:
    """An item is not to be had under a case that it is not of, and nothing is done to it there."""
    if not operation.writes and leaks(evidence, operation):
        return
    for seen in _wrong_case(evidence, operation):
        if operation.method == "DELETE" and _is_as_if_deleted(evidence, operation, seen):
            continue
        items = [] if seen.decoded is None else seen.decoded.items
        listed = listed_elsewhere(evidence, operation, seen.parent, items)
        if seen.succeeded and (operation.writes or (listed is not None and not _may_have(evidence, seen, listed))):
            shown = [] if listed is None else [listed.observation]
            yield Finding(f"{seen.purpose.value} gets {seen.response.status}", [seen], shown)
    yield from effects_of_refused(evidence, operation, Purpose.WRONG_CASE)


def _wrong_case(evidence: Evidence, operation: Operation) -> list[Observation]:
    return [seen for seen in evidence.observations_of(operation) if seen.purpose is Purpose.WRONG_CASE]


def _is_as_if_deleted(evidence: Evidence, operation: Operation, seen: Observation) -> bool:
    """Whether an action stays, and its delete gets what a second one gets. Whether that is refused is left open."""
    again = [one for one in evidence.observations_of(operation) if one.purpose is Purpose.ALREADY_DELETED]
    stays = any(
        change.write is seen and change.target is not None and change.after.item(change.target) is not None
        for change in history(evidence, operation)
    )
    return stays and bool(again) and all(one.response.status == seen.response.status for one in again)


def _may_have(evidence: Evidence, seen: Observation, elsewhere: Page) -> bool:
    """Whether the case may have an item of that number too: both count from 1, and not all of its own were seen."""
    pages = _pages(evidence, elsewhere.paged.operation)
    if any(page.count == len(page.ids) for page in pages if page.parent == seen.parent):
        return False
    both = (seen.parent, elsewhere.parent)
    return all(any(1 in page.ids for page in pages if page.parent == parent) for parent in both)


def _pages(evidence: Evidence, operation: Operation) -> list[Page]:
    owner = resource_of(operation).list
    return [] if owner is None else evidence.list_of(owner).pages


def listed_elsewhere(evidence: Evidence, operation: Operation, parent: str, items: Iterable[Item]) -> Page | None:
    """The page of another case that holds one of these very items; mere numbers may be the same in two cases."""
    for page in _pages(evidence, operation):
        if page.parent != parent and any(_holds(page, operation, item) for item in items):
            return page
    return None


def _holds(page: Page, operation: Operation, item: Item) -> bool:
    name = page.paged.paging.id
    alike = (other for other in page.items if other[name] == item.get(name, other[name]))
    return any(not contradicts(operation, item, other) for other in alike)


def _replaced_beside_others(evidence: Evidence, operation: Operation) -> bool:
    return any(_read_elsewhere(change) for change in _replaced(evidence, operation))


@check("REPLACE-CASE-ONLY", exercised=_replaced_beside_others, race_prone=True)
def replaced_elsewhere(evidence: Evidence, operation: Operation) -> Findings:
    """The items of other cases stay as they are."""
    for change in _replaced(evidence, operation):
        for message in changes_elsewhere(change, evidence):
            yield Finding(message, change.shown_by, change.view_before.reads)


def changes_elsewhere(change: Change, evidence: Evidence) -> Iterator[str]:
    """What a change has done to other cases, of those in which nobody else is at work."""
    before, after = change.view_before, change.after
    known = change.known
    undisturbed = undisturbed_cases(evidence, change.operation)
    for case in sorted(before.listed.keys() & after.listed.keys() & undisturbed - {change.case}):
        kept = {item[known.id]: item for item in after.listed[case]}
        for item in before.listed[case]:
            names = changed(item, kept.get(item[known.id], {}), known.given)
            if names:
                one = f"{known.item} {item[known.id]} of case {case}"
                yield f"{one} is another in {', '.join(names)}, and it was not meant"
                break
        if before.counts[case] != after.counts[case]:
            message = f"case {case} had {before.counts[case]} {known.items}, and has {after.counts[case]}"
            yield f"{message}, and it was not meant"


def _replaced(evidence: Evidence, operation: Operation) -> Iterator[Change]:
    return (one for one in accepted(evidence, operation) if one.write.purpose is Purpose.WRITE)


def _read_elsewhere(change: Change) -> bool:
    """Whether another case with actions was read before and after."""
    before, after = change.view_before.listed, change.after.listed
    return any(before[case] for case in before.keys() & after.keys() - {change.case})
