"""Promise by promise what came out, and the verdict on the whole."""

import datetime
import functools
import traceback
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from attrs import field, frozen

from tines_contract.evidence.evidence import Finding
from tines_contract.evidence.excerpt import Excerpt, excerpt
from tines_contract.evidence.survey import Survey
from tines_contract.probes.marks import MARK, Leftover
from tines_contract.transport.listings import OtherRun
from tines_contract.transport.obstacles import ExitCode, Obstacle
from tines_spec import Promise

NOT_SELECTED = "it was not selected (--only, --exclude)"
NOT_WRITTEN = "nothing is written to this tenant: it takes TINES_CONTRACT_WRITES=1"
"""Why a promise of writes is skipped by a run that reads only."""

NO_CASES = "no case is made, since it may start automations: it takes TINES_CONTRACT_CASES=1, too"
"""Why a promise of writes to cases themselves is skipped."""


class Status(Enum):
    """What came out for one promise."""

    HELD = "held"
    BROKEN = "broken"
    NOT_EXERCISED = "not exercised"
    CRASHED = "not judged"
    SKIPPED = "skipped"


class Verdict(Enum):
    """What came out for the tenant."""

    ACCEPTED = "accepted"
    ACCUSED = "accused"
    UNJUDGED = "unjudged"


@frozen
class Acceptance:
    """A deviation that is known and accepted. since: when that was agreed. expires: the last day on which it holds."""

    promise: str
    reason: str
    since: datetime.date | None = None
    expires: datetime.date | None = None

    def has_expired(self, today: datetime.date) -> bool:
        return self.expires is not None and self.expires < today


@frozen
class Outcome:
    """One promise, and what came out."""

    promise: Promise
    """The promise."""
    status: Status
    """What came out for it."""
    _found: Sequence[Finding] = field(default=(), repr=False, alias="found")
    note: str = ""
    """Why it was skipped, or not exercised although it had what it needs."""
    confirmed: bool = False
    """Whether what is broken was broken when it was sent again; False if that could not be tried."""
    disturbed: bool = False
    """Whether it was not exercised because others wrote meanwhile, so that reading again may help."""
    seen_once: bool = False
    """Whether it was broken, but not again."""
    accepted: Acceptance | None = None
    """Set if it was broken, and that was known."""
    is_dependent: bool = False
    """Whether it was skipped because another promise has an accepted deviation."""
    _smallest: Callable[[Finding], Finding] = field(default=lambda one: one, repr=False, eq=False, alias="smallest")

    @functools.cached_property
    def findings(self) -> list[Finding]:
        """Where it is broken, each place. The first is the one that was sent again, as its smallest case."""
        # That case takes long to find, and only whoever reports it needs it.
        return [*map(self._smallest, self._found[:1]), *self._found[1:]]

    @property
    def accuses(self) -> bool:
        """Whether what came out counts for the verdict."""
        return self.promise.accuses and self.accepted is None


@frozen
class RunRecord:
    """The facts of a run that decide nothing.

    seconds: how long it took. lists: the operationIds of those that it was to read. writing_case: the case that it was
    to write to. other_case: the one that was given to compare with. survey: what it has tried and met. lag: how many
    seconds after a write it was read at the latest, where what came at first was older. seed: of what it made up.
    options: those that were given, without what is secret in them.
    """

    started: datetime.datetime = field(factory=lambda: datetime.datetime.now(datetime.UTC))
    seconds: float = 0.0
    lists: Sequence[str] = ()
    writing_case: int | None = None
    other_case: int | None = None
    survey: Survey = field(factory=Survey)
    lag: float = 0.0
    seed: int = 0
    options: Mapping[str, Any] = field(factory=dict)


@frozen
class Report:
    """What came out for a plan."""

    target: str
    """What the target is called."""
    case_id: int
    """The case that was read."""
    outcomes: Sequence[Outcome]
    """What came out for each promise."""
    requests: int
    """How many were sent."""
    obstacle: Obstacle | None = None
    """Why the tenant could not be judged."""
    leftovers: Sequence[Leftover] = ()
    """What this run has made and could not remove, or is not known to be gone."""
    cleanup_error: str = ""
    """Why it is not known what is left."""
    suspected_harm: Sequence[Finding] = ()
    """What was lost or changed around writes that were not for it, by the tenant or by somebody else."""
    failure: str = ""
    """Where the suite itself failed, if it did."""
    mark: str = MARK
    """What the labels of all that is made begin with."""
    other_runs: Sequence[OtherRun] = ()
    """Those whose actions were met."""
    record: RunRecord = field(factory=RunRecord, repr=False)
    """When, how long, what for."""
    disagreements: Sequence[str] = ()
    """Where the tenant is not as it was agreed, though no promise is broken for it."""
    shows: Excerpt = field(default=excerpt, repr=False, eq=False)
    """What is shown of a response behind a finding."""

    @property
    def verdict(self) -> Verdict:
        """Accused if a promise is broken that accuses; unjudged if one was not exercised; else accepted."""
        judged = [outcome for outcome in self.outcomes if outcome.accuses]
        if any(outcome.status is Status.BROKEN for outcome in judged):
            return Verdict.ACCUSED
        undecided = (Status.NOT_EXERCISED, Status.CRASHED)
        if self.obstacle is not None or self.failure or self.suspected_harm:
            return Verdict.UNJUDGED
        if any(outcome.status in undecided for outcome in judged):
            return Verdict.UNJUDGED
        if judged and not any(outcome.status is Status.HELD for outcome in judged):
            return Verdict.UNJUDGED  # all were skipped
        return Verdict.ACCEPTED

    @property
    def exit_code(self) -> ExitCode:
        """0 accepted, 1 accused; else why it is unjudged: 3 to 6 an obstacle, 7 want of evidence, 8 our own fault.

        1 also where a tenant that is accepted is not as it was agreed.
        """
        if self.verdict is Verdict.ACCEPTED:
            return ExitCode.ACCUSED if self.disagreements else ExitCode.ACCEPTED
        if self.verdict is Verdict.ACCUSED:
            return ExitCode.ACCUSED
        if self.failure or any(outcome.accuses for outcome in self.with_status(Status.CRASHED)):
            return ExitCode.SUITE_FAILED
        return ExitCode.UNJUDGED if self.obstacle is None else self.obstacle.code

    def with_status(self, status: Status) -> list[Outcome]:
        """The outcomes of this status."""
        return [outcome for outcome in self.outcomes if outcome.status is status]

    @property
    def broken(self) -> list[str]:
        """The ids of the broken promises."""
        return [outcome.promise.id for outcome in self.with_status(Status.BROKEN)]


class InterruptedRunError(KeyboardInterrupt):
    """The run was interrupted. report: nothing is judged in it, and what may be left is named."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.obstacle.message if report.obstacle is not None else "")
        self.report = report


def crash(error: Exception) -> str:
    """What failed and where. Without its message, which may hold data of the case."""
    places = traceback.extract_tb(error.__traceback__)
    where = f" in {Path(places[-1].filename).name}, line {places[-1].lineno}" if places else ""
    return f"{type(error).__name__}{where}"
