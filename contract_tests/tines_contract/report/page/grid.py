"""The picture of a report: a row an operation, a column a kind of promise, and a mark that leads to each promise."""

from collections import defaultdict
from xml.etree import ElementTree as ET

from tines_contract.checks import CHECKS
from tines_contract.report.json_report import Written
from tines_contract.report.page.elements import code, element

MARKS = {"held": "\u2713", "broken": "\u2717", "not_exercised": "?", "crashed": "!", "skipped": "\u2013"}
"""What came out, as a mark: a colour alone is not for everybody."""


def kind_of_promise(promise: str) -> str:
    """What a promise is about, by the module of its check: such as access, or side effects."""
    check = CHECKS.get(promise)
    return "other" if check is None else check.declared.judge.__module__.rpartition(".")[2].replace("_", " ")


def grid(report: Written) -> ET.Element:
    """The picture, as a table of links."""
    cells = defaultdict[tuple[str, str], list[ET.Element]](list)
    for one in report["outcomes"]:
        cells[one["operation"], kind_of_promise(one["promise"])].append(_mark(one))
    kinds = dict.fromkeys(kind for _, kind in cells)
    head = element("tr", *(element("th", name, scope="col") for name in ("operation", *kinds)))
    body = element("tbody")
    for operation in dict.fromkeys(name for name, _ in cells):
        row = (element("td", *cells[operation, kind]) for kind in kinds)
        body.append(element("tr", element("th", code(operation), scope="row"), *row))
    caption = element("caption", "Each promise by operation and kind", class_="hidden")
    return element("table", caption, element("thead", head), body, class_="grid")


def _mark(outcome: Written) -> ET.Element:
    promise = outcome["promise"]
    known = "" if outcome["accepted"] is None else ", accepted"
    return mark(outcome["status"], promise, f"#{promise}", known)


def mark(status: str | None, of: str, address: str = "", note: str = "") -> ET.Element:
    """The mark of what came out, with a name for who does not see it; a link where it leads somewhere."""
    name = f"{of}: {(status or 'not promised').replace('_', ' ')}{note}"
    where = {"href": address} if address else {"role": "img"}
    text = MARKS.get(status or "", " ")
    return element("a" if address else "span", text, class_=f"mark {status or ''}", aria_label=name, **where)
