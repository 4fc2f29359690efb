"""A check of what is read by id, compared with what is listed."""

from collections.abc import Iterator

from tines_contract.checks.case_isolation import leaks, listed_elsewhere
from tines_contract.checks.check import Findings, check
from tines_contract.contract.case_actions import LIST
from tines_contract.evidence.comparing import contradicts
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.finding import Finding
from tines_contract.evidence.history import View
from tines_contract.evidence.observation import Item, Observation
from tines_contract.probes.purpose import Purpose
from tines_spec import Operation


def _read_and_listed(evidence: Evidence, operation: Operation) -> bool:
    return any(seen.decoded is not None for view in evidence.views for seen, _, _ in _pairs(view))


@check("AS-LISTED", exercised=_read_and_listed, race_prone=True)
def as_listed(evidence: Evidence, operation: Operation) -> Findings:
    """An item that is listed is found by its id, and is the same there."""
    leaking = leaks(evidence)  # what the list has of other cases, only those have by id
    for view in evidence.views:
        for seen, listed, page in _pairs(view):
            message = _other(seen, listed)
            if message is None or _nowhere(evidence, operation, seen) or (leaking and seen.refused):
                continue
            if listed_elsewhere(evidence, seen.case, [listed]) is None:
                yield Finding(message, [page, seen])


def _other(seen: Observation, listed: Item) -> str | None:
    """What is another in the single item."""
    if seen.refused:
        return f"action {listed['id']} is listed, and is refused with {seen.response.status} when it is read alone"
    names = [] if seen.decoded is None else contradicts(listed, seen.decoded.items[0])
    return f"{', '.join(names)} of action {listed['id']} is another than in the list" if names else None


def _pairs(view: View) -> Iterator[tuple[Observation, Item, Observation]]:
    """What was read alone, each with the same action in a list that was read at the same time."""
    pages = [seen for seen in view.reads if seen.operation is not None and seen.operation.name == LIST]
    for seen in view.reads:
        if seen.purpose is Purpose.READ:
            for page in pages:
                items = [] if page.decoded is None or page.case != seen.case else page.decoded.items
                listed = next((item for item in items if str(item["id"]) == seen.arguments["id"]), None)
                if listed is not None:
                    yield seen, listed, page
                    break


def _nowhere(evidence: Evidence, operation: Operation, seen: Observation) -> bool:
    """Whether single items get the response of an address that nothing is at: then the operation is not there."""
    succeeded = any(one.succeeded for one in evidence.observations_of(operation))
    elsewhere = [one.response for one in evidence.observations if one.purpose is Purpose.NOWHERE]
    return not succeeded and any(
        (one.status, one.body) == (seen.response.status, seen.response.body) for one in elsewhere
    )
