"""A report as JUnit XML, as CI systems read it: each promise a test of its operation.

It is red just where the exit code is not 0: a broken promise is a failure, and what leaves a tenant unjudged an error.
All promises of an operation are judged by the same requests: the time that these took is shared among them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from tines_contract.engine.judging.verdict import Report
from tines_contract.report.explaining import explained, failed, harmed, why_not_exercised
from tines_contract.report.json_report import Written, written
from tines_contract.report.remains import remains

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COUNTS = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def as_junit(report: Report) -> str:
    """The report, for CI, in ASCII."""
    suite = _suite(written(report), "\n".join(remains(report)), report.record.survey.seconds)
    counts = {name: suite.get(name, "") for name in ("tests", "failures", "errors", "time")}
    root = ET.Element("testsuites", {"name": "tines_contract", **counts})
    root.append(suite)
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="us-ascii", xml_declaration=True)
    return made.decode() + "\n"


def _suite(report: Written, left: str, seconds: Mapping[str, float]) -> ET.Element:
    named = _clean(f"{report['target']}, case {report['case']}")
    suite = ET.Element("testsuite", name=named, timestamp=report["time"].removesuffix("Z"))
    properties = ET.SubElement(suite, "properties")
    for name in ("verdict", "exit_code", "requests", "version", "seed"):
        ET.SubElement(properties, "property", name=name, value=str(report[name]))
    for name, mark, message in _of_no_promise(report):
        _mark(_test(suite, "tines_contract", name), mark, message)
    for outcome in report["outcomes"]:
        _promise(_test(suite, outcome["operation"], outcome["promise"]), outcome, report)
    if report["verdict"] == "unjudged" and not suite.findall("testcase/error"):
        _mark(_test(suite, "tines_contract", "tenant can be judged"), "error", "every promise was skipped")
    if lines := [*harmed(report), *filter(None, [left])]:
        ET.SubElement(suite, "system-out").text = _clean("\n".join(lines))
    suite.set("tests", str(len(suite.findall("testcase"))))
    for count, mark in _COUNTS.items():
        suite.set(count, str(len(suite.findall(f"testcase/{mark}"))))
    suite.set("time", _time(report["duration"]))
    _share_times(suite, seconds)
    return suite


def _share_times(suite: ET.Element, seconds: Mapping[str, float]) -> None:
    tests = suite.findall("testcase")
    shares = Counter(test.get("classname", "") for test in tests)
    for test in tests:
        operation = test.get("classname", "")
        test.set("time", _time(seconds.get(operation, 0.0) / shares[operation]))


def _time(seconds: float) -> str:
    return f"{seconds:.3f}"


def _of_no_promise(report: Written) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the run as a whole: each a test with its mark and its message."""
    yield from (("nothing else is harmed", "error", one["message"]) for one in report["suspected_harm"])
    yield from (("the suite does not fail", "error", line) for line in failed(report))
    if report["obstacle"] is not None:
        yield "tenant can be judged", "error", report["obstacle"]["message"]
    yield from (("the tenant is as agreed", "failure", line) for line in report["disagreements"])


def _promise(test: ET.Element, outcome: Written, report: Written) -> None:
    error = "error" if outcome["accuses"] else "skipped"
    match outcome["status"]:
        case "broken":
            _broken(test, outcome)
        case "not_exercised" if report["obstacle"] is not None or report["failure"]:
            _mark(test, "skipped", outcome["note"] or "the tenant could not be judged")
        case "not_exercised":
            _mark(test, error, f"not exercised: {why_not_exercised(outcome, report)}")
        case "crashed":
            _mark(test, error, outcome["note"])
        case "skipped":
            _mark(test, "skipped", outcome["note"])


def _broken(test: ET.Element, outcome: Written) -> None:
    message, details, accepted = outcome["findings"][0]["message"], "\n".join(explained(outcome)), outcome["accepted"]
    if outcome["accuses"]:
        _mark(test, "failure", message, details)
        return
    why = "assumed, and accuses nobody" if accepted is None else f"accepted ({accepted['reason']})"
    _mark(test, "skipped", f"{why}: {message}")
    ET.SubElement(test, "system-out").text = _clean(details)


def _test(suite: ET.Element, operation: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=operation, name=name)


def _mark(test: ET.Element, mark: str, message: str, details: str = "") -> None:
    ET.SubElement(test, mark, message=_clean(message), type=mark).text = _clean(details) or None


def _clean(text: str) -> str:
    """The text without what XML 1.0 forbids."""
    return _FORBIDDEN.sub("\ufffd", text)
