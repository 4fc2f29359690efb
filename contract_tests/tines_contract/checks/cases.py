"""Checks that the actions of one case are not those of another."""

from collections.abc import Iterable, Iterator

from tines_contract.checks.done import done
from tines_contract.comparing import GIVEN, changed, contradicts
from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Finding, Findings, found
from tines_contract.history import Change
from tines_contract.listing import Listing
from tines_contract.observation import Item, Observation
from tines_contract.operations import DELETE, GET, REPLACE, UPDATE, Operation, operations
from tines_contract.purpose import Purpose


def case_only(evidence: Evidence) -> Findings:
    for page in evidence.listings:
        if str(page.body["case_id"]) != page.case:
            told = f"case {page.case} was asked for, and case_id is {page.body['case_id']}"
            yield found("LIST-CASE-ONLY", told, page)
    for neighbour in evidence.of(Purpose.NEIGHBOUR):
        shared = _shared(evidence.listings, neighbour)
        if shared is not None:
            page, number = shared
            told = f"action {number} is listed under case {page.case} and under case {neighbour.case}"
            yield found("LIST-CASE-ONLY", told, page, neighbour)


def _shared(asked: list[Listing], neighbour: Listing) -> tuple[Listing, int] | None:
    """An action, the same in every field, that two cases list.

    Where both seem to count their actions from 1, as cases made from one template may, equal numbers say nothing: there
    only two lists that are the same do.
    """
    theirs = {item["id"]: item for item in neighbour.items}
    ours = {number for page in asked for number in page.ids}
    from_one = 1 in ours and 1 in theirs
    if from_one and len(ours & set(theirs)) * 2 >= min(len(theirs), len(ours)):
        asked = [page for page in asked if page.items == neighbour.items and page.count == neighbour.count]
    for page in asked:
        for item in page.items:
            if theirs.get(item["id"]) == item:
                return page, item["id"]
    return None


def _other_case(operation: Operation) -> Check:
    promise = f"{operation.word}-OTHER-CASE"

    def asked(evidence: Evidence) -> list[Observation]:
        return [seen for seen in evidence.asked(operation.name) if seen.purpose is Purpose.OTHER_CASE]

    def judge(evidence: Evidence) -> Findings:
        if not operation.writes and any(case_only(evidence)):
            return  # whose an action is, such a list does not say
        for seen in asked(evidence):
            listed = listed_elsewhere(evidence, seen.case, [] if seen.answer is None else seen.answer.items)
            if seen.granted and (operation.writes or (listed is not None and not _may_have(evidence, seen, listed))):
                told = f"{seen.purpose.value} is answered with {seen.response.status}"
                yield Finding(promise, told, [seen], [] if listed is None else [listed.seen])
        yield from done(evidence, operation, Purpose.OTHER_CASE, promise)

    return Check(promise, judge, lambda evidence: any(seen.turned_away or seen.granted for seen in asked(evidence)))


def _may_have(evidence: Evidence, seen: Observation, elsewhere: Listing) -> bool:
    """Whether the case may have an action of that number too: both count from 1, and not all of its own were seen."""
    if any(page.count == len(page.ids) for page in evidence.pages if page.case == seen.case):
        return False
    return all(
        any(1 in page.ids for page in evidence.pages if page.case == case) for case in (seen.case, elsewhere.case)
    )


def listed_elsewhere(evidence: Evidence, case: str, items: Iterable[Item]) -> Listing | None:
    """The page of another case that holds one of these very actions; mere numbers may be the same in two cases."""
    for page in evidence.pages:
        if page.case != case and any(not contradicts(item, other) for item in items for other in page.items):
            return page
    return None


def replaced_elsewhere(evidence: Evidence) -> Findings:
    for change in _replaced(evidence):
        for told in elsewhere_changed(change, evidence):
            yield Finding("REPLACE-CASE-ONLY", told, change.shown_by, change.view_before.reads)


def elsewhere_changed(change: Change, evidence: Evidence) -> Iterator[str]:
    """What a change has done to other cases, of those in which nobody else is at work."""
    before, after = change.view_before, change.after
    for case in sorted(before.listed.keys() & after.listed.keys() & evidence.calm - {change.case}):
        kept = {item["id"]: item for item in after.listed[case]}
        if any(item["id"] in kept and changed(item, kept[item["id"]], GIVEN) for item in before.listed[case]):
            yield f"an action of case {case} is another, and it was not meant"
        if before.counts[case] != after.counts[case]:
            told = f"case {case} had {before.counts[case]} actions, and has {after.counts[case]}"
            yield f"{told}, and it was not meant"


def _replaced(evidence: Evidence) -> Iterator[Change]:
    return (
        one
        for one in evidence.history
        if one.operation == REPLACE and one.seen.purpose is Purpose.WRITE and one.accepted and one.alone
    )


def _read_elsewhere(change: Change) -> bool:
    """Whether another case with actions was read before and after."""
    before, after = change.view_before.listed, change.after.listed
    return any(before[case] for case in before.keys() & after.keys() - {change.case})


CHECKS = (
    Check("LIST-CASE-ONLY", case_only, lambda e: any(page.ids for page in e.listings)),
    *(_other_case(operations()[name]) for name in (GET, UPDATE, DELETE)),
    Check(
        "REPLACE-CASE-ONLY",
        replaced_elsewhere,
        lambda e: any(_read_elsewhere(change) for change in _replaced(e)),
        quiet=True,
    ),
)
