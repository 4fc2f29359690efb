"""The promises, what came out for each, and what to filter them by: broken ones first, with their requests."""

import base64
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from tines_contract.checks import CHECKS
from tines_contract.engine.judging.verdict import Status
from tines_contract.report.explaining import (
    AGAIN,
    ONCE,
    agreed,
    curl_lines,
    parts,
    warnings,
    why_not_exercised,
    with_status,
)
from tines_contract.report.json_report import Written
from tines_contract.report.page.elements import Child, code, definitions, details, element
from tines_contract.report.page.grid import kind_of_promise
from tines_spec import operations

_LEADS = {
    Status.BROKEN: "What was promised, and what the tenant did. Requests are in the order in which to send them.",
    Status.CRASHED: "The check itself failed: please report it. It says nothing about the tenant.",
    Status.NOT_EXERCISED: "The run did not see what it takes to judge these.",
    Status.SKIPPED: "These were out of reach, or not selected. They do not count against the tenant.",
    Status.HELD: "Each of these was tried, and kept.",
}


def promises(report: Written) -> ET.Element:
    """All promises, by what came out."""
    groups = {status: with_status(report, status.name.lower()) for status in _LEADS}
    groups = {status: outcomes for status, outcomes in groups.items() if outcomes}
    return element(
        "section",
        element("h2", "Promises", class_="hidden"),
        _filters(report, list(groups)),
        *(_group(status, outcomes, report) for status, outcomes in groups.items()),
        element("p", "No promise is like that.", id="none", hidden=""),
        id="promises",
        tabindex="-1",
    )


def _filters(report: Written, found: Sequence[Status]) -> ET.Element:
    """Shown by the script, which it needs."""
    statuses = element("fieldset", element("legend", "Show"))
    for status in found:
        box = element("input", type="checkbox", name="status", value=status.name.lower(), checked="")
        statuses.append(element("label", box, f" {status.value}"))
    names = dict.fromkeys(outcome["operation"] for outcome in report["outcomes"])
    options = (element("option", name, value=name) for name in names)
    return element(
        "form",
        element("label", "Search ", element("input", type="search", id="search", autocomplete="off")),
        element("label", "Operation ", element("select", element("option", "all", value=""), *options, id="operation")),
        statuses,
        element("button", "Open all", type="button", id="toggle", aria_pressed="false"),
        element("p", id="found", role="status"),
        class_="filters",
        role="search",
        aria_label="Filter the promises",
        hidden="",
    )


def _group(status: Status, outcomes: Sequence[Written], report: Written) -> ET.Element:
    return element(
        "section",
        element("h3", f"{status.value.capitalize()} ({len(outcomes)})"),
        element("p", _LEADS[status], class_="lead"),
        *_folded(status, outcomes, report),
        class_="group",
        id=status.name.lower(),
    )


def _folded(status: Status, outcomes: Sequence[Written], report: Written) -> Iterator[ET.Element]:
    """The promises; those that held fold to a row a kind, and those that were not tried to a row a reason."""
    folds, made = status not in (Status.BROKEN, Status.CRASHED), defaultdict(list)
    for one in outcomes:
        why = why_not_exercised(one, report) if status is Status.NOT_EXERCISED else one["note"]
        row = kind_of_promise(one["promise"]) if status is Status.HELD else why
        made[row].append(_promise(one, status, why, report))
    for row, rows in made.items():
        yield from [details(f"{len(rows)} promises: {row}", *rows, class_="reason")] if folds and rows[1:] else rows


def _promise(outcome: Written, status: Status, why: str, report: Written) -> ET.Element:
    name, kind = outcome["promise"], outcome["status"]
    badge = status.value if outcome["accepted"] is None else f"{status.value}, accepted"
    # What a reader most wants to know of it.
    headline = outcome["rule"] if status is Status.HELD else why
    headline = next((finding["message"] for finding in outcome["findings"]), headline)
    title = element(
        "span",
        element("span", badge, class_=f"badge {kind}"),
        " ",
        code(name),
        " ",
        element("span", headline, class_="rule"),
    )
    more = {"open": ""} if status is Status.BROKEN else {}
    return details(
        title,
        _about(outcome, why, report),
        *_evidence(outcome),
        class_="promise",
        id=name,
        data_status=kind,
        data_operation=outcome["operation"],
        **more,
    )


