"""What comes out of a part of a run, promise by promise: the checks judge what was seen, and a finding is confirmed.

A check is a pure function of what was seen. So it can judge less of it, to find the smallest case of a finding. Where
it fails by itself, that is a mistake of the suite's: no breach, and no end of the run.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import evolve, field, frozen

from tines_contract.checks import CHECKS
from tines_contract.checks.check import Check
from tines_contract.engine.judging.verdict import Outcome, Status, crash
from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.writer import Writer
from tines_contract.promises.lists import PagedList
from tines_contract.transport.obstacles import Obstacle, ObstructedError
from tines_spec import Promise

NO_CHECK = "no check of tines_contract knows this promise"
Outcomes = Mapping[str, Outcome]


@frozen(eq=False)
class ListResult:
    """What came of reading a list, or of writing to it.

    seen: what was read. writer: what has written last; None where nothing was written. obstacle: why the list could not
    be had, or was not to be written to. cut_short: why not all could be read, or written.
    """

    paged: PagedList
    outcomes: Outcomes = field(factory=dict)
    seen: Sequence[Observation] = ()
    writer: Writer | None = None
    obstacle: Obstacle | None = None
    cut_short: Obstacle | None = None


@frozen(eq=False)
class Results:
    """What came of the phases of a run so far, in order."""

    writings: list[ListResult] = field(factory=list)
    readings: list[ListResult] = field(factory=list)

    @property
    def cut_short(self) -> Obstacle | None:
        """Why not all could be written or read."""
        return next((one.cut_short for one in (*self.writings, *self.readings) if one.cut_short is not None), None)


def outcomes_of(judge: Callable[[Promise, Check], Outcome], promises: Iterable[Promise]) -> dict[str, Outcome]:
    """What comes out for each promise."""
    return {promise.id: _outcome(judge, promise) for promise in promises}


def _outcome(judge: Callable[[Promise, Check], Outcome], promise: Promise) -> Outcome:
    check = CHECKS.get(promise.id)
    if check is None:
        return Outcome(promise, Status.SKIPPED, note=NO_CHECK)
    try:
        return judge(promise, check)
    except ObstructedError:
        raise
    except Exception as error:
        return Outcome(promise, Status.CRASHED, note=f"the check itself failed, with {crash(error)}")


def not_broken(promise: Promise, check: Check, evidence: Evidence) -> Outcome:
    """What comes out where nothing was found."""
    return Outcome(promise, Status.HELD if check.exercised(evidence) else Status.NOT_EXERCISED)


def smallest(check: Check, seen: Sequence[Observation], finding: Finding) -> Finding:
    """The finding with those requests alone that it takes to show.

    seen: what it shows in, in order. Only the requests of the finding are taken away, one by one.
    """
    if not _shows(check, finding, seen):
        return finding  # not by this check: schemathesis has found it
    kept = list(seen)
    for one in reversed(finding.replay):
        fewer = [other for other in kept if other is not one]
        if one is not finding.shown_by[0] and _shows(check, finding, fewer):
            kept = fewer
    context, shown_by = ([one for one in some if one in kept] for some in (finding.context, finding.shown_by))
    return evolve(finding, shown_by=shown_by, context=context)


def _shows(check: Check, finding: Finding, seen: Sequence[Observation]) -> bool:
    """Whether the very same is found in less."""
    found = check.judge(Evidence(seen))
    return any(one.message == finding.message and one.shown_by[0] is finding.shown_by[0] for one in found)
