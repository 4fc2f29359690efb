"""What the suite saw of tenants, sound and broken, kept so that changed checks can be held against it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen
from covering import rows_for_faults
from tenants import WRITING, tenant

from tines_contract import FakeTarget, judging
from tines_contract.evidence import Evidence
from tines_contract.observation import Observation
from tines_contract.phases import ReadPhase, WritePhase
from tines_fake import FAULTS, WRITE_FAULTS, FakeTenant, Fault, Quirks

SOUND = (Quirks(), *rows_for_faults()[:4])
SIZES = (0, 1, 12, 20, 21, 45, 64)

Answers = Mapping[str, tuple[bool, bool]]
"""For each promise, whether its check finds something, and whether it says that it was exercised."""


@frozen(eq=False)
class Recorded:
    """What was seen of one tenant. about: the promise that it breaks, if any. wanted: what the checks say of it."""

    about: str
    evidence: Evidence
    wanted: Answers


def answers(checks: Mapping[str, Any], evidence: Evidence) -> Answers:
    """What the checks say of what was seen. What the evidence has read once it keeps."""
    return {promise: (any(check.judge(evidence)), check.exercised(evidence)) for promise, check in checks.items()}


def recordings(checks: Mapping[str, Any]) -> list[Recorded]:
    """Sessions with every faulty tenant, and with sound ones of several sizes and quirks."""
    found = []
    for about, fake in _tenants():
        for seen in _sessions(fake):
            evidence = Evidence(seen)
            found.append(Recorded(about, evidence, answers(checks, evidence)))
    return found


def _tenants() -> Iterator[tuple[str, FakeTenant]]:
    for quirks in SOUND:
        yield "", tenant(45, quirks)
    for size in SIZES:
        yield "", tenant(size)
    for fault in (*FAULTS, *WRITE_FAULTS):
        for size in _sizes(fault):
            yield fault.promise, tenant(size, None, [fault])


def _sizes(fault: Fault) -> tuple[int, ...]:
    return (12, 45, 64) if fault.operation == "listCaseActions" else (45,)


def _sessions(fake: FakeTenant) -> list[Sequence[Observation]]:
    """What is seen by reading and by writing, each once: what would be asked again is not."""
    seen: list[Sequence[Observation]] = []

    def keep(phase: Any) -> Any:
        def made(first: Sequence[Observation], *rest: Any) -> Any:
            seen.append(first)
            return phase(first, *rest)

        return made

    judging.ReadPhase, judging.WritePhase = keep(ReadPhase), keep(WritePhase)
    try:
        judging.judge(FakeTarget(fake), WRITING, pause=lambda _: None)
    finally:
        judging.ReadPhase, judging.WritePhase = ReadPhase, WritePhase
    return seen
