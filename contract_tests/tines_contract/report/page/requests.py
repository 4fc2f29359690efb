"""What was tried: how many requests of each operation were sent, why, and which status they got."""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from tines_contract.engine.judging.verdict import Report
from tines_contract.evidence.survey import Tried
from tines_contract.report.page.elements import code, details, element

Count = tuple[Tried, int]
_ELSEWHERE = "elsewhere"


def place_of(operation: str) -> str:
    """Where on the page the requests of an operation are."""
    return f"requests-{operation or _ELSEWHERE}"


def requests(report: Report) -> ET.Element:
    """The requests of the run, by operation."""
    counts = report.record.survey.requests
    names = sorted({one.operation for one in counts}, key=lambda name: (not name, name))
    section = element("section", element("h2", "What was tried"), id="requests")
    if not names:
        section.append(element("p", "No request got a response."))
    for name in names:
        section.append(_operation(name, [(one, count) for one, count in counts.items() if one.operation == name]))
    return section


def _operation(name: str, counts: Sequence[Count]) -> ET.Element:
    number = sum(count for _, count in counts)
    title = element("span", code(name) if name else "an address that the spec does not know", f": {number} requests")
    head = element("tr", *(element("th", text, scope="col") for text in ("Why", "Status", "Requests")))
    body = element("tbody", *_rows(counts))
    return details(title, element("table", element("thead", head), body), id=place_of(name), class_="tried")


def _rows(counts: Sequence[Count]) -> Iterator[ET.Element]:
    for one, count in sorted(counts, key=lambda pair: (pair[0].purpose.value, pair[0].status)):
        cells = (element("td", str(value), class_="number") for value in (one.status, count))
        yield element("tr", element("th", one.purpose.value, scope="row"), *cells)
