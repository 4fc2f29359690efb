"""A report as text: promise by promise, and for each broken one the evidence and how to see it oneself."""

from collections.abc import Iterator

from tines_contract.engine.judging.verdict import Outcome, Report, Status
from tines_contract.report.conclusion import conclusion
from tines_contract.report.explaining import agreed, explained, failed, harmed, not_exercised
from tines_contract.report.remains import remains
from tines_contract.report.spoiled import why_not_exercised


def as_text(report: Report) -> str:
    """The report, for people. It holds no key, and of responses what `report.shows` makes of them."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.target}, case {report.case_id}: {report.requests} requests"
    yield from (f"  {line}" for line in (*harmed(report), *failed(report)))
    if report.obstacle is not None:
        yield f"  {report.obstacle.message}"
    yield from (f"  not agreed  {line}" for line in report.disagreements)
    for outcome in report.with_status(Status.BROKEN):
        yield from _broken(outcome, report)
    yield from _not_exercised(report)
    for outcome in report.with_status(Status.CRASHED):
        yield f"  not judged  {outcome.promise.id}: {outcome.note}: please report this mistake of tines_contract"
    yield from _skipped(report)
    yield from (f"  {line}" for line in remains(report))
    counts = ", ".join(f"{len(report.with_status(status))} {status.value}" for status in Status)
    known = sum(outcome.accepted is not None for outcome in report.outcomes)
    yield f"  {counts}, of {len(report.outcomes)} promises" + (f"; {known} accepted deviations" if known else "")
    yield f"{report.verdict.value}: {conclusion(report)} (exit code {int(report.exit_code)})"


def _not_exercised(report: Report) -> Iterator[str]:
    """The promises that were not exercised, each by its id, those of one reason together."""
    by_reason: dict[str, list[str]] = {}
    for outcome in not_exercised(report):
        known = "" if outcome.accepted is None else f" ({agreed(outcome.accepted)})"
        by_reason.setdefault(why_not_exercised(outcome, report), []).append(outcome.promise.id + known)
    for reason, ids in by_reason.items():
        yield f"  not exercised  {', '.join(ids)}: {reason}"


def _skipped(report: Report) -> Iterator[str]:
    """The promises that were skipped, those of one reason together."""
    by_reason: dict[str, list[str]] = {}
    for outcome in report.with_status(Status.SKIPPED) if report.obstacle is None else ():
        by_reason.setdefault(outcome.note, []).append(outcome.promise.id)
    for reason, ids in by_reason.items():
        more = "" if len(ids) < 3 else f" and {len(ids) - 2} more"
        yield f"  skipped  {', '.join(ids[:2])}{more}: {reason}"


def _broken(outcome: Outcome, report: Report) -> Iterator[str]:
    promise = outcome.promise
    if outcome.accepted is not None:
        yield f"  broken  {promise.id}: {outcome.findings[0].message} ({agreed(outcome.accepted)})"
        return
    yield f"  broken  {promise.id}{'' if promise.accuses else ' (assumed: accuses nobody)'}"
    yield from (f"    {line}" for line in explained(outcome, report.shows))
