"""A report as text: promise by promise, and for each broken one the evidence and how to see it oneself."""

import shlex
from collections.abc import Iterator

from tines_contract.finding import Finding
from tines_contract.observation import Observation
from tines_contract.promises import Promise
from tines_contract.verdict import Outcome, Report, Status, Verdict
from tines_fake import Credentials
from tines_spec import load

_MOST_SHOWN = 3
_HEADERS = {
    Credentials.RIGHT: ' -H "Authorization: Bearer $TINES_API_KEY"',
    Credentials.NONE: "",
    Credentials.WRONG: ' -H "Authorization: Bearer wrong"',
    Credentials.CUT: ' -H "Authorization: Bearer ${TINES_API_KEY%?}"',
    Credentials.LENGTHENED: ' -H "Authorization: Bearer ${TINES_API_KEY}x"',
    Credentials.ALTERED: ' -H "Authorization: Bearer ${TINES_API_KEY%?}x"',
    Credentials.RECASED: ' -H "Authorization: Bearer $(printf %s "$TINES_API_KEY" | tr a-zA-Z A-Za-z)"',
}
_CONCLUSIONS = {
    Verdict.ACCEPTED: "every documented or observed promise in the plan held",
    Verdict.ACCUSED: "a promise is broken",
    Verdict.UNJUDGED: "no promise is broken, and not every one could be exercised",
}


def as_text(report: Report) -> str:
    """The report, for people. It holds no key, and of the case's data only ids and timestamps."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.target}, case {report.case_id}: {report.requests} requests"
    if report.obstacle is not None:
        yield f"  {report.obstacle.told}"
    for outcome in report.with_status(Status.BROKEN):
        yield from _broken(outcome)
    for outcome in report.with_status(Status.NOT_EXERCISED) if report.obstacle is None else ():
        yield f"  not exercised  {outcome.promise.id}: {outcome.note or 'it needs ' + outcome.promise.needs}"
    for outcome in report.with_status(Status.CRASHED):
        yield f"  not judged  {outcome.promise.id}: {outcome.note}: please report this mistake of tines_contract"
    yield from _left_out(report)
    for left in report.left:
        yield f"  left behind: action {left.number} of case {left.case}, which this run has made: remove it by hand"
    if report.unremoved:
        yield f"  {report.unremoved}; look for actions whose label begins with tines-contract"
    counts = ", ".join(f"{len(report.with_status(status))} {status.value}" for status in Status)
    yield f"  {counts}, of {len(report.outcomes)} promises"
    yield f"{report.verdict.value}: {_CONCLUSIONS[report.verdict]} (exit code {int(report.exit_code)})"


def _left_out(report: Report) -> Iterator[str]:
    """The promises that were left out, those of one reason together."""
    by_reason: dict[str, list[str]] = {}
    for outcome in report.with_status(Status.LEFT_OUT) if report.obstacle is None else ():
        by_reason.setdefault(outcome.note, []).append(outcome.promise.id)
    for reason, ids in by_reason.items():
        more = "" if len(ids) < 3 else f" and {len(ids) - 2} more"
        yield f"  left out  {', '.join(ids[:2])}{more}: {reason}"


def _broken(outcome: Outcome) -> Iterator[str]:
    promise = outcome.promise
    yield f"  broken  {promise.id}{'' if promise.accuses else ' (assumed: accuses nobody)'}"
    yield f"    promised: {promise.rule}"
    yield f"    evidence: {promise.grade}, {_source(promise)}"
    for finding in outcome.findings[:1]:
        yield f"    found:    {finding.told}"
        yield from _commands(finding)
    if len(outcome.findings) > 1:
        yield f"    and {len(outcome.findings) - 1} more like it"


def _source(promise: Promise) -> str:
    source = load()["info"]["x-sources"][promise.source]
    return f"{source['title']} ({source['url']}, seen in its edition of {source['edition']})"


def _commands(finding: Finding) -> Iterator[str]:
    for seen in finding.shown_by[:_MOST_SHOWN]:
        yield f"    {_curl(seen)}  # {seen.response.status}"


def _curl(seen: Observation) -> str:
    request = seen.request
    method = "" if request.method == "GET" else f" -X {request.method}"
    if request.body:
        method += f' -H "Content-Type: application/json" -d {shlex.quote(request.body.decode("utf-8", "replace"))}'
    return f"curl -sS{method}{_HEADERS[request.credentials]} {shlex.quote(request.url)}"
