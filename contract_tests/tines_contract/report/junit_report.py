"""A report as JUnit XML, as CI systems read it: each promise a test of its operation.

It is red just where the exit code is not 0: a broken promise is a failure, and what leaves a tenant unjudged an error.
"""

import re
from xml.etree import ElementTree as ET

from tines_contract.engine.verdict import Outcome, Report, Status, Verdict
from tines_contract.report.explaining import explained, failed, harmed, why_not_exercised
from tines_contract.report.remains import remains

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKS = ("failure", "error", "skipped")
_COUNTS = ("failures", "errors", "skipped")


def as_junit(report: Report) -> str:
    """The report, for CI, in ASCII. It holds no key, and of the case's data only ids and timestamps."""
    suite = _suite(report)
    root = ET.Element("testsuites", {"name": "tines_contract", **_counts(suite)})
    root.append(suite)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="us-ascii", xml_declaration=True)
    return written.decode() + "\n"


def _suite(report: Report) -> ET.Element:
    suite = ET.Element("testsuite", name=_clean(f"{report.target}, case {report.case_id}"))
    properties = ET.SubElement(suite, "properties")
    summary = {"verdict": report.verdict.value, "exit_code": int(report.exit_code), "requests": report.requests}
    for name, value in summary.items():
        ET.SubElement(properties, "property", name=name, value=str(value))
    _of_no_promise(suite, report)
    for outcome in report.outcomes:
        _promise(suite, outcome, obstructed=report.obstacle is not None or bool(report.failure))
    if report.verdict is Verdict.UNJUDGED and not suite.findall("testcase/error"):
        _mark(_test(suite, "tines_contract", "tenant can be judged"), "error", "every promise was skipped")
    if lines := [*harmed(report), *remains(report)]:
        ET.SubElement(suite, "system-out").text = _clean("\n".join(lines))
    suite.attrib.update(_counts(suite))
    return suite


def _of_no_promise(suite: ET.Element, report: Report) -> None:
    for finding in report.suspected_harm:
        _mark(_test(suite, "tines_contract", "nothing else is harmed"), "error", finding.message)
    for line in failed(report):
        _mark(_test(suite, "tines_contract", "the suite does not fail"), "error", line)
    if report.obstacle is not None:
        _mark(_test(suite, "tines_contract", "tenant can be judged"), "error", report.obstacle.message)
    for line in report.disagreements:
        _mark(_test(suite, "tines_contract", "the tenant is as agreed"), "failure", line)


def _promise(suite: ET.Element, outcome: Outcome, *, obstructed: bool) -> None:
    test = _test(suite, outcome.promise.operation, outcome.promise.id)
    accuses = outcome.accuses
    if outcome.status is Status.BROKEN:
        message = outcome.findings[0].message
        details = "\n".join(explained(outcome))
        if accuses:
            _mark(test, "failure", message, details)
        else:
            why = "assumed, and accuses nobody" if outcome.accepted is None else f"accepted ({outcome.accepted.reason})"
            _mark(test, "skipped", f"{why}: {message}")
            ET.SubElement(test, "system-out").text = _clean(details)
    elif outcome.status is Status.NOT_EXERCISED and obstructed:
        _mark(test, "skipped", outcome.note or "the tenant could not be judged")
    elif outcome.status is Status.NOT_EXERCISED:
        _mark(test, "error" if accuses else "skipped", f"not exercised: {why_not_exercised(outcome)}")
    elif outcome.status is Status.CRASHED:
        _mark(test, "error" if accuses else "skipped", outcome.note)
    elif outcome.status is Status.SKIPPED:
        _mark(test, "skipped", f"{outcome.note}")


def _test(suite: ET.Element, operation: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=operation, name=name, time="0")


def _mark(test: ET.Element, mark: str, message: str, details: str = "") -> None:
    ET.SubElement(test, mark, message=_clean(message), type=mark).text = _clean(details) or None


def _counts(suite: ET.Element) -> dict[str, str]:
    marked = {count: str(len(suite.findall(f"testcase/{mark}"))) for mark, count in zip(_MARKS, _COUNTS, strict=True)}
    return {"tests": str(len(suite.findall("testcase"))), **marked, "time": "0"}


def _clean(text: str) -> str:
    """The text without what XML 1.0 forbids."""
    return _FORBIDDEN.sub("\ufffd", text)
