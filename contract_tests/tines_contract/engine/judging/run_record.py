"""When a run began, how long it took, what it was to do, and what it has met."""

from collections.abc import Sequence
from datetime import UTC, datetime

from attrs import field, frozen

from tines_contract.evidence.survey import Survey


def _now() -> datetime:
    return datetime.now(UTC)


@frozen
class RunRecord:
    """The facts of a run that decide nothing.

    seconds: how long it took. lists: the operationIds of those that it was to read. writing_case: the case that it was
    to write to. other_case: the one that was given to compare with. survey: what it has tried and met.
    """

    started: datetime = field(factory=_now)
    seconds: float = 0.0
    lists: Sequence[str] = ()
    writing_case: int | None = None
    other_case: int | None = None
    survey: Survey = field(factory=Survey)
