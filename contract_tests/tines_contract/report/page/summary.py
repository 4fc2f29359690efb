"""The head of the page: the verdict first, then what was judged, and what to know before anything else."""

from collections.abc import Iterator
from datetime import timedelta
from xml.etree import ElementTree as ET

from tines_contract.engine.judging.verdict import Report, Status
from tines_contract.evidence.evidence import Finding
from tines_contract.evidence.excerpt import Excerpt
from tines_contract.report.conclusion import conclusion
from tines_contract.report.explaining import SEEN_ONCE, failed
from tines_contract.report.json_report import started, version
from tines_contract.report.page.elements import define, definitions, details, element
from tines_contract.report.page.exchanges import exchanges
from tines_contract.report.remains import remains


def summary(report: Report) -> ET.Element:
    """The head of the page."""
    verdict = report.verdict.value
    return element(
        "header",
        element("p", "Tines contract report", class_="kicker"),
        element("h1", element("span", verdict.capitalize(), class_=f"verdict {verdict}"), " ", report.target),
        element("p", _sentence(conclusion(report)), class_="lead"),
        _counts(report),
        *_notices(report),
        _facts(report),
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _counts(report: Report) -> ET.Element:
    counts = element("ul", class_="counts", aria_label="Promises by what came out")
    for status in Status:
        number = len(report.with_status(status))
        if number:
            kind = status.name.lower()
            counts.append(element("li", element("b", str(number)), f" {status.value}", class_=f"count {kind}"))
    return counts


def _facts(report: Report) -> ET.Element:
    record = report.record
    facts = definitions(class_="facts")
    define(facts, "Tenant", report.target)
    define(facts, "Case", f"{report.case_id} (read)")
    define(facts, "Writes", "none: it only reads" if record.writing_case is None else f"to case {record.writing_case}")
    if record.other_case is not None:
        define(facts, "Compared with", f"case {record.other_case}")
    if record.lists:
        define(facts, "Lists", ", ".join(record.lists))
    define(facts, "Started", started(record).replace("T", " ").replace("Z", " UTC"))
    define(facts, "Duration", in_words(record.seconds))
    define(facts, "Requests", f"{report.requests:,}")
    define(facts, "Version", f"tines-cases {version()}")
    define(facts, "Exit code", str(int(report.exit_code)))
    return facts


def in_words(seconds: float) -> str:
    """A duration, such as 0.4 s or 0:17:05."""
    return f"{seconds:.1f} s" if seconds < 60 else str(timedelta(seconds=round(seconds)))


def _notices(report: Report) -> Iterator[ET.Element]:
    if report.suspected_harm:
        found = (part for finding in report.suspected_harm for part in _harm(finding, report.shows))
        yield element(
            "section", element("h2", "Suspected harm"), element("p", _sentence(SEEN_ONCE)), *found, class_="harm"
        )
    obstacle = [] if report.obstacle is None else [report.obstacle.message]
    lines = [*failed(report), *obstacle, *report.disagreements, *remains(report)]
    if lines:
        yield element("ul", *(element("li", line) for line in lines), class_="notices")


def _harm(finding: Finding, shows: Excerpt) -> Iterator[ET.Element]:
    yield element("p", element("strong", finding.message))
    yield details(f"The {len(finding.replay)} requests that show it", *exchanges(finding, shows))
