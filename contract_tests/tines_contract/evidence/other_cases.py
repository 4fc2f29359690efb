"""Which other cases nobody else writes to: only in these can a change be this run's."""

from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.observation import Observation
from tines_contract.probes.purpose import Purpose
from tines_spec import Operation, Writable, writable


def undisturbed_cases(evidence: Evidence, operation: Operation) -> frozenset[str]:
    """The other cases whose items are the same each time they are read without a write of this run in between."""
    known = writable(operation)
    return frozenset() if known is None else evidence.derived(_undisturbed_cases, known)


def _undisturbed_cases(evidence: Evidence, known: Writable) -> frozenset[str]:
    last: dict[tuple[str, str], object] = {}
    read: set[str] = set()
    restless: set[str] = set()
    for seen in evidence.observations:
        if seen.operation is not None and seen.operation.writes and seen.succeeded:
            last.clear()
        elif _is_list_of_others(seen, known) and seen.page is not None:
            read.add(seen.case)
            items = [[item.get(name) for name in (known.id, *known.given)] for item in seen.page.items]
            found = (seen.page.count, items)
            if last.setdefault((seen.case, seen.request.query), found) != found:
                restless.add(seen.case)
    return frozenset(read - restless)


def _is_list_of_others(seen: Observation, known: Writable) -> bool:
    return seen.purpose is Purpose.OTHER_CASE_LIST and seen.operation == known.operations.list
