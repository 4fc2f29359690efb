"""A report as one HTML page, for people: it loads nothing, and runs nothing but the script that it holds.

At its head is the verdict, then what was judged, and what to know before anything else. The promises follow, and what
was tried.
"""

import base64
import hashlib
import shlex
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

from tines_contract.engine.judging.verdict import Report, Status
from tines_contract.report.explaining import SEEN_ONCE, conclusion, failed, lagged, with_status
from tines_contract.report.json_report import Written, written
from tines_contract.report.page.elements import code, definitions, details, element, readable
from tines_contract.report.page.promises import exchanges, place_of, promises
from tines_contract.report.remains import remains

_FOLDER = Path(__file__).parent


def as_html(report: Report) -> str:
    """The report as a page, in ASCII."""
    whole = written(report)
    style, script = ((_FOLDER / name).read_text("utf-8") for name in ("page.css", "page.js"))
    title = f"{report.verdict.value}: {report.target}, case {report.case_id}"
    body = element(
        "body",
        element("a", "Skip to the promises", href="#promises", class_="skip"),
        _summary(whole, remains(report)),
        element("main", promises(whole), _requests(whole), id="main"),
    )
    readable(body)
    head = element("head", *_policy(style, script), readable(element("title", title)), element("style", style))
    page = element("html", head, body, lang="en")
    body.append(element("script", script))
    made: bytes = ET.tostring(page, encoding="us-ascii", method="html")
    return f"<!DOCTYPE html>\n{made.decode()}\n"


def _policy(style: str, script: str) -> list[ET.Element]:
    """A browser loads nothing, and runs this script alone, whatever a tenant has got into the page."""
    sources = f"style-src {_hash(style)}; script-src {_hash(script)}"
    policy = f"default-src 'none'; img-src data:; {sources}; base-uri 'none'; form-action 'none'"
    return [
        element("meta", charset="us-ascii"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("link", rel="icon", href="data:,"),
    ]


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


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
        _facts(report),
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _counts(report: Written) -> ET.Element:
    counts = element("ul", class_="counts", aria_label="Promises by what came out")
    for status in Status:
        kind = status.name.lower()
        if number := len(with_status(report, kind)):
            counts.append(element("li", element("b", str(number)), f" {status.value}", class_=f"count {kind}"))
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
        "Duration": _in_words(report["duration"]),
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


def _in_words(seconds: float) -> str:
    """A duration, such as 0.4 s or 0:17:05."""
    return f"{seconds:.1f} s" if seconds < 60 else str(timedelta(seconds=round(seconds)))


def _notices(report: Written, left: Iterable[str]) -> Iterator[ET.Element]:
    if harms := report["suspected_harm"]:
        found = (part for finding in harms for part in _harm(finding))
        head = (element("h2", "Suspected harm"), element("p", _sentence(SEEN_ONCE)))
        yield element("section", *head, *found, class_="harm")
    obstacle = [] if report["obstacle"] is None else [report["obstacle"]["message"]]
    if lines := [*failed(report), *lagged(report), *obstacle, *report["disagreements"], *left]:
        yield element("ul", *(element("li", line) for line in lines), class_="notices")


def _harm(finding: Written) -> Iterator[ET.Element]:
    yield element("p", element("strong", finding["message"]))
    yield details(f"The {len(finding['requests'])} requests that show it", *exchanges(finding))


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
    head = element("tr", *(element("th", text, scope="col") for text in ("Why", "Status", "Requests")))
    table = element("table", element("thead", head), element("tbody", *map(_row, tried)))
    return details(title, table, id=place_of(name), class_="tried")


def _row(tried: Written) -> ET.Element:
    cells = (element("td", str(tried[name]), class_="number") for name in ("status", "requests"))
    return element("tr", element("th", tried["purpose"], scope="row"), *cells)
