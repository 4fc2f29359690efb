"""From the options of a run to what is judged, where, and by what was agreed: for the command and for pytest."""

import datetime
import os
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import evolve, frozen

from tines_contract.command.agreement import BASELINE, Agreement, accepting, read_baseline
from tines_contract.command.options import given_options
from tines_contract.command.target_options import FAKES, TargetOptions, chosen_tenant, target_options
from tines_contract.engine.judging.judge import judge
from tines_contract.engine.judging.preflight import await_tenant
from tines_contract.engine.judging.selection import selected
from tines_contract.engine.judging.verdict import Acceptance, Report
from tines_contract.engine.recordings.run_recording import Recorder
from tines_contract.engine.user_input import UsageError, number_of, seconds_of
from tines_contract.probes.marks import MARK
from tines_contract.probes.plan import RunPlan
from tines_contract.report.output import ReportFile
from tines_contract.report.shown_values import ShownValues
from tines_contract.transport.pacing import MAX_TIME
from tines_contract.transport.targets import KeyedTarget, Target

Say = Callable[[str], None]
LARGE_CASE = 2
"""The case that is read of a fake."""

_EMPTY_CASE, _SAMPLE_CASE = 3, 1
_WRITES, _CASES = "TINES_CONTRACT_WRITES", "TINES_CONTRACT_CASES"
_TABLES = "HYPOTHESIS_STORAGE_DIRECTORY"


@frozen
class ChosenRun:
    """A run, as it was chosen. baseline: the file of what was agreed; None where there is none to be read.

    shows_values: whether reports show the values of responses. record: the file of what is exchanged, if there is to be
    one. options: those that were given, as reports show them.
    """

    reached: TargetOptions
    plan: RunPlan
    agreement: Agreement
    given: tuple[Acceptance, ...]
    baseline: Path | None
    max_time: float
    wait: float
    shows_values: bool
    record: str | None
    options: Mapping[str, Any]

    def judged(self, target: Target, say: Say) -> Report:
        """Judge the tenant. Nothing that was agreed is in the report yet."""
        report = judge(target, self.plan, say, max_time=self.max_time)
        return evolve(report, record=evolve(report.record, options=self.options))

    @contextmanager
    def ready(self, target: Target, say: Say) -> Iterator[Target]:
        """The tenant once it is there. What is exchanged with it is written in the end, however that comes.

        Raises UsageError: in the end where it cannot be written, so that a report is shown all the same.
        """
        with ExitStack() as stack:
            file = None if self.record is None else stack.enter_context(closing(ReportFile(self.record, private=True)))
            if self.wait:
                await_tenant(target, self.plan.case_id, self.wait, say)
            if file is None:
                yield target
                return
            recorder = Recorder(target, self.plan, self.max_time, self.agreement.as_json(datetime.date.today()))
            try:
                yield recorder
            finally:
                file.write(recorder.har())

    def shown(self, report: Report, target: KeyedTarget) -> Report:
        """The report, with what it is to show of responses."""
        return evolve(report, shows=ShownValues(target.key_finder())) if self.shows_values else report

    def agreed(self, report: Report) -> Report:
        """The report, by what was agreed."""
        return self.agreement.applied(report, datetime.date.today())


def chosen_run(given: Namespace) -> ChosenRun:
    """The run that options choose. Raises UsageError."""
    tenant = chosen_tenant(given.tenant)
    plan = evolve(
        chosen_plan(tenant, given.case, given.other_case),
        promises=selected(_listed(given.only), _listed(given.exclude)),
        max_requests=None if given.max_requests is None else number_of(given.max_requests, "--max-requests"),
        settle=_seconds(given.settle, "--settle", 0.0),
        seed=0 if given.seed in (None, "0") else number_of(given.seed, "--seed"),
    )
    baseline = _baseline(tenant, given.baseline, must_exist=not getattr(given, "update_baseline", False))
    accepted = tuple(map(_accepted, given.accept))
    reached = target_options(given)
    _ = reached.requests_a_minute  # a tenant that makes no sense is said first
    return ChosenRun(
        reached,
        plan,
        _agreement(baseline, accepted, strict=given.strict_promises),
        accepted,
        baseline,
        _seconds(given.max_time, "the time that a run may take", MAX_TIME),
        _seconds(given.wait_for_tenant, "--wait-for-tenant", 0.0),
        given.show_values,
        getattr(given, "record", None),
        given_options(given),
    )


