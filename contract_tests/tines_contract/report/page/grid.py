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
    promise, status = outcome["promise"], outcome["status"]
    known = "" if outcome["accepted"] is None else ", accepted"
    name = f"{promise}: {status.replace('_', ' ')}{known}"
    return element("a", MARKS[status], href=f"#{promise}", class_=f"mark {status}", aria_label=name)
