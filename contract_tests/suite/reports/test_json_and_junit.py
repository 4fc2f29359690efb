"""What programs read: JSON by its schema, and JUnit as Jenkins has it."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from attrs import evolve

from contract_tests.suite.reports.reports import judged_with, outcome_of, schema
from contract_tests.suite.tenants.tenants import READING_ALL, full_tenant, judged_tenant
from tines_contract import ExitCode, FakeTarget, Plan, Report, Status, judge
from tines_contract.engine.judging.verdict import Outcome
from tines_contract.probes.probe import Purpose
from tines_contract.report.json_report import as_json
from tines_contract.report.junit_report import as_junit
from tines_contract.transport.obstacles import Obstacle
from tines_fake import FakeTenant, fault
from tines_spec import document, promises

ODD_ENDS = {
    "accepted": judged_with,
    "accused": lambda: judged_with("PAGE-GAP"),
    "too small": lambda: judge(FakeTarget(FakeTenant.sample()), Plan(1, generated=0)),
    "not found": lambda: judge(FakeTarget(FakeTenant.sample()), Plan(99, generated=0)),
    "left behind": lambda: judged_with("DELETE-IGNORED"),
}


@pytest.mark.parametrize("end", ODD_ENDS)
def test_json_keeps_its_schema_and_junit_is_red_unless_accepted(end: str) -> None:
    report = ODD_ENDS[end]()
    written = json.loads(as_json(report))
    jsonschema.validate(written, _closed(schema("report")))
    assert written["exit_code"] == report.exit_code
    _agrees(report)


def _closed(part: Any) -> Any:
    """A schema that allows no name that it does not describe."""
    if isinstance(part, list):
        return [_closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    closed = {"additionalProperties": False} if "required" in part and "properties" in part else {}
    return {**{name: _closed(one) for name, one in part.items()}, **closed}


def _agrees(report: Report) -> None:
    root = ET.fromstring(as_junit(report))
    red = len(root.findall(".//testcase/failure")) + len(root.findall(".//testcase/error"))
    assert (red > 0) is (report.exit_code != 0)
    for one in (root, root[0]):
        assert int(one.get("failures", "")) + int(one.get("errors", "")) == red
        assert int(one.get("tests", "")) == len(root.findall(".//testcase"))


def test_json_says_when_it_was_how_long_it_took_and_by_which_version() -> None:
    clock = iter(range(1000, 100_000))
    report = judge(FakeTarget(FakeTenant.sample()), Plan(1, generated=0), clock=lambda: next(clock))
    written = json.loads(as_json(report))
    before, now = datetime.fromisoformat(written["time"]), datetime.now(UTC)
    assert now - timedelta(minutes=10) < before <= now
    assert written["duration"] == report.record.seconds > 100
    assert written["version"] == document()["info"]["version"]
    lists = [one.name for one in Plan(1).read_lists()]
    assert written["plan"] == {"lists": lists, "writing_case": None, "other_case": None}


def test_json_says_what_was_tried_and_which_fields_came() -> None:
    report = judged_tenant(full_tenant(faults=[fault("LABEL-NULL")]), READING_ALL)
    written = json.loads(as_json(report))
    assert sum(one["requests"] for one in written["tried"]) == report.requests
    refused = {"operation": "listCases", "purpose": Purpose.NO_KEY.value, "status": 401, "requests": 1}
    assert refused in written["tried"]
    fields = {(one["operation"], one["field"]): one["types"] for one in written["fields"]}
    assert fields["listCaseActions", "actions[].label"] == ["null"]
    assert fields["getCaseAction", "label"] == ["text"]
    assert fields["listCaseActions", "meta.count"] == ["a number"]


JENKINS: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": ({"testsuite"}, set(), {"name", "time", "tests", "failures", "errors"}),
    "testsuite": (
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
        {"name", "tests", "failures", "errors"},
        {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
    ),
    "properties": ({"property"}, set(), set()),
    "property": (set(), {"name", "value"}, set()),
    "testcase": (
        {"skipped", "error", "failure", "system-out", "system-err"},
        {"name"},
        {"time", "classname", "group"},
    ),
    **{name: (set(), set(), {"type", "message"}) for name in ("failure", "error", "skipped")},
    "system-out": (set(), set(), set()),
}
"""What the schema that Jenkins reads JUnit by (junit-10.xsd of its xunit plugin) allows: of each element the children,
the attributes that it must have, and those that it may have."""


@pytest.mark.parametrize("end", ODD_ENDS)
def test_junit_is_what_jenkins_accepts_with_times(end: str) -> None:
    report = ODD_ENDS[end]()
    root = ET.fromstring(as_junit(report))
    for one in root.iter():
        children, required, optional = JENKINS[one.tag]
        assert {child.tag for child in one} <= children, one.tag
        assert required <= set(one.keys()) <= required | optional, (one.tag, one.keys())
        if children:
            assert not (one.text or "").strip(), one.tag
        if (time := one.get("time")) is not None:
            assert re.fullmatch(r"[0-9]+(\.[0-9]+)?", time)
    (suite,) = root
    assert suite.get("time") == root.get("time") == f"{report.record.seconds:.3f}" != "0.000"
    shared = sum(float(test.get("time", "")) for test in suite.findall("testcase"))
    assert shared == pytest.approx(sum(time for name, time in report.record.survey.seconds.items() if name), abs=0.2)


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("grade", ["assumed", "documented"])
def test_an_assumption_makes_no_junit_red_whatever_comes_of_it(status: Status, grade: str) -> None:
    findings = outcome_of(judged_with("PAGES-FLOOR"), "LIST-PAGES-AGREE").findings if status is Status.BROKEN else ()
    report = Report("a tenant", 1, [Outcome(evolve(promises()[0], grade=grade), status, findings)], 1)
    _agrees(report)
    assert grade != "assumed" or report.exit_code == 0


def test_what_xml_forbids_is_in_no_junit() -> None:
    odd = "".join(map(chr, [0, 8, 27, 0xD800, 0xFFFE])) + "</testsuites>]]>&é\U0001f600"
    report = Report(odd, 1, [], 0, Obstacle(ExitCode.UNREACHABLE, odd))
    error = ET.fromstring(as_junit(report)).find(".//error")
    assert error is not None
    assert (error.get("message") or "").endswith("</testsuites>]]>&é\U0001f600")
