"""The promises, what came out for each, and what to filter them by: broken ones first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from tines_contract.checks import CHECKS
from tines_contract.engine.judging.verdict import Outcome, Report, Status
from tines_contract.report.explaining import AGAIN, ONCE, agreed
from tines_contract.report.page.elements import Child, code, define, definitions, details, element
from tines_contract.report.page.exchanges import exchanges
from tines_contract.report.page.requests import place_of
from tines_contract.report.spoiled import why_not_exercised
from tines_spec import operations, source_of

_ORDER = (Status.BROKEN, Status.CRASHED, Status.NOT_EXERCISED, Status.SKIPPED, Status.HELD)
_LEADS = {
    Status.BROKEN: "What was promised, and what the tenant did. Requests are in the order in which to send them.",
    Status.CRASHED: "The check itself failed: please report it. It says nothing about the tenant.",
    Status.NOT_EXERCISED: "The run did not see what it takes to judge these.",
    Status.SKIPPED: "These were not part of the run, and are no reason not to accept.",
    Status.HELD: "Each of these was tried, and kept.",
}


def promises(report: Report) -> ET.Element:
    """All promises, by what came out."""
    groups = ((status, report.with_status(status)) for status in _ORDER)
    return element(
        "section",
        element("h2", "Promises", class_="hidden"),
        _filters(report),
        *(_group(status, outcomes, report) for status, outcomes in groups if outcomes),
        element("p", "No promise is like that.", id="none", hidden=""),
        id="promises",
        tabindex="-1",
    )


def _filters(report: Report) -> ET.Element:
    """Shown by the script, which it needs."""
    statuses = element("fieldset", element("legend", "Show"))
    for status in _ORDER:
        if report.with_status(status):
            box = element("input", type="checkbox", name="status", value=status.name.lower(), checked="")
            statuses.append(element("label", box, f" {status.value}"))
    names = dict.fromkeys(outcome.promise.operation for outcome in report.outcomes)
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


def _group(status: Status, outcomes: Sequence[Outcome], report: Report) -> ET.Element:
    title = f"{status.value.capitalize()} ({len(outcomes)})"
    return element(
        "section",
        element("h3", title),
        element("p", _LEADS[status], class_="lead"),
        *(_promise(outcome, report) for outcome in outcomes),
        class_="group",
    )


def _promise(outcome: Outcome, report: Report) -> ET.Element:
    promise, kind = outcome.promise, outcome.status.name.lower()
    title = element(
        "span",
        element("span", _badge(outcome), class_=f"badge {kind}"),
        " ",
        code(promise.id),
        " ",
        element("span", _headline(outcome, report), class_="rule"),
    )
    more = {"open": ""} if outcome.status is Status.BROKEN else {}
    attributes = {"data_status": kind, "data_operation": promise.operation, **more}
    return details(
        title, _about(outcome, report), *_evidence(outcome, report), class_="promise", id=promise.id, **attributes
    )


def _badge(outcome: Outcome) -> str:
    return outcome.status.value if outcome.accepted is None else f"{outcome.status.value}, accepted"


def _headline(outcome: Outcome, report: Report) -> str:
    """What a reader most wants to know of it."""
    if outcome.findings:
        return outcome.findings[0].message
    return outcome.promise.rule if outcome.status is Status.HELD else _why(outcome, report)


def _about(outcome: Outcome, report: Report) -> ET.Element:
    promise, source = outcome.promise, source_of(outcome.promise)
    about = definitions(class_="about")
    define(about, "Promised", promise.rule)
    checked = CHECKS[promise.id].declared.judge.__doc__ if promise.id in CHECKS else None
    if checked:
        define(about, "Checked", checked.partition("\n")[0])
    link = element("a", source.title, href=source.url, rel="noreferrer")
    define(
        about, "Evidence", f"{promise.grade}: ", link, f", seen in its edition of {source.edition}", *_weight(outcome)
    )
    define(about, "Operation", code(promise.operation), f" ({_address(promise.operation)})")
    define(about, "Tried", *_tried(promise.operation, report))
    if outcome.accepted is not None:
        define(about, "Agreed", agreed(outcome.accepted))
    if why := _why(outcome, report):
        define(about, "Why", why)
    return about


def _weight(outcome: Outcome) -> Iterator[Child]:
    if not outcome.promise.accuses:
        yield "; an assumption, which accuses nobody"


def _address(operation: str) -> str:
    found = operations()[operation]
    return f"{found.method} {found.path}"


def _tried(operation: str, report: Report) -> Iterator[Child]:
    """How many requests an operation got, by status."""
    statuses: Counter[int] = Counter()
    for one, count in report.record.survey.requests.items():
        statuses[one.status] += count if one.operation == operation else 0
    if not (number := statuses.total()):
        yield "no request was sent"
        return
    counts = ", ".join(f"{count} got {status}" for status, count in sorted(statuses.items()) if count)
    yield element("a", f"{number} requests", href=f"#{place_of(operation)}")
    yield f": {counts}"


def _why(outcome: Outcome, report: Report) -> str:
    return why_not_exercised(outcome, report) if outcome.status is Status.NOT_EXERCISED else outcome.note


def _evidence(outcome: Outcome, report: Report) -> Iterator[ET.Element]:
    for finding in outcome.findings[:1]:
        found = definitions(class_="about found")
        define(found, "Found", element("strong", finding.message))
        if len(outcome.findings) > 1:
            define(found, "More", f"{len(outcome.findings) - 1} more like it")
        define(found, "Again", AGAIN if outcome.confirmed else ONCE)
        yield found
        yield from exchanges(finding, report.shows)
