"""A report as JUnit XML, as CI systems read it: each promise a test of its operation.

It is red just where the exit code is not 0: a broken promise is a failure, and what leaves a tenant unjudged an error.
All promises of an operation are judged by the same requests: the time that these took is shared among them.
"""

import re
from collections import Counter
from xml.etree import ElementTree as ET

from tines_contract.engine.judging.verdict import Outcome, Report, Status, Verdict
from tines_contract.report.explaining import explained, failed, harmed
from tines_contract.report.json_report import started, version
from tines_contract.report.remains import remains
from tines_contract.report.spoiled import why_not_exercised

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKS = ("failure", "error", "skipped")
_COUNTS = ("failures", "errors", "skipped")


def as_junit(report: Report) -> str:
    """The report, for CI, in ASCII. It holds no key, and of responses what `report.shows` makes of them."""
    suite = _suite(report)
    counts = {name: suite.get(name, "") for name in ("tests", "failures", "errors", "time")}
    root = ET.Element("testsuites", {"name": "tines_contract", **counts})
    root.append(suite)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="us-ascii", xml_declaration=True)
    return written.decode() + "\n"


def _suite(report: Report) -> ET.Element:
    named = _clean(f"{report.target}, case {report.case_id}")
    suite = ET.Element("testsuite", name=named, timestamp=started(report.record).removesuffix("Z"))
    properties = ET.SubElement(suite, "properties")
    for name, value in _summary(report).items():
        ET.SubElement(properties, "property", name=name, value=str(value))
    _of_no_promise(suite, report)
    for outcome in report.outcomes:
        _promise(suite, outcome, report)
    if report.verdict is Verdict.UNJUDGED and not suite.findall("testcase/error"):
        _mark(_test(suite, "tines_contract", "tenant can be judged"), "error", "every promise was skipped")
    if lines := [*harmed(report), *remains(report)]:
        ET.SubElement(suite, "system-out").text = _clean("\n".join(lines))
    suite.attrib.update(_counts(suite))
    suite.set("time", _time(report.record.seconds))
    _share_times(suite, report)
    return suite


def _summary(report: Report) -> dict[str, object]:
    return {
        "verdict": report.verdict.value,
        "exit_code": int(report.exit_code),
        "requests": report.requests,
        "version": version(),
    }


def _share_times(suite: ET.Element, report: Report) -> None:
    tests = suite.findall("testcase")
    shares = Counter(test.get("classname", "") for test in tests)
    for test in tests:
        operation = test.get("classname", "")
        test.set("time", _time(report.record.survey.seconds.get(operation, 0.0) / shares[operation]))


def _time(seconds: float) -> str:
    return f"{seconds:.3f}"


def _of_no_promise(suite: ET.Element, report: Report) -> None:
    for finding in report.suspected_harm:
        _mark(_test(suite, "tines_contract", "nothing else is harmed"), "error", finding.message)
    for line in failed(report):
        _mark(_test(suite, "tines_contract", "the suite does not fail"), "error", line)
    if report.obstacle is not None:
        _mark(_test(suite, "tines_contract", "tenant can be judged"), "error", report.obstacle.message)
    for line in report.disagreements:
        _mark(_test(suite, "tines_contract", "the tenant is as agreed"), "failure", line)


def _promise(suite: ET.Element, outcome: Outcome, report: Report) -> None:
    test = _test(suite, outcome.promise.operation, outcome.promise.id)
    accuses = outcome.accuses
    if outcome.status is Status.BROKEN:
        message = outcome.findings[0].message
        details = "\n".join(explained(outcome, report.shows))
        if accuses:
            _mark(test, "failure", message, details)
        else:
            why = "assumed, and accuses nobody" if outcome.accepted is None else f"accepted ({outcome.accepted.reason})"
            _mark(test, "skipped", f"{why}: {message}")
            ET.SubElement(test, "system-out").text = _clean(details)
    elif outcome.status is Status.NOT_EXERCISED and (report.obstacle is not None or report.failure):
        _mark(test, "skipped", outcome.note or "the tenant could not be judged")
    elif outcome.status is Status.NOT_EXERCISED:
        _mark(test, "error" if accuses else "skipped", f"not exercised: {why_not_exercised(outcome, report)}")
    elif outcome.status is Status.CRASHED:
        _mark(test, "error" if accuses else "skipped", outcome.note)
    elif outcome.status is Status.SKIPPED:
        _mark(test, "skipped", f"{outcome.note}")


def _test(suite: ET.Element, operation: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=operation, name=name)


def _mark(test: ET.Element, mark: str, message: str, details: str = "") -> None:
    ET.SubElement(test, mark, message=_clean(message), type=mark).text = _clean(details) or None


def _counts(suite: ET.Element) -> dict[str, str]:
    marked = {count: str(len(suite.findall(f"testcase/{mark}"))) for mark, count in zip(_MARKS, _COUNTS, strict=True)}
    return {"tests": str(len(suite.findall("testcase"))), **marked}


def _clean(text: str) -> str:
    """The text without what XML 1.0 forbids."""
    return _FORBIDDEN.sub("\ufffd", text)
