"""The lines that all reports share.

Of a broken promise: what was promised and where, what was found, and how to see it oneself.
"""

import itertools
from collections.abc import Iterable, Iterator

from tines_contract.contract.case_actions import REPLACE
from tines_contract.engine.verdict import Outcome, Report, Status
from tines_contract.evidence.finding import Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.purpose import Purpose
from tines_contract.report.curl import curl_lines
from tines_contract.report.excerpt import excerpt
from tines_spec import source_of

_MOST_BETWEEN = 3
_MOST_SHOWN = 6
_AGAIN = "yes, it was broken when it was sent again too"
_ONCE = "it could not be tried again: what a run destroys is gone"


def explained(outcome: Outcome) -> Iterator[str]:
    """The lines that explain what is broken. They hold no key, and of the case's data only ids and timestamps."""
    promise = outcome.promise
    source = source_of(promise)
    yield f"promised: {promise.rule}"
    yield f"evidence: {promise.grade}, {source.title} ({source.url}, seen in its edition of {source.edition})"
    for finding in outcome.findings[:1]:
        more = len(outcome.findings) - 1
        yield f"found:    {finding.message}" + (f" (and {more} more like it)" if more else "")
        yield f"again:    {_AGAIN if outcome.confirmed else _ONCE}"
        yield "to see it:"
        yield from (f"  {line}" for line in _commands(finding))


def not_exercised(report: Report) -> list[Outcome]:
    """What was not exercised; where nothing was judged at all, only what has a reason of its own."""
    found = report.with_status(Status.NOT_EXERCISED)
    shared = report.failure or (report.obstacle and report.obstacle.message)
    if report.with_status(Status.HELD) or report.with_status(Status.BROKEN):
        return found
    return [one for one in found if not shared or one.note not in ("", shared)]


def why_not_exercised(outcome: Outcome) -> str:
    """Why a promise was neither held nor broken."""
    return outcome.note or f"it needs {outcome.promise.needs}"


def harmed(report: Report) -> Iterator[str]:
    """The lines that say what was lost or changed around writes that were not for it, with the requests."""
    for finding in report.suspected_harm:
        yield f"suspected harm: {finding.message}"
        yield "  it was seen once: the tenant may have done it, or somebody else meanwhile; nobody is accepted with it"
        yield from (f"  {line}" for line in _commands(finding))


def failed(report: Report) -> Iterator[str]:
    """The line that says where the suite itself failed."""
    if report.failure:
        yield f"tines_contract itself failed, with {report.failure}: please report this; below is what was found before"


def _commands(finding: Finding) -> Iterator[str]:
    """What to send, in order, as a shell takes it: all that is no command is a comment."""
    yield from _warning(finding)
    shown = set(finding.shown_by[:_MOST_SHOWN])
    for is_shown, some in itertools.groupby(finding.replay, shown.__contains__):
        group = list(some)
        if is_shown or len(group) <= _MOST_BETWEEN:
            yield from _asked(group)
        else:
            yield from _asked(group[:1])
            yield f"# … {len(group) - 2} requests between the one above and the one below"
            yield from _asked(group[-1:])


def _asked(observations: Iterable[Observation]) -> Iterator[str]:
    for seen in observations:
        yield from curl_lines(seen)
        yield f"#   {excerpt(seen)}"


def _warning(finding: Finding) -> Iterator[str]:
    writes = [seen for seen in finding.replay if seen.operation is not None and seen.operation.writes]
    if any(seen.operation is not None and seen.operation.name == REPLACE for seen in writes):
        yield "# This writes to the tenant, and removes every action of the case that it is not given."
    elif writes:
        yield "# This writes to the tenant."
    for number in dict.fromkeys(number for seen in writes if (number := _ours(seen)) is not None):
        yield f"# Action {number} was made by the run, which removes what it makes: put another of yours in its place."


def _ours(seen: Observation) -> str | None:
    """The action that a write is for; nothing is written to but what the run has made, and what there is none of."""
    number = seen.arguments.get("id", "")
    there = number.isdecimal() and 0 < int(number[:20]) < 2**63
    return number if there and seen.purpose is not Purpose.UNKNOWN_ITEM else None