def _about(outcome: Written, why: str, report: Written) -> ET.Element:
    source, check = outcome["source"], CHECKS.get(outcome["promise"])
    operation = operations()[outcome["operation"]]
    checked = ((check and check.declared.judge.__doc__) or "").partition("\n")[0]
    link = element("a", source["title"], href=source["url"], rel="noreferrer")
    weight = "; an assumption, which accuses nobody" if outcome["grade"] == "assumed" else ""
    evidence = (f"{outcome['grade']}: ", link, f", seen in its edition of {source['edition']}{weight}")
    terms = {
        "Promised": outcome["rule"],
        "Checked": checked if checked != outcome["rule"] else None,
        "Evidence": evidence,
        "Operation": (code(operation.name), f" ({operation.method} {operation.path})"),
        "Tried": tuple(_tried(outcome)),
        "Agreed": outcome["accepted"] and agreed(outcome["accepted"]),
        "Why": why,
    }
    return definitions(terms, class_="about")


def _tried(outcome: Written) -> Iterator[Child]:
    """How many requests were sent to judge a promise, by status."""
    if not outcome["tried"]:
        yield "no request was sent"
        return
    counts = ", ".join(f"{one['requests']} got {one['status']}" for one in outcome["tried"])
    number = sum(one["requests"] for one in outcome["tried"])
    yield element("a", f"{number} requests", href=f"#{place_of(outcome['operation'])}")
    yield f": {counts}"


def place_of(operation: str) -> str:
    """Where on the page the requests of an operation are, or those that were for none."""
    return f"requests-{operation or 'elsewhere'}"


def _evidence(outcome: Written) -> Iterator[ET.Element]:
    more = outcome["more_findings"]
    for finding in outcome["findings"]:
        terms = {
            "Found": (element("strong", finding["message"]),),
            "More": f"{more} more like it" if more else None,
            "Again": AGAIN if outcome["confirmed"] else ONCE,
        }
        yield definitions(terms, class_="about found")
        yield from exchanges(finding)


def exchanges(finding: Written) -> Iterator[ET.Element]:
    """The requests of a finding with their responses, in the order to send them; many between are folded."""
    for line in warnings(finding):
        yield element("p", line, class_="warning")
    for part in parts(finding):
        made = element("ol", *map(_exchange, part.requests), class_="exchanges")
        yield made if part.matters else details(f"{len(part.requests)} requests between", made, class_="between")


def _exchange(request: Written) -> ET.Element:
    mark = [element("span", "shows it", class_="badge broken")] if request["shows"] else []
    return element(
        "li",
        element("p", request["purpose"], " ", *mark, class_="purpose"),
        element("div", _request(request), _response(request), class_="sides"),
    )


def _request(request: Written) -> ET.Element:
    side = element("div", element("h4", "Request"), class_="side")
    side.append(element("p", element("b", request["method"]), " ", code(request["path"]), class_="line"))
    binary = base64.b64decode(request.get("body_base64", "")).decode("utf-8", "backslashreplace")
    if body := request.get("body") or binary:
        side.append(element("pre", code(body)))
    if request["wait_before"]:
        side.append(element("p", f"after a wait of {request['wait_before']:g} s"))
    if request["sent"]:
        side.append(element("p", f"sent {request['sent']}"))
    if request["credentials"] != "right":
        side.append(element("p", f"key: {request['credentials']}"))
    side.append(details("as a curl line", element("pre", code("\n".join(curl_lines(request))))))
    return side


def _marked(text: str) -> Iterator[Child]:
    """The text, with what has asterisks around it highlighted."""
    for number, part in enumerate(re.split(r"\*(-?\d+)\*", text)):
        yield element("mark", part) if number % 2 else part


def _response(request: Written) -> ET.Element:
    status = request["status"]
    kind = "ok" if 200 <= status < 300 else "refused"
    return element(
        "div",
        element("h4", "Response"),
        element("p", element("b", str(status), class_=f"status {kind}"), class_="line"),
        element("p", element("code", *_marked(request["response"]))),
        *(element("p", f"{name}: {value}") for name, value in request["headers"].items()),
        class_="side",
    )
