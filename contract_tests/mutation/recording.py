"""What the suite saw of tenants, sound and broken, kept so that changed checks can be held against it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from contract_tests.suite.colleagues import ACTS, WHILE_READING, WHILE_WRITING, Act, Shared
from contract_tests.suite.covering import rows_for_faults
from contract_tests.suite.doctored import DOCTORED, DoctoredTarget
from contract_tests.suite.tenants import CASE, EMPTY, LONG, READING, WRITING, WRITING_TO_LONG, tenant
from tines_contract import FakeTarget, Plan, Status, Target
from tines_contract.engine import judge as judging
from tines_contract.engine.phases import ReadPhase, WritePhase
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.observation import Observation
from tines_fake import FAULTS, WRITE_FAULTS, Fault, Quirks

SOUND = (Quirks(), *rows_for_faults()[:4])
MOST_PARTS = 100
"""Of the first sessions all parts are held against the checks as well."""

SIZES = (0, 1, 2, 12, 20, 21, 45, 64)

Answers = Mapping[str, tuple[str, bool]]
"""For each promise, what its check finds first, and whether it says that it was exercised."""


@frozen(eq=False)
class Recorded:
    """What was seen of one tenant. about: the promises that it breaks. wanted: what the checks say of it."""

    about: Sequence[str]
    evidence: Evidence
    wanted: Answers


def answers(checks: Mapping[str, Any], evidence: Evidence) -> Answers:
    """What the checks say of what was seen. What the evidence has read once it keeps."""
    return {promise: (_first(check, evidence), bool(check.exercised(evidence))) for promise, check in checks.items()}


def _first(check: Any, evidence: Evidence) -> str:
    """What is told first, and the requests that it takes to show it again."""
    for finding in check.judge(evidence):
        return f"{finding.message} {[evidence.index(seen) for seen in finding.replay]}"
    return ""


@frozen(eq=False)
class Disturbed:
    """A run during which somebody did something. wanted: the status of each promise."""

    act: Act
    case: int
    plan: Plan
    moment: int
    wanted: Sequence[Status]

    def statuses(self) -> Sequence[Status]:
        return _statuses(self.act, self.case, self.plan, self.moment)


def disturbed() -> list[Disturbed]:
    """Runs with whatever others may do, at many moments."""
    moments = [(CASE, READING, moment) for moment in WHILE_READING]
    moments += [(EMPTY, WRITING, moment) for moment in range(WHILE_WRITING.start, WHILE_WRITING.stop, 3)]
    moments += [(CASE, WRITING, moment) for moment in WHILE_WRITING]
    return [Disturbed(act, *one, _statuses(act, *one)) for act in ACTS for one in moments]


def _statuses(act: Act, case: int, plan: Plan, moment: int) -> Sequence[Status]:
    return [outcome.status for outcome in Shared(act, case, moment, "id-down").judged(plan).outcomes]


def recordings(checks: Mapping[str, Any]) -> list[Recorded]:
    """Sessions with every faulty tenant, and with sound ones of several sizes and quirks."""
    found = []
    for about, target, plan in _tenants():
        for seen in _sessions(target, plan):
            for part in [seen] if len(found) > MOST_PARTS else [seen, *_parts(seen)]:
                evidence = Evidence(part)
                found.append(Recorded(about, evidence, answers(checks, evidence)))
    return found


def _parts(seen: Sequence[Observation]) -> Iterator[Sequence[Observation]]:
    """A session without what was asked of one operation for one purpose."""
    for left_out in dict.fromkeys((one.request.method, one.purpose) for one in seen):
        yield [one for one in seen if (one.request.method, one.purpose) != left_out]


def _tenants() -> Iterator[tuple[Sequence[str], Target, Plan]]:
    for quirks in SOUND:
        yield (), FakeTarget(tenant(45, quirks)), WRITING
    for fault in WRITE_FAULTS:
        yield (fault.promise,), FakeTarget(tenant(*LONG, [fault])), WRITING_TO_LONG
    for size in SIZES:
        yield (), FakeTarget(tenant(size)), WRITING
    for fault in FAULTS:
        for size in _sizes(fault):
            yield (fault.promise,), FakeTarget(tenant(size, None, [fault])), WRITING
    for doctored in DOCTORED:
        yield doctored.told, DoctoredTarget(doctored), doctored.plan


def _sizes(fault: Fault) -> tuple[int, ...]:
    return (12, 45, 64) if fault.operation == "listCaseActions" else (45,)


def _sessions(target: Target, plan: Plan) -> list[Sequence[Observation]]:
    """What is seen by reading and by writing, each once: what would be asked again is not."""
    seen: list[Sequence[Observation]] = []

    def keep(phase: Any) -> Any:
        def made(first: Sequence[Observation], *rest: Any) -> Any:
            seen.append(first)
            return phase(first, *rest)

        return made

    judging.ReadPhase, judging.WritePhase = keep(ReadPhase), keep(WritePhase)
    try:
        judging.judge(target, plan, pause=lambda _: None)
    finally:
        judging.ReadPhase, judging.WritePhase = ReadPhase, WritePhase
    return seen
