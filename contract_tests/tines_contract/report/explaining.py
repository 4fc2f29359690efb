"""What the views of a report share. They are made of the JSON report: text, JUnit, the page, and what compares two.

Of a broken promise: what was promised and where, what was found, and how to see it oneself. Of others: why they were
not exercised.
"""

import itertools
import math
from collections.abc import Iterator, Sequence

from attrs import frozen

from tines_contract.engine.judging.verdict import NOT_WRITTEN
from tines_contract.probes.probe import Purpose
from tines_contract.report.json_report import Written
from tines_spec import Operation, kind_of, operation_at, operations, resource_of

_MOST_BETWEEN = 3
_MOST_SHOWN = 6
_MOST_CAUSES = 3
_OF_EVERY_RESPONSE = ("-STATUS", "-CONTENT-TYPE", "-SHAPE")
AGAIN = "yes, it was broken when it was sent again too"
SEEN_ONCE = "it was seen once: the tenant may have done it, or somebody else meanwhile; nobody is accepted with it"
ONCE = "it could not be tried again: what a run destroys is gone"


def conclusion(report: Written) -> str:
    """Why the verdict is what it is."""
    if report["verdict"] == "accused":
        return "at least one promise is broken"
    if report["verdict"] == "unjudged" and report["suspected_harm"]:
        return "something was lost or changed around writes that were not for it"
    if report["verdict"] == "unjudged" and _could_accuse_nobody(report):
        return "each promise that could accuse was skipped, and nobody is accepted by what is assumed alone"
    if report["verdict"] == "unjudged":
        stopped = report["obstacle"]
        why = "not every one could be exercised" if stopped is None else f"the run was stopped: {stopped['message']}"
        return f"no promise is broken, but {why}"
    if report["disagreements"]:
        return "no promise is broken that was not accepted, but the list of accepted deviations is out of date"
    return _accepted(report)


def _could_accuse_nobody(report: Written) -> bool:
    skipped = with_status(report, "skipped")
    return not any(one["accuses"] for one in report["outcomes"] if one not in skipped)


def _accepted(report: Written) -> str:
    """How many promises held, of those that could be shown to, and how many could not."""
    skipped = with_status(report, "skipped")
    unwritten = sum(outcome["note"] == NOT_WRITTEN for outcome in skipped)
    reach = f"{len(report['outcomes']) - len(skipped)} promises" + (" that reading can show" if unwritten else "")
    parts = [f"{len(with_status(report, 'held'))} of {reach} held"]
    parts += [f"{unwritten} need writes"] if unwritten else []
    parts += [f"{len(skipped) - unwritten} were skipped"] if len(skipped) > unwritten else []
    return "; ".join(parts)


def with_status(report: Written, *statuses: str) -> list[Written]:
    """The outcomes of these statuses."""
    return [one for one in report["outcomes"] if one["status"] in statuses]


def why_not_exercised(outcome: Written, report: Written) -> str:
    """Why a promise was neither held nor broken; also which broken ones may be why: what breaks one may not count."""
    if outcome["note"]:
        return str(outcome["note"])
    causes = [one["promise"] for one in with_status(report, "broken") if _keeps_from(one, outcome)]
    but = f"; what breaks {', '.join(causes[:_MOST_CAUSES])} may not count" if causes else ""
    return f"it needs {outcome['needs']}{but}"


def _keeps_from(broken: Written, outcome: Written) -> bool:
    """Whether it is of the same operation, or one by which a response of the same items can be read at all."""
    operation, other = (operations()[one["operation"]] for one in (outcome, broken))
    of_any = broken["promise"].endswith(_OF_EVERY_RESPONSE)
    return other == operation or (of_any and resource_of(other) == resource_of(operation))


def not_exercised(report: Written) -> list[Written]:
    """What was not exercised; where nothing was judged at all, only what has a reason of its own."""
    found = with_status(report, "not_exercised")
    shared = report["failure"] or (report["obstacle"] and report["obstacle"]["message"])
    if not shared or with_status(report, "held", "broken"):
        return found
    return [one for one in found if one["note"] not in ("", shared)]


def agreed(accepted: Written) -> str:
    """How a deviation was accepted."""
    since = f" since {accepted['since']}" if accepted["since"] else ""
    until = f" until {accepted['expires']}" if accepted["expires"] else ""
    return f"accepted{since}{until}: {accepted['reason']}"


