"""What the suite saw of tenants, sound and broken, recorded so that changed checks can judge it."""

import functools
import itertools
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from attrs import evolve, frozen

from contract_tests.suite.faults.covering import covering_rows
from contract_tests.suite.faults.matrix import ONE_OF_EACH_WAY
from contract_tests.suite.tenants.altered_tenants import ALTERED, altered_target
from contract_tests.suite.tenants.busy_tenants import ACTS, Act, Shared
from contract_tests.suite.tenants.outages import OF_ONE_REQUEST, Selective
from contract_tests.suite.tenants.tenants import (
    ACTIONS,
    CASE,
    CASES,
    EMPTY,
    LISTS,
    LONG,
    READING,
    WRITING,
    WRITING_TO_LONG,
    filled,
    full_tenant,
    list_judged_with,
    only,
    reading,
    state,
    tenant,
)
from tines_contract import FakeTarget, Plan, Status, Target, judge
from tines_contract.checks import check
from tines_contract.engine.judging import read_phase
from tines_contract.engine.judging.read_phase import ReadPhase
from tines_contract.engine.writing import write_run
from tines_contract.engine.writing.write_phase import WritePasses, WritePhase
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.observation import Observation
from tines_fake import FAULTS, FakeTenant, Fault, Quirks
from tines_spec import operations

SOUND = (Quirks(), *(covering_rows()[number] for number in (0, 4, 8, 13)))
MOST_PARTS = 100
"""Of the first sessions the checks judge all parts as well."""

WHILE_READING, WHILE_WRITING = range(1, 81, 8), range(78, 500, 15)
"""Moments of a run that reads and writes, as the number of a request."""

SIZES = (0, 1, 2, 12, 20, 21, 45, 64)

FOLDER = str(Path(check.__file__).parent)

Findings = Mapping[str, tuple[str, bool]]
"""For each promise, what its check finds first, and whether it was exercised."""


@frozen(eq=False)
class Recorded:
    """What was seen of one tenant. about: the promises that it breaks. wanted: what the checks find."""

    about: Sequence[str]
    evidence: Evidence
    wanted: Findings

    def differs(self, found: Findings) -> bool:
        """Whether anything else was found than what is wanted, of what was looked for."""
        return any(self.wanted[promise] != one for promise, one in found.items())


def findings(checks: Mapping[str, Any], evidence: Evidence) -> Findings:
    """What the checks find in what was seen. What the evidence has decoded once it keeps."""
    return {promise: (_first(check, evidence), bool(check.exercised(evidence))) for promise, check in checks.items()}


Reach = defaultdict[str, set[tuple[str, str]]]
"""For each promise, the module and the outermost name of each function of the checks that judging it calls."""


def _reached(check: Any, evidence: Evidence) -> set[tuple[str, str]]:
    """What of the modules of checks it takes to judge a promise."""
    called: set[Any] = set()

    def note(frame: FrameType, *_: object) -> None:
        called.add(frame.f_code)

    sys.setprofile(note)
    try:
        findings({"": check}, evidence)
    finally:
        sys.setprofile(None)
    ours = [code for code in called if code.co_filename.startswith(FOLDER)]
    return {(Path(code.co_filename).stem, code.co_qualname.partition(".")[0]) for code in ours}


def _first(check: Any, evidence: Evidence) -> str:
    """What is found first, and the requests that it takes to show it again."""
    for finding in check.judge(evidence):
        return f"{finding.message} {[evidence.index(seen) for seen in finding.replay]}"
    return ""


@frozen(eq=False)
class Disturbed:
    """A run during which somebody does something. statuses: of each promise, each time anew. wanted: those at first."""

    statuses: Callable[[], Sequence[Status]]
    wanted: Sequence[Status]


def disturbed() -> Iterator[Disturbed]:
    """Runs with whatever others may do, at many moments."""
    moments = [(CASE, READING, moment) for moment in WHILE_READING]
    moments += [(case, WRITING, moment) for case in (EMPTY, CASE) for moment in WHILE_WRITING]
    for act, one in itertools.product(ACTS, moments):
        statuses = functools.partial(_statuses, act, *one)
        yield Disturbed(statuses, statuses())


