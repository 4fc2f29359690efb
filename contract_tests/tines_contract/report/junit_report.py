"""A report as JUnit XML, as CI systems read it: each promise a test of its operation.

It is red just where the exit code is not 0: a broken promise is a failure, and what leaves a tenant unjudged an error.
All promises of an operation are judged by the same requests: the time that these took is shared among them.
"""

import re
from collections import Counter
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from tines_contract.engine.judging.verdict import Report
from tines_contract.report.explaining import Result, harmed, results
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
    found = results(report)
    shares = Counter(one.operation for one in found)
    for one in found:
        time = f"{seconds.get(one.operation, 0.0) / shares[one.operation]:.3f}"
        test = ET.SubElement(suite, "testcase", classname=one.operation, name=one.name, time=time)
        if one.mark:
            _mark(test, one)
    if lines := [*harmed(report), *filter(None, [left])]:
        ET.SubElement(suite, "system-out").text = _clean("\n".join(lines))
    suite.set("tests", str(len(suite.findall("testcase"))))
    for count, mark in _COUNTS.items():
        suite.set(count, str(len(suite.findall(f"testcase/{mark}"))))
    suite.set("time", f"{report['duration']:.3f}")
    return suite


def _mark(test: ET.Element, result: Result) -> None:
    mark = ET.SubElement(test, result.mark, message=_clean(result.message), type=result.mark)
    if result.details:
        below = ET.SubElement(test, "system-out") if result.mark == "skipped" else mark
        below.text = _clean(result.details)


def _clean(text: str) -> str:
    """The text without what XML 1.0 forbids."""
    return _FORBIDDEN.sub("\ufffd", text)
