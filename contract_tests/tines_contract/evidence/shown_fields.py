"""Which fields of an item the tenant shows."""

from tines_contract.evidence.comparing import Shown, always_read, shown_fields
from tines_contract.evidence.evidence import Evidence
from tines_spec import Operation, Writable


def shown(evidence: Evidence, known: Writable) -> Shown:
    """Which of the fields that may be null or absent the tenant shows when it is read, and where."""
    return evidence.derived(_shown, known)


def shown_by(evidence: Evidence, known: Writable, operation: Operation) -> Shown:
    """Which of those the responses of one operation show."""
    return shown_fields(known, (item for _, body in evidence.decoded_of(operation) for item in body.items))


def _shown(evidence: Evidence, known: Writable) -> Shown:
    reads = [one for one in (known.operations.list, known.operations.get) if one is not None]
    return always_read(known).union(*(shown_by(evidence, known, one) for one in reads))
