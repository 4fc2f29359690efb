"""From the options of a run to what is judged, where, and by what was agreed: for the command and for pytest."""

import datetime
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import evolve, frozen

from tines_contract.engine.comparing import baseline_file
from tines_contract.engine.comparing.agreement import Agreement
from tines_contract.engine.judging.judge import judge
from tines_contract.engine.judging.preflight import await_tenant
from tines_contract.engine.judging.selection import selected
from tines_contract.engine.judging.verdict import Acceptance, Report
from tines_contract.engine.options.choosing import chosen_plan
from tines_contract.engine.options.choosing_target import FAKES, Connection, chosen_target, chosen_tenant, rate_of
from tines_contract.engine.options.numbers import number_of, seconds_of
from tines_contract.engine.options.usage_error import UsageError
from tines_contract.probes.plan import Plan
from tines_contract.report.shown_values import ShownValues
from tines_contract.transport.origin_target import TIMEOUT
from tines_contract.transport.pacing import MAX_TIME
from tines_contract.transport.targets import KeyedTarget, Target

Say = Callable[[str], None]


@frozen
class ChosenRun:
    """A run, as it was chosen. baseline: the file of what was agreed; None where there is none to be read.

    shows_values: whether reports show the values of responses.
    """

    tenant: str
    plan: Plan
    connection: Connection
    agreement: Agreement
    given: tuple[Acceptance, ...]
    baseline: Path | None
    max_time: float
    wait: float
    shows_values: bool

    @property
    def rate(self) -> int | None:
        return rate_of(self.tenant, self.connection)

    @contextmanager
    def target(self) -> Iterator[KeyedTarget]:
        """The tenant. Raises UsageError."""
        with chosen_target(self.tenant, self.connection) as target:
            yield target

    def judged(self, target: Target, say: Say) -> Report:
        """Judge the tenant. Nothing that was agreed is in the report yet."""
        if self.wait:
            await_tenant(target, self.plan.case_id, self.wait, say)
        return judge(target, self.plan, say, max_time=self.max_time)

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
    )
    baseline = _baseline(tenant, given.baseline, must_exist=not getattr(given, "update_baseline", False))
    accepted = tuple(map(_accepted, given.accept))
    rate_of(tenant, chosen_connection(given))  # a tenant that makes no sense is said first
    return ChosenRun(
        tenant,
        plan,
        chosen_connection(given),
        _agreement(baseline, accepted, strict=given.strict_promises),
        accepted,
        baseline,
        _seconds(given.max_time, "the time that a run may take", MAX_TIME),
        _seconds(given.wait_for_tenant, "--wait-for-tenant", 0.0),
        given.show_values,
    )


def chosen_connection(given: Namespace) -> Connection:
    """How the tenant is to be reached. Raises UsageError."""
    rate = None if given.rate is None else number_of(given.rate, "--rate")
    return Connection(given.ca, given.allow_http, rate, _seconds(given.request_timeout, "--timeout", TIMEOUT))


def _seconds(text: str | None, what: str, default: float) -> float:
    return default if text is None else seconds_of(text, what)


def _listed(patterns: list[str]) -> list[str]:
    """Patterns, some of which may have been given together, with commas between."""
    return [one.strip() for pattern in patterns for one in pattern.split(",")]


def _baseline(tenant: str, given: str | None, *, must_exist: bool) -> Path | None:
    """The file of what was agreed. A fake is not the tenant that the file of a folder is about."""
    path = Path(given or baseline_file.NAME)
    if given is not None and not path.parent.is_dir():
        raise UsageError(f"--baseline {given!r}: there is no such folder")
    if given is not None and must_exist and not path.exists():
        raise UsageError(f"--baseline {given!r}: there is no such file; `run --update-baseline` makes it")
    return None if given is None and tenant in FAKES else path


def _agreement(path: Path | None, given: tuple[Acceptance, ...], *, strict: bool) -> Agreement:
    agreement = Agreement() if path is None else baseline_file.read(path)
    named = {one.promise for one in given}
    kept = [one for one in agreement.accepted if one.promise not in named]
    return evolve(agreement, accepted=[*kept, *given], strict=strict)


def _accepted(text: str) -> Acceptance:
    promise, sign, reason = text.partition("=")
    if not sign:
        raise UsageError(f"--accept must be PROMISE-ID=reason, not {text[:60]!r}")
    return baseline_file.accepting(promise.strip(), reason, "--accept")