def explained(outcome: Written) -> Iterator[str]:
    """The lines that explain what is broken."""
    source, more = outcome["source"], outcome["more_findings"]
    yield f"promised: {outcome['rule']}"
    edition = f"seen in its edition of {source['edition']}"
    yield f"evidence: {outcome['grade']}, {source['title']} ({source['url']}, {edition})"
    for finding in outcome["findings"]:
        yield f"found:    {finding['message']}" + (f" (and {more} more like it)" if more else "")
        yield f"again:    {AGAIN if outcome['confirmed'] else ONCE}"
        yield "to see it:"
        yield from (f"  {line}" for line in _commands(finding))


def harmed(report: Written) -> Iterator[str]:
    """The lines that say what was lost or changed around writes that were not for it, with the requests."""
    for finding in report["suspected_harm"]:
        yield f"suspected harm: {finding['message']}"
        yield f"  {SEEN_ONCE}"
        yield from (f"  {line}" for line in _commands(finding))


def failed(report: Written) -> Iterator[str]:
    """The line that says where the suite itself failed."""
    if report["failure"]:
        what = f"tines_contract itself failed, with {report['failure']}"
        yield f"{what}: please report this; below is what was found before"


def lagged(report: Written) -> Iterator[str]:
    """The line that says how long a write took to be read, where that was waited for."""
    if lag := report.get("lag"):
        waits = f"--settle {math.ceil(lag * 10) / 10:g}s waits so long from the start"
        yield f"lag: a write was read up to {lag:.2g} s later; this accuses nobody, and {waits}"


def _commands(finding: Written) -> Iterator[str]:
    """What to send, in order, as a shell takes it: all that is no command is a comment."""
    yield from (f"# {line}" for line in warnings(finding))
    for part in parts(finding):
        if not part.matters:
            yield f"# … {len(part.requests)} requests between the one above and the one below"
        for request in part.requests if part.matters else ():
            yield from curl_lines(request)
            yield f"#   {request['response']}"


def curl_lines(request: Written) -> list[str]:
    """The lines that send it again: the request, with its status behind, after the wait that it needs."""
    line = f"{request['curl']}  # {request['status']}"
    return [f"sleep {int(request['wait_before']) + 1}", line] if request["wait_before"] else [line]


@frozen
class Part:
    """Some of the requests of a finding, in order. matters: whether they show it, or are few, or stand at an end."""

    requests: Sequence[Written]
    matters: bool


def parts(finding: Written) -> Iterator[Part]:
    """The requests of a finding, in order: those that show it, and what comes between them."""
    showing = [number for number, one in enumerate(finding["requests"]) if one["shows"]][:_MOST_SHOWN]
    for is_shown, some in itertools.groupby(enumerate(finding["requests"]), lambda pair: pair[0] in showing):
        group = [one for _, one in some]
        if is_shown or len(group) <= _MOST_BETWEEN:
            yield Part(group, matters=True)
        else:
            yield from (Part(group[:1], matters=True), Part(group[1:-1], matters=False), Part(group[-1:], matters=True))


def address(request: Written) -> str:
    """The path of a request, with its query."""
    return str(request["path"])


def warnings(finding: Written) -> Iterator[str]:
    """What to know before the requests of a finding are sent again."""
    paths = [(one, address(one).partition("?")[0]) for one in finding["requests"]]
    found = ((one, path, operation_at(one["method"], path)) for one, path in paths)
    writes = [(one, path, operation) for one, path, operation in found if operation is not None and operation.writes]
    if any(kind_of(operation) == "replace_all" for _, _, operation in writes):
        yield "This writes to the tenant, and removes every action of the case that it is not given."
    elif writes:
        yield "This writes to the tenant."
    for number in dict.fromkeys(number for one in writes if (number := _ours(*one))):
        yield f"Action {number} was made by the run, which removes what it makes: put another of yours in its place."


def _ours(request: Written, path: str, operation: Operation) -> str:
    """The action that a write is for; nothing is written to but what the run has made, and what there is none of."""
    number = (operation.arguments_of(request["method"], path) or {}).get("id", "")
    there = number.isdecimal() and 0 < int(number[:20]) < 2**63
    return number if there and request["purpose"] != Purpose.UNKNOWN_ITEM.value else ""
