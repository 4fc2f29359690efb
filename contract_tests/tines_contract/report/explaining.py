"""What the views of a report share. They are made of the JSON report: text, JUnit, annotations, the page.

Of a broken promise: what was promised and where, what was found, and how to see it oneself. Of others: why they were
not exercised. Of all: what CI is to make of it.
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import frozen

from tines_contract.checks import CHECKS
from tines_contract.engine.judging.verdict import NOT_SELECTED, NOT_WRITTEN
from tines_contract.probes.probe import REFUSED, Purpose
from tines_contract.report.json_report import Written
from tines_contract.report.readable import grouped, some_of
from tines_spec import Operation, kind_of, operation_at, operations, resource_of

_MOST_BETWEEN = 3
_MOST_SHOWN = 6
_MOST_CAUSES = 3
_MOST_NAMED = 2
AGAIN = "yes, it was broken when it was sent again too"
SEEN_ONCE = "it was seen once: the tenant may have done it, or somebody else; while that is open, no tenant is accepted"
ONCE = "it could not be tried again: what a run destroys is gone"


def conclusion(report: Written) -> str:
    """Why the verdict is what it is."""
    if report["verdict"] == "accused":
        broken = (one for one in with_status(report, "broken") if one["accuses"])
        named = [f"{one['findings'][0]['message']} ({one['promise']})" for one in broken]
        return f"broken: {some_of(named, _MOST_NAMED)}"
    if report["verdict"] == "unjudged" and report["suspected_harm"]:
        return f"harm is suspected: {some_of([one['message'] for one in report['suspected_harm']], 1)}"
    if report["verdict"] == "unjudged" and _could_accuse_nobody(report):
        return "each promise that could accuse was skipped, and assumed promises alone accept no tenant"
    if report["verdict"] == "unjudged":
        return f"no promise is broken, but {_what_it_takes(report)}"
    if report["disagreements"]:
        return "no promise is broken other than accepted ones, but the list of accepted deviations is out of date"
    return _accepted(report)


def _what_it_takes(report: Written) -> str:
    """What stopped the run, or how many were not exercised, and what most of them take."""
    if report["obstacle"] is not None:
        return f"the run was stopped: {report['obstacle']['message']}"
    missed = not_exercised(report)
    decisive = [one for one in missed if one["accuses"]]
    if not decisive:
        return "not every one could be exercised"
    # Of reasons that are as common, one about a case: that can be chosen.
    decisive.sort(key=lambda one: not operations()[one["operation"]].path_parameters)
    (reason, _), *others = Counter(why_not_exercised(one, report) for one in decisive).most_common()
    more = f" (other reasons: {len(others)})" if others else ""
    return f"{len(missed)} {'were' if missed[1:] else 'was'} not exercised: {reason}{more}"


def _could_accuse_nobody(report: Written) -> bool:
    skipped = with_status(report, "skipped")
    return not any(one["accuses"] for one in report["outcomes"] if one not in skipped)


def _accepted(report: Written) -> str:
    """How many promises held, of those that could be shown to, and how many could not."""
    skipped = with_status(report, "skipped")
    notes = Counter(outcome["note"] for outcome in skipped)
    unwritten, unselected = notes[NOT_WRITTEN], notes[NOT_SELECTED]
    others = len(skipped) - unwritten - unselected
    reach = f"{len(report['outcomes']) - len(skipped)} promises" + (" that reading can show" if unwritten else "")
    parts = [f"{len(with_status(report, 'held'))} of {reach} held"]
    parts += [f"{unwritten} skipped since they need writes"] if unwritten else []
    parts += [f"{unselected} skipped since they were not selected"] if unselected else []
    parts += [f"{others} skipped{' for other reasons' if parts[1:] else ''}{_wholly(report)}"] if others else []
    return "; ".join(parts)


def _wholly(report: Written) -> str:
    """The operations of which all that was selected was skipped."""
    judged = (one for one in report["outcomes"] if one["note"] not in (NOT_WRITTEN, NOT_SELECTED))
    statuses = grouped((one["operation"], one["status"]) for one in judged)
    skipped = [name for name, found in statuses.items() if {*found} == {"skipped"}]
    return f", all of {some_of(skipped, 3)} among them" if skipped else ""


def with_status(report: Written, *statuses: str) -> list[Written]:
    """The outcomes of these statuses."""
    return [one for one in report["outcomes"] if one["status"] in statuses]


def why_not_exercised(outcome: Written, report: Written) -> str:
    """Why a promise was neither held nor broken; also which broken ones may be why: what breaks one may not count."""
    if outcome["note"]:
        return str(outcome["note"])
    broken = (one["promise"] for one in with_status(report, "broken"))
    causes = [one for one in broken if keeps_from(one, outcome["promise"])]
    but = f"; responses that break {', '.join(causes[:_MOST_CAUSES])} may not count" if causes else ""
    return f"it needs {outcome['needs']}{but}"


def keeps_from(cause: str, other: str) -> bool:
    """Whether what breaks one promise can keep another from being exercised: one of what its operation is built on."""
    operation = CHECKS[other].operation
    if not operation.writes and CHECKS[cause].needs & REFUSED:
        return False  # what is not refused is no less to be read
    return CHECKS[cause].operation in _foundations(operation)


def _foundations(operation: Operation) -> list[Operation | None]:
    """The operation, and those that it takes to judge it: reading a list, its items, and making some."""
    owner = resource_of(operation)
    if operation == owner.replace_all:
        return list(owner)
    return [operation, owner.list, *([owner.get, owner.create] if operation.writes else [])]


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


def warnings(finding: Written) -> Iterator[str]:
    """What to know before the requests of a finding are sent again."""
    paths = [(one, one["path"].partition("?")[0]) for one in finding["requests"]]
    found = ((one, path, operation_at(one["method"], path)) for one, path in paths)
    writes = [(one, path, operation) for one, path, operation in found if operation is not None and operation.writes]
    if any(kind_of(operation) == "replace_all" for _, _, operation in writes):
        yield "This writes to the tenant, and removes every action of the case that is not in its body."
    elif writes:
        yield "This writes to the tenant."
    for number in dict.fromkeys(number for one in writes if (number := _ours(*one))):
        yield f"Action {number} was made by the run, which removes what it makes: put another of yours in its place."


def _ours(request: Written, path: str, operation: Operation) -> str:
    """The action that a write is for; nothing is written to but what the run has made, and what there is none of."""
    number = (operation.arguments_of(request["method"], path) or {}).get("id", "")
    there = number.isdecimal() and 0 < int(number[:20]) < 2**63
    return number if there and request["purpose"] != Purpose.UNKNOWN_ITEM.value else ""


@frozen
class Result:
    """What came out for a promise of an operation, or for the run as a whole, as CI shows it.

    mark: failure, error (what leaves a tenant unjudged), skipped (what counts for no verdict), or empty. details: how
    to see it oneself, of what is broken.
    """

    mark: str
    message: str
    name: str
    operation: str = "tines_contract"
    details: str = ""


def results(report: Written) -> list[Result]:
    """Those of the run first. None is a failure or an error just where the exit code is 0."""
    found = [*_of_the_run(report), *(_of_promise(one, report) for one in report["outcomes"])]
    if report["verdict"] == "unjudged" and not any(one.mark == "error" for one in found):
        found.insert(0, Result("error", "every promise was skipped", "tenant can be judged"))
    return found


def _of_the_run(report: Written) -> Iterator[Result]:
    yield from (Result("error", one["message"], "nothing else is harmed") for one in report["suspected_harm"])
    yield from (Result("error", line, "the suite does not fail") for line in failed(report))
    if report["obstacle"] is not None:
        yield Result("error", report["obstacle"]["message"], "tenant can be judged")
    yield from (Result("failure", line, "the tenant is as agreed") for line in report["disagreements"])


def _of_promise(outcome: Written, report: Written) -> Result:
    details = "\n".join(explained(outcome)) if outcome["status"] == "broken" else ""
    return Result(*_marked(outcome, report), outcome["promise"], outcome["operation"], details)


def _marked(outcome: Written, report: Written) -> tuple[str, str]:
    """The mark and the message."""
    note, accepted = outcome["note"], outcome["accepted"]
    match outcome["status"]:
        case "broken" if outcome["accuses"]:
            return "failure", outcome["findings"][0]["message"]
        case "broken":
            why = "assumed, and accuses nobody" if accepted is None else f"accepted ({accepted['reason']})"
            return "skipped", f"{why}: {outcome['findings'][0]['message']}"
        case "held" | "skipped" as status:
            return "" if status == "held" else status, note
        case "not_exercised" if report["obstacle"] is not None or report["failure"]:
            return "skipped", note or "the tenant could not be judged"
        case "not_exercised":
            note = f"not exercised: {why_not_exercised(outcome, report)}"
    return "error" if outcome["accuses"] else "skipped", note
