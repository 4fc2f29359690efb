"""From the case and the limits that a user names to a plan: the same for the command and for pytest."""

import os

from tines_contract.engine.options.choosing_target import FAKES, chosen_tenant
from tines_contract.engine.options.numbers import number_of
from tines_contract.engine.options.usage_error import UsageError
from tines_contract.probes.marks import MARK
from tines_contract.probes.plan import RunPlan

LARGE_CASE = 2
"""The case that is read of a fake."""

_EMPTY_CASE, _SAMPLE_CASE = 3, 1
_WRITES = "TINES_CONTRACT_WRITES"


def chosen_plan(tenant: str | None, case: str | None, other_case: str | None = None) -> RunPlan:
    """The plan for a case, and another to compare it with. Raises UsageError.

    case: None is TINES_CASE_ID, and the large case of the fakes. The fakes are always written to, a live tenant only
    with TINES_CONTRACT_WRITES=1, and in the given case.
    """
    case, tenant = _named(case), chosen_tenant(tenant)
    other = None if other_case is None else _case(other_case)
    if tenant in FAKES:
        read = LARGE_CASE if case is None else _case(case)
        written = _SAMPLE_CASE if read == _EMPTY_CASE else _EMPTY_CASE
        return RunPlan(read, writing_case=written, other_case=other, mark=MARK)  # each time the same
    if case is None:
        raise UsageError(
            "no case: give --case N, or set TINES_CASE_ID; "
            "to read, one with more than 42 actions is best, and to write, an empty one"
        )
    read = _case(case)
    if other == read:
        raise UsageError(f"the other case must be another than case {read}")
    if not _may_write():
        return RunPlan(read, other_case=other)
    return RunPlan(read, writing_case=read, other_case=other)


def chosen_case(case: str | None) -> int:
    """The case that is named; None is TINES_CASE_ID. Raises UsageError."""
    case = _named(case)
    if case is None:
        raise UsageError("no case: give --case N, or set TINES_CASE_ID")
    return _case(case)


def _may_write() -> bool:
    allowed = os.environ.get(_WRITES, "")
    if allowed not in ("", "0", "1"):
        raise UsageError(f"{_WRITES} must be 1 to write to the case, or 0 or nothing to read, not {allowed[:40]!r}")
    return allowed == "1"


def _named(case: str | None) -> str | None:
    """An empty text is no case, as of a variable that is not set: TINES_CASE_ID is not meant."""
    return os.environ.get("TINES_CASE_ID") or None if case is None else case


def _case(text: str) -> int:
    return number_of(text, "the case")
