"""A report as one HTML page, for people.

At its head is the verdict with its reason, what to know before anything else, and a picture of all promises. Then what
was judged, promise by promise, and what was tried.
"""

import shlex
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from tines_contract.engine.judging.verdict import Report, Status
from tines_contract.report.explaining import SEEN_ONCE, conclusion, failed, lagged, with_status
from tines_contract.report.json_report import Written, written
from tines_contract.report.page.elements import FOLDER, code, definitions, details, element, html_document, table
from tines_contract.report.page.grid import MARKS, grid
from tines_contract.report.page.promises import exchanges, place_of, promises
from tines_contract.report.readable import roughly
from tines_contract.report.remains import remains


def as_html(report: Report) -> str:
    """The report as a page, in ASCII."""
    whole = written(report)
    title = f"{report.verdict.value}: {report.target}, case {report.case_id}"
    body = (
        element("a", "Skip to the promises", href="#promises", class_="skip"),
        _summary(whole, remains(report)),
        element("main", promises(whole), _requests(whole), id="main"),
    )
    return html_document(title, *body, script=(FOLDER / "page.js").read_text("utf-8"))


def _summary(report: Written, left: Iterable[str]) -> ET.Element:
    """The head of the page."""
    verdict = report["verdict"]
    return element(
        "header",
        element("p", "Tines contract report", class_="kicker"),
        element("h1", element("span", verdict.capitalize(), class_=f"verdict {verdict}"), " ", report["target"]),
        element("p", _sentence(conclusion(report)), class_="lead"),
        _counts(report),
        *_notices(report, left),
        grid(report),
        _facts(report),
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _counts(report: Written) -> ET.Element:
    counts = element("ul", class_="counts", aria_label="Promises by what came out")
    for status in Status:
        kind = status.name.lower()
        if number := len(with_status(report, kind)):
            parts = (f"{MARKS[kind]} ", element("b", str(number)), f" {status.value}")
            counts.append(element("li", element("a", *parts, href=f"#{kind}"), class_=f"count {kind}"))
    return counts


def _facts(report: Written) -> ET.Element:
    plan = report["plan"]
    written, other = plan["writing_case"], plan["other_case"]
    facts = {
        "Tenant": report["target"],
        "Case": f"{report['case']} (read)",
        "Writes": "none: it only reads" if written is None else f"to case {written}",
        "Compared with": None if other is None else f"case {other}",
        "Lists": ", ".join(plan["lists"]) or None,
        "Started": report["time"].replace("T", " ").replace("Z", " UTC"),
        "Duration": roughly(report["duration"]),
        "Requests": f"{report['requests']:,}",
        "Seed": str(report["seed"]),
        "Options": _options(report["options"]) or None,
        "Version": f"tines-cases {report['version']}",
        "openapi.yaml": f"{report['spec']['edition']}, {report['spec']['digest']}",
        "Python": f"{report['environment']['python']} on {report['environment']['platform']}",
        "Exit code": str(report["exit_code"]),
    }
    return definitions(facts, class_="facts")


def _options(options: Written) -> str:
    """As they stand in a shell, but for what is secret."""
    pairs = ((flag, one) for flag, value in options.items() for one in (value if isinstance(value, list) else [value]))
    return " ".join(flag if one is True else shlex.join([f"{flag}={one}"]) for flag, one in pairs)


def _notices(report: Written, left: Iterable[str]) -> Iterator[ET.Element]:
    if harms := report["suspected_harm"]:
        harm = element("section", element("h2", "Suspected harm"), element("p", _sentence(SEEN_ONCE)), class_="harm")
        for one in harms:
            shown = details(f"The {len(one['requests'])} requests that show it", *exchanges(one))
            harm.extend([element("p", element("strong", one["message"])), shown])
        yield harm
    obstacle = [] if report["obstacle"] is None else [report["obstacle"]["message"]]
    if lines := [*failed(report), *lagged(report), *obstacle, *report["disagreements"], *left]:
        yield element("ul", *(element("li", line) for line in lines), class_="notices")


def _requests(report: Written) -> ET.Element:
    """What was tried: how many requests of each operation were sent, why, and which status they got."""
    names = sorted({one["operation"] for one in report["tried"]}, key=lambda name: (not name, name))
    section = element("section", element("h2", "What was tried"), id="requests")
    if not names:
        section.append(element("p", "No request got a response."))
    for name in names:
        section.append(_operation(name, [one for one in report["tried"] if one["operation"] == name]))
    return section


def _operation(name: str, tried: list[Written]) -> ET.Element:
    number = sum(one["requests"] for one in tried)
    title = element("span", code(name) if name else "an address that the spec does not know", f": {number} requests")
    return details(title, table(("Why", "Status", "Requests"), map(_row, tried)), id=place_of(name), class_="tried")


def _row(tried: Written) -> list[ET.Element]:
    cells = (element("td", str(tried[name]), class_="number") for name in ("status", "requests"))
    return [element("th", tried["purpose"], scope="row"), *cells]