def chosen_plan(tenant: str | None, case: str | None, other_case: str | None = None) -> RunPlan:
    """The plan for a case, and another to compare it with. Raises UsageError.

    case: None is the large case of the fakes, and TINES_CASE_ID of a live tenant. The fakes are always written to, a
    live tenant only with TINES_CONTRACT_WRITES=1, and in the given case; cases are made there with
    TINES_CONTRACT_CASES=1 besides.
    """
    tenant = chosen_tenant(tenant)
    other = None if other_case is None else number_of(other_case, "the case")
    if tenant in FAKES:
        read = LARGE_CASE if case is None else number_of(case, "the case")
        written = _SAMPLE_CASE if read == _EMPTY_CASE else _EMPTY_CASE
        # Each time the same.
        return RunPlan(read, writing_case=written, makes_cases=True, other_case=other, mark=MARK)
    read = chosen_case(case)
    if other == read:
        raise UsageError(f"the other case must be another than case {read}")
    makes_cases = _allows(_CASES, "make cases")
    if not _allows(_WRITES, "write to the case"):
        return RunPlan(read, other_case=other)
    return RunPlan(read, writing_case=read, makes_cases=makes_cases, other_case=other)


def chosen_case(case: str | None) -> int:
    """The case that is named; None is TINES_CASE_ID. Raises UsageError."""
    # An empty text is no case, as of a variable that is not set: TINES_CASE_ID is not meant.
    named = os.environ.get("TINES_CASE_ID") or None if case is None else case
    if named is None:
        raise UsageError("no case: give --case N, or set TINES_CASE_ID; --help says which is best")
    return number_of(named, "the case")


def _allows(name: str, what: str) -> bool:
    """Whether the environment allows it."""
    allowed = os.environ.get(name, "")
    if allowed not in ("", "0", "1"):
        raise UsageError(f"{name} must be 1 to {what}, or 0 or nothing not to, not {allowed[:40]!r}")
    return allowed == "1"


@contextmanager
def tables_elsewhere() -> Iterator[None]:
    """Keep hypothesis' tables out of the folder that this is run in, unless the environment has a place for them.

    The environment says it, because to import hypothesis takes half a second, and few commands need it.
    """
    if os.environ.get(_TABLES):
        yield
        return
    with TemporaryDirectory(prefix="tines-contract-") as folder:
        os.environ[_TABLES] = folder
        try:
            yield
        finally:
            os.environ.pop(_TABLES, None)


def _seconds(text: str | None, what: str, default: float) -> float:
    return default if text is None else seconds_of(text, what)


def _listed(patterns: list[str]) -> list[str]:
    """Patterns, some of which may have been given together, with commas between."""
    return [one.strip() for pattern in patterns for one in pattern.split(",")]


def _baseline(tenant: str, given: str | None, *, must_exist: bool) -> Path | None:
    """The file of what was agreed. A fake is not the tenant that the file of a folder is about."""
    path = Path(given or BASELINE)
    if given is not None and not path.parent.is_dir():
        raise UsageError(f"--baseline {given!r}: there is no such folder")
    if given is not None and must_exist and not path.exists():
        raise UsageError(f"--baseline {given!r}: there is no such file; `run --update-baseline` makes it")
    return None if given is None and tenant in FAKES else path


def _agreement(path: Path | None, given: tuple[Acceptance, ...], *, strict: bool) -> Agreement:
    agreement = Agreement() if path is None else read_baseline(path)
    named = {one.promise for one in given}
    kept = [one for one in agreement.accepted if one.promise not in named]
    return evolve(agreement, accepted=[*kept, *given], strict=strict)


def _accepted(text: str) -> Acceptance:
    promise, sign, reason = text.partition("=")
    if not sign:
        raise UsageError(f"--accept must be PROMISE-ID=reason, not {text[:60]!r}")
    return accepting(promise.strip(), reason, "--accept")
