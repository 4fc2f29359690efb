"""Which other cases nobody else writes to: only in these can a change be this run's."""

from tines_contract.evidence.comparing import GIVEN
from tines_contract.evidence.evidence import Evidence
from tines_contract.probes.purpose import Purpose


def undisturbed_cases(evidence: Evidence) -> frozenset[str]:
    """The other cases that are the same each time they are read without a write of this run in between."""
    return evidence.derived(_undisturbed_cases)


def _undisturbed_cases(evidence: Evidence) -> frozenset[str]:
    last: dict[tuple[str, str], object] = {}
    read: set[str] = set()
    restless: set[str] = set()
    for seen in evidence.observations:
        if seen.operation is not None and seen.operation.writes and seen.succeeded:
            last.clear()
        elif seen.purpose is Purpose.OTHER_CASE_LIST and seen.decoded is not None:
            read.add(seen.case)
            items = [[item.get(name) for name in ("id", *GIVEN)] for item in seen.decoded.items]
            found = (seen.decoded.body["meta"]["count"], items)
            if last.setdefault((seen.case, seen.request.query), found) != found:
                restless.add(seen.case)
    return frozenset(read - restless)
