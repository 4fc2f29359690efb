"""Which fields of an action the tenant shows."""

from tines_contract.contract.case_actions import get_action, list_actions
from tines_contract.evidence.comparing import ALWAYS_READ, Shown, shown_fields
from tines_contract.evidence.evidence import Evidence
from tines_spec import Operation


def shown(evidence: Evidence) -> Shown:
    """Which of the fields that may be null or absent the tenant shows when it is read, and where."""
    return evidence.derived(_shown)


def shown_by(evidence: Evidence, operation: Operation) -> Shown:
    """Which of those the responses of one operation show."""
    return shown_fields(item for _, body in evidence.decoded_of(operation) for item in body.items)


def _shown(evidence: Evidence) -> Shown:
    return ALWAYS_READ | shown_by(evidence, list_actions()) | shown_by(evidence, get_action())
