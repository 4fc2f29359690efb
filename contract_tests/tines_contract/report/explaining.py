"""The lines that all reports share.

Of a broken promise: what was promised and where, what was found, and how to see it oneself.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from tines_contract.engine.judging.verdict import Acceptance, Outcome, Report, Status
from tines_contract.evidence.evidence import Finding
from tines_contract.evidence.excerpt import Excerpt
from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import Purpose
from tines_contract.report.curl import curl_lines
from tines_spec import kind_of, source_of

_MOST_BETWEEN = 3
_MOST_SHOWN = 6
AGAIN = "yes, it was broken when it was sent again too"
SEEN_ONCE = "it was seen once: the tenant may have done it, or somebody else meanwhile; nobody is accepted with it"
ONCE = "it could not be tried again: what a run destroys is gone"


def explained(outcome: Outcome, shows: Excerpt) -> Iterator[str]:
    """The lines that explain what is broken. They hold no key, and of responses what shows makes of them."""
    promise = outcome.promise
    source = source_of(promise)
    yield f"promised: {promise.rule}"
    yield f"evidence: {promise.grade}, {source.title} ({source.url}, seen in its edition of {source.edition})"
    for finding in outcome.findings[:1]:
        more = len(outcome.findings) - 1
        yield f"found:    {finding.message}" + (f" (and {more} more like it)" if more else "")
        yield f"again:    {AGAIN if outcome.confirmed else ONCE}"
        yield "to see it:"
        yield from (f"  {line}" for line in _commands(finding, shows))


def not_exercised(report: Report) -> list[Outcome]:
    """What was not exercised; where nothing was judged at all, only what has a reason of its own."""
    found = report.with_status(Status.NOT_EXERCISED)
    shared = report.failure or (report.obstacle and report.obstacle.message)
    if report.with_status(Status.HELD) or report.with_status(Status.BROKEN):
        return found
    return [one for one in found if not shared or one.note not in ("", shared)]


def agreed(one: Acceptance) -> str:
    """How a deviation was accepted."""
    since = f" since {one.since}" if one.since else ""
    until = f" until {one.expires}" if one.expires else ""
    return f"accepted{since}{until}: {one.reason}"


def harmed(report: Report) -> Iterator[str]:
    """The lines that say what was lost or changed around writes that were not for it, with the requests."""
    for finding in report.suspected_harm:
        yield f"suspected harm: {finding.message}"
        yield f"  {SEEN_ONCE}"
        yield from (f"  {line}" for line in _commands(finding, report.shows))


def failed(report: Report) -> Iterator[str]:
    """The line that says where the suite itself failed."""
    if report.failure:
        yield f"tines_contract itself failed, with {report.failure}: please report this; below is what was found before"


def _commands(finding: Finding, shows: Excerpt) -> Iterator[str]:
    """What to send, in order, as a shell takes it: all that is no command is a comment."""
    yield from (f"# {line}" for line in warnings(finding))
    for part in parts(finding):
        if part.matters:
            yield from _asked(part.seen, shows)
        else:
            yield f"# … {len(part.seen)} requests between the one above and the one below"


@frozen
class Part:
    """Some of the requests of a finding, in order. matters: whether they show it, or are few, or stand at an end."""

    seen: Sequence[Observation]
    matters: bool


def parts(finding: Finding) -> Iterator[Part]:
    """The requests of a finding, in order: those that show it, and what comes between them."""
    shown = set(finding.shown_by[:_MOST_SHOWN])
    for is_shown, some in itertools.groupby(finding.replay, shown.__contains__):
        group = list(some)
        if is_shown or len(group) <= _MOST_BETWEEN:
            yield Part(group, matters=True)
        else:
            yield Part(group[:1], matters=True)
            yield Part(group[1:-1], matters=False)
            yield Part(group[-1:], matters=True)


def _asked(observations: Iterable[Observation], shows: Excerpt) -> Iterator[str]:
    for seen in observations:
        yield from curl_lines(seen)
        yield f"#   {shows(seen)}"


def warnings(finding: Finding) -> Iterator[str]:
    """What to know before the requests of a finding are sent again."""
    writes = [seen for seen in finding.replay if seen.operation is not None and seen.operation.writes]
    if any(seen.operation is not None and kind_of(seen.operation) == "replace_all" for seen in writes):
        yield "This writes to the tenant, and removes every action of the case that it is not given."
    elif writes:
        yield "This writes to the tenant."
    for number in dict.fromkeys(number for seen in writes if (number := _ours(seen)) is not None):
        yield f"Action {number} was made by the run, which removes what it makes: put another of yours in its place."


def _ours(seen: Observation) -> str | None:
    """The action that a write is for; nothing is written to but what the run has made, and what there is none of."""
    number = seen.arguments.get("id", "")
    there = number.isdecimal() and 0 < int(number[:20]) < 2**63
    return number if there and seen.purpose is not Purpose.UNKNOWN_ITEM else None