def _statuses(act: Act, case: int, plan: Plan, moment: int) -> Sequence[Status]:
    return [outcome.status for outcome in Shared(act, case, moment, "id-down").judged(plan).outcomes]


def recordings(checks: Mapping[str, Any], reach: Reach, modules: Collection[str]) -> list[Recorded]:
    """Sessions with sound tenants of several sizes and quirks, and with each that breaks an operation of these modules.

    What judging the sound ones reaches tells which promises are of a module.
    """
    found: list[Recorded] = []
    concerned = checks
    for about, target, plan in _tenants():
        if about and concerned is checks:
            concerned = {one: checks[one] for one in checks if not {name for name, _ in reach[one]}.isdisjoint(modules)}
        broken = [checks[one].operation for one in about]
        if about and not any(one.operation in broken for one in concerned.values()):
            continue
        for seen in _sessions(target, plan):
            for promise in about or checks:
                reach[promise] |= _reached(checks[promise], Evidence(seen))
            for part in [seen] if len(found) > MOST_PARTS else [seen, *_parts(seen)]:
                evidence = Evidence(part)
                found.append(Recorded(about, evidence, findings(concerned, evidence)))
    return found


def _parts(seen: Sequence[Observation]) -> Iterator[Sequence[Observation]]:
    """A session without the requests of one method for one purpose."""
    for excluded in dict.fromkeys((one.request.method, one.purpose) for one in seen):
        yield [one for one in seen if (one.request.method, one.purpose) != excluded]


def _tenants() -> Iterator[tuple[Sequence[str], Target, Plan]]:
    """The sound ones first. about: the promises that a tenant breaks."""
    for quirks in SOUND:
        yield (), FakeTarget(tenant(45, quirks)), WRITING
    yield (), FakeTarget(full_tenant()), reading([name for name in LISTS if name != ACTIONS])
    for size in SIZES:
        yield (), FakeTarget(tenant(size)), WRITING
    # What has one name alone is known by that it has none.
    nameless = [fault for fault in FAULTS if fault.id == "NEWCOMMENT-REQUIRED-NOT-DONE"]
    for fault in (*ONE_OF_EACH_WAY.values(), *nameless):
        yield from (((fault.promise,), FakeTarget(fake), plan) for fake, plan in _with(fault))
    # More cases of a team than a page holds.
    for several in ([], [fault for fault in FAULTS if fault.id == "CASES-TEAM-MISSED"]):
        many = FakeTenant(state=state(45, ((CASES, 130),)), quirks=Quirks(largest_page=50), faults=several)
        yield tuple(fault.promise for fault in several), FakeTarget(many), reading([CASES])
    for altered in ALTERED:
        yield altered.breaks, altered_target(altered), altered.plan
    yield from (((promise,), Selective(tenant(), fails), plan) for fails, promise, plan in OF_ONE_REQUEST.values())


def _with(fault: Fault) -> Iterator[tuple[FakeTenant, Plan]]:
    """Tenants with a fault, and how each is judged."""
    name = list_judged_with(fault.operation)
    if name != ACTIONS:
        writes = only(fault.operation, plan=evolve(WRITING, lists=(name,)))
        plan = writes if operations()[fault.operation].writes else reading([name])
        yield FakeTenant(state=filled(fault.operation), faults=[fault]), plan
        return
    if operations()[fault.operation].paging is None:
        yield tenant(*LONG, [fault]), WRITING_TO_LONG
    for size in (12, 45, 64) if fault.operation == ACTIONS else (45,):
        yield tenant(size, None, [fault]), WRITING


def _sessions(target: Target, plan: Plan) -> list[Sequence[Observation]]:
    """What is seen by reading each list and by writing, each once: repeats are not recorded."""
    seen: list[Sequence[Observation]] = []

    def keep(phase: Any) -> Any:
        def made(first: WritePasses | Sequence[Observation], *rest: Any) -> Any:
            seen.append(first.evidence.observations if isinstance(first, WritePasses) else first)
            return phase(first, *rest)

        return made

    read_phase.ReadPhase, write_run.WritePhase = keep(ReadPhase), keep(WritePhase)
    try:
        judge(target, plan, pause=lambda _: None)
    finally:
        read_phase.ReadPhase, write_run.WritePhase = ReadPhase, WritePhase
    return seen
