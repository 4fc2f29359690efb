"""The picture of a report: a row an operation, a column a kind of promise, and a mark that leads to each promise."""

import sys
from collections import defaultdict
from xml.etree import ElementTree as ET

from tines_contract.checks import CHECKS
from tines_contract.report.json_report import Written
from tines_contract.report.page.elements import code, definitions, details, element, table

MARKS = {"held": "\u2713", "broken": "\u2717", "not_exercised": "?", "crashed": "!", "skipped": "\u2013"}
"""What came out, as a mark: a colour alone is not for everybody."""


def kind_of_promise(promise: str) -> str:
    """What a promise is about, by the module of its check: such as access, or side effects."""
    return CHECKS[promise].declared.judge.__module__.rpartition(".")[2].replace("_", " ")


def _meaning(promise: str) -> str:
    """What its kind is about, as the module of its check says it."""
    return (sys.modules[CHECKS[promise].declared.judge.__module__].__doc__ or "").partition("\n")[0]


def grid(report: Written) -> ET.Element:
    """The picture, as a table of links, with what its columns are about."""
    cells = defaultdict[tuple[str, str], list[ET.Element]](list)
    for one in report["outcomes"]:
        promise, known = one["promise"], "" if one["accepted"] is None else ", accepted"
        cells[one["operation"], kind_of_promise(promise)].append(mark(one["status"], promise, f"#{promise}", known))
    kinds = {kind_of_promise(one["promise"]): _meaning(one["promise"]) for one in report["outcomes"]}
    heads = (element("span", kind, title=meaning) for kind, meaning in kinds.items())
    rows = (
        [element("th", code(name), scope="row"), *(element("td", *cells[name, kind], data_kind=kind) for kind in kinds)]
        for name in dict.fromkeys(name for name, _ in cells)
    )
    marks = table(("operation", *heads), rows, class_="grid", aria_label="All promises")
    return element("div", marks, details("What the columns are about", definitions(kinds, class_="about")))


def mark(status: str | None, of: str, address: str = "", note: str = "") -> ET.Element:
    """The mark of what came out, with a name for who does not see it; a link where it leads somewhere."""
    name = f"{of}: {(status or 'not promised').replace('_', ' ')}{note}"
    where = {"href": address} if address else {"role": "img"}
    shown = MARKS.get(status or "", " ")
    return element("a" if address else "span", shown, class_=f"mark {status}", aria_label=name, title=name, **where)
