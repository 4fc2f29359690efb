"""A report as text: promise by promise, and for each broken one the evidence and how to see it oneself."""

import os
import sys
from collections.abc import Iterable, Iterator

from tines_contract.engine.judging.verdict import Report, Status
from tines_contract.report.explaining import (
    agreed,
    conclusion,
    explained,
    failed,
    harmed,
    lagged,
    not_exercised,
    why_not_exercised,
    with_status,
)
from tines_contract.report.json_report import Written, written
from tines_contract.report.readable import grouped, some_of
from tines_contract.report.remains import remains

_RED, _GREEN, _YELLOW, _FAINT, _END = "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[2m", "\x1b[0m"
_COLOURS = {
    "accepted:": _GREEN,
    "accused:": _RED,
    "unjudged:": _YELLOW,
    "  broken ": _RED,
    "  suspected harm": _RED,
    "  not agreed": _RED,
    "  not exercised ": _YELLOW,
    "  not judged ": _YELLOW,
    "  skipped ": _FAINT,
}


def as_text(report: Report) -> str:
    """The report, for people."""
    return "\n".join(_lines(written(report), remains(report))) + "\n"


def _lines(report: Written, left: Iterable[str]) -> Iterator[str]:
    outcomes, obstacle = report["outcomes"], report["obstacle"]
    yield f"{report['target']}, case {report['case']}: {report['requests']} requests, seed {report['seed']}"
    yield from (f"  {line}" for line in (*harmed(report), *failed(report), *lagged(report)))
    if obstacle is not None:
        yield f"  {obstacle['message']}"
    yield from (f"  not agreed  {line}" for line in report["disagreements"])
    for outcome in with_status(report, "broken"):
        yield from _broken(outcome)
    yield from _not_exercised(report)
    for outcome in with_status(report, "crashed"):
        yield f"  not judged  {outcome['promise']}: {outcome['note']}: please report this mistake of tines_contract"
    yield from _skipped([] if obstacle is not None else with_status(report, "skipped"))
    yield from (f"  {line}" for line in left)
    counts = ", ".join(f"{len(with_status(report, one.name.lower()))} {one.value}" for one in Status)
    known = sum(outcome["accepted"] is not None for outcome in outcomes)
    yield f"  {counts}, of {len(outcomes)} promises" + (f"; {known} accepted deviations" if known else "")
    yield f"{report['verdict']}: {conclusion(report)} (exit code {report['exit_code']})"


def _broken(outcome: Written) -> Iterator[str]:
    name, accepted = outcome["promise"], outcome["accepted"]
    if accepted is not None:
        yield f"  broken  {name}: {outcome['findings'][0]['message']} ({agreed(accepted)})"
        return
    yield f"  broken  {name}{'' if outcome['accuses'] else ' (assumed: accuses nobody)'}"
    yield from (f"    {line}" for line in explained(outcome))


def _not_exercised(report: Written) -> Iterator[str]:
    """The promises that were not exercised, each by its id, those of one reason together."""
    pairs = []
    for one in not_exercised(report):
        known = "" if one["accepted"] is None else f" ({agreed(one['accepted'])})"
        pairs.append((why_not_exercised(one, report), one["promise"] + known))
    for reason, ids in grouped(pairs).items():
        yield f"  not exercised  {', '.join(ids)}: {reason}"


def _skipped(outcomes: Iterable[Written]) -> Iterator[str]:
    """The promises that were skipped, those of one reason together."""
    for reason, ids in grouped((one["note"], one["promise"]) for one in outcomes).items():
        yield f"  skipped  {some_of(ids, 2)}: {reason}"


def wants_colour(*, forbidden: bool) -> bool:
    """Whether the standard output is a terminal that shows colour, and nobody has forbidden it (NO_COLOR)."""
    plain = forbidden or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and sys.stdout is not None and sys.stdout.isatty()


def coloured(text: str) -> str:
    """A report as text, for terminals: its lines in colour by how they begin."""
    return "".join(_coloured(line) for line in text.splitlines(keepends=True))


def _coloured(line: str) -> str:
    colour = next((colour for start, colour in _COLOURS.items() if line.startswith(start)), None)
    return line if colour is None else f"{colour}{line.rstrip()}{_END}\n"
