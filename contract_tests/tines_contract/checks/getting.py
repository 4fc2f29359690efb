"""A check of what is read alone beside what is listed."""

from collections.abc import Iterator

from tines_contract.checks.cases import case_only, listed_elsewhere
from tines_contract.comparing import contradicts
from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Finding, Findings
from tines_contract.history import View
from tines_contract.observation import Item, Observation
from tines_contract.operations import GET, LIST
from tines_contract.purpose import Purpose


def as_listed(evidence: Evidence) -> Findings:
    leaks = any(case_only(evidence))  # what the list has of other cases, only those have alone
    for view in evidence.views:
        for seen, listed, page in _pairs(view):
            told = _other(seen, listed)
            if told is None or _nowhere(evidence, seen) or (leaks and seen.refused):
                continue
            if listed_elsewhere(evidence, seen.case, [listed]) is None:
                yield Finding("GET-AS-LISTED", told, [page, seen])


def _other(seen: Observation, listed: Item) -> str | None:
    """What is another in the single answer."""
    if seen.refused:
        return f"action {listed['id']} is listed, and is refused with {seen.response.status} when it is read alone"
    names = [] if seen.answer is None else contradicts(listed, seen.answer.items[0])
    return f"{', '.join(names)} of action {listed['id']} is another than in the list" if names else None


def _pairs(view: View) -> Iterator[tuple[Observation, Item, Observation]]:
    """What was read alone, each with the same action in a list that was read at the same time."""
    pages = [seen for seen in view.reads if seen.operation is not None and seen.operation.name == LIST]
    for seen in view.reads:
        if seen.purpose is Purpose.READ:
            for page in pages:
                items = [] if page.answer is None or page.case != seen.case else page.answer.items
                listed = next((item for item in items if str(item["id"]) == seen.arguments["id"]), None)
                if listed is not None:
                    yield seen, listed, page
                    break


def _nowhere(evidence: Evidence, seen: Observation) -> bool:
    """Whether single actions are answered like an address that nothing is at: then the operation is not there."""
    granted = any(one.granted for one in evidence.asked(GET))
    elsewhere = [one.response for one in evidence.seen if one.purpose is Purpose.NOWHERE]
    return not granted and any(
        (one.status, one.body) == (seen.response.status, seen.response.body) for one in elsewhere
    )


CHECKS = (
    Check(
        "GET-AS-LISTED",
        as_listed,
        lambda e: any(seen.answer is not None for view in e.views for seen, _, _ in _pairs(view)),
        quiet=True,
    ),
)
