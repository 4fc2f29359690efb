"""What the reports show: the same in text, JSON and JUnit, enough to see it oneself, and nothing that is private."""

import functools
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import tines_contract
from contract_tests.suite.tenants import WRITING, WRITING_ALL, full_tenant, judged_tenant
from tines_contract import ExitCode, FakeTarget, Plan, Promise, Report, Status, judge
from tines_contract.checks import CHECKS
from tines_contract.engine.verdict import Outcome
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.excerpt import excerpt
from tines_contract.evidence.observation import Observation
from tines_contract.probes.purpose import Purpose
from tines_contract.report.json_report import as_json
from tines_contract.report.junit_report import as_junit
from tines_contract.report.page import as_html
from tines_contract.report.text_report import as_text
from tines_contract.transport.obstacles import Obstacle
from tines_fake import FAULTS, Exchange, FakeTenant, Fault, Request, Response
from tines_spec import document, promises

ALL_FAULTS = {fault.id: fault for fault in FAULTS}
FORMATS = {"text": as_text, "json": as_json, "junit": as_junit, "html": as_html}
SCHEMA = json.loads((Path(tines_contract.__file__).parent / "report" / "report.schema.json").read_text())
SECRET = "sesame"
READ_FAULTS = ("PAGE-SHUFFLE", "NEXT-ALWAYS", "COUNT-OFF", "PAGES-FLOOR", "SIZE-IGNORED", "CASE-LEAK", "LABEL-NULL")
few = settings(max_examples=10, deadline=None, derandomize=True, database=None)


def _private(*faults: Fault) -> FakeTenant:
    """A tenant all of whose texts are private."""
    fake = FakeTenant(api_key=f"{SECRET}-key", faults=faults)
    hook = f"https://hooks.tines.test/webhook/{SECRET}"
    fake.add_story(f"{SECRET} story", ":robot:", hook)
    for case, actions in ((1, 5), (2, 45), (3, 0), (4, 5)):
        fake.add_case(case)
        for _ in range(actions):
            params = {SECRET: SECRET}
            fake.add_action(case, label=f"{SECRET} label", url=hook, action_text=SECRET, query_params=params)
    fake.add_many("/api/v2/cases/2/tasks", [{"description": SECRET}] * 45)
    fake.add_many("/api/v2/cases", [{"name": f"{SECRET} case", "description": SECRET}] * 45)
    return fake


def _items(body: dict) -> list[dict]:
    """The items of a page, whatever they are called."""
    return next((value for value in body.values() if isinstance(value, list)), [])


@functools.cache
def _judged(*faults: str) -> Report:
    return judged_tenant(full_tenant(faults=[ALL_FAULTS[one] for one in faults]), WRITING_ALL)


@functools.cache
def _judged_sample(fault: str) -> Report:
    return judged_tenant(FakeTenant.sample(faults=[ALL_FAULTS[fault]]), Plan(2, generated=0))


def _of(report: Report, promise: str) -> Outcome:
    return next(outcome for outcome in report.outcomes if outcome.promise.id == promise)


@few
@given(st.sampled_from(sorted(ALL_FAULTS)))
def test_no_report_shows_the_key_or_a_url_or_a_text_of_the_tenant(fault: str) -> None:
    report = judged_tenant(_private(ALL_FAULTS[fault]), Plan(2, generated=0, writing_case=3, scenarios=0))
    assert report.broken
    for write in FORMATS.values():
        assert SECRET not in write(report).lower()


PLACES: dict[str, Callable[[dict], object]] = {
    "an unknown name": lambda body: body.update({SECRET: 1}),
    "a name of meta": lambda body: body["meta"].update({SECRET: 1}),
    "the case": lambda body: body.update(case_id=SECRET),
    "the count": lambda body: body["meta"].update(count=SECRET),
    "all of meta": lambda body: body.update(meta=SECRET),
    "all actions": lambda body: body.update(actions={SECRET: SECRET}),
    "a link's path": lambda body: body["meta"].update(next_page=f"https://fake.tines.test/{SECRET}?page=2"),
    "a link's query": lambda body: body["meta"].update(next_page=f"https://fake.tines.test/a?{SECRET}=2&page={SECRET}"),
    "a link's user": lambda body: body["meta"].update(next_page=f"https://{SECRET}@evil.test/"),
    "no link": lambda body: body["meta"].update(current_page=f"http://[{SECRET}"),
    "an id": lambda body: [item.update(id=SECRET) for item in _items(body)],
    "a timestamp": lambda body: [item.update(created_at=f"2024-01-01 {SECRET}") for item in _items(body)],
    "a type": lambda body: [item.update(action_type=SECRET.upper()) for item in _items(body)],
    "query_params": lambda body: [item.update(query_params={SECRET: [SECRET]}) for item in _items(body)],
}


class _Misplacing(FakeTarget):
    """A tenant that says private things where none belong. place: of JSON, or the header, or all of the body."""

    place = ""

    def send(self, request: Request) -> Response:
        response = super().send(request)
        if self.place in PLACES and response.status == 200 and b'"meta"' in response.body:
            body = json.loads(response.body)
            PLACES[self.place](body)
            return Response.of_json(200, body)
        if self.place == "the content type":
            return Response(status=response.status, headers={"content-type": f"text/x {SECRET}"}, body=response.body)
        return response if self.place in PLACES else Response(status=500, body=f"<p>{SECRET}</p>".encode())


@pytest.mark.parametrize("place", [*PLACES, "the content type", "all of the body"])
def test_what_a_tenant_says_in_odd_places_is_not_shown_either(place: str) -> None:
    target = type("_", (_Misplacing,), {"place": place})(full_tenant())
    report = judge(target, evolve(WRITING, generated=3), pause=lambda _: None)
    for write in FORMATS.values():
        assert SECRET not in write(report).lower()


SAID = [
    {SECRET: 1},
    {"meta": {SECRET: 1, "next_page": SECRET, "count": SECRET}},
    {"id": SECRET, "created_at": SECRET, "label": SECRET, "url": SECRET, "query_params": {"id": SECRET}},
    {"actions": [SECRET, {"id": SECRET}]},
    [SECRET],
    SECRET,
]


@pytest.mark.parametrize("said", SAID, ids=range(len(SAID)))
def test_an_excerpt_shows_only_ids_timestamps_and_known_names(said: object) -> None:
    request = Request(origin="https://a.test", path="/api/v2/cases/1/actions/2")
    exchange = Exchange(request=request, response=Response.of_json(200, said))
    assert SECRET not in excerpt(Observation(exchange, Purpose.READ))


@few
@given(st.sampled_from(sorted(ALL_FAULTS)))
def test_text_json_and_junit_tell_the_same_broken_promises(fault: str) -> None:
    report = _judged(fault)
    written = json.loads(as_json(report))
    jsonschema.validate(written, SCHEMA)
    broken = [outcome for outcome in written["outcomes"] if outcome["status"] == "broken"]
    assert [outcome["promise"] for outcome in broken] == report.broken != []
    assert [line.split()[1] for line in as_text(report).splitlines() if line.startswith("  broken  ")] == report.broken
    tests = ET.fromstring(as_junit(report)).findall("testsuite/testcase")
    red = [
        test.get("name") for test in tests if test.find("failure") is not None or test.find("system-out") is not None
    ]
    assert red == report.broken
    for outcome in broken:
        (finding,) = outcome["findings"]
        assert finding["message"] in as_text(report)
        assert any(request["shows"] for request in finding["requests"])


ODD_ENDS = {
    "accepted": _judged,
    "accused": lambda: _judged("PAGE-GAP"),
    "too small": lambda: judge(FakeTarget(FakeTenant.sample()), Plan(1, generated=0)),
    "not found": lambda: judge(FakeTarget(FakeTenant.sample()), Plan(99, generated=0)),
    "left behind": lambda: _judged("DELETE-IGNORED"),
}


@pytest.mark.parametrize("end", ODD_ENDS)
def test_json_keeps_its_schema_and_junit_is_red_unless_accepted(end: str) -> None:
    report = ODD_ENDS[end]()
    written = json.loads(as_json(report))
    jsonschema.validate(written, SCHEMA)
    assert written["exit_code"] == report.exit_code
    _agrees(report)


def _agrees(report: Report) -> None:
    root = ET.fromstring(as_junit(report))
    red = len(root.findall(".//testcase/failure")) + len(root.findall(".//testcase/error"))
    assert (red > 0) is (report.exit_code != 0)
    for one in (root, root[0]):
        assert int(one.get("failures", "")) + int(one.get("errors", "")) == red
        assert int(one.get("tests", "")) == len(root.findall(".//testcase"))


@pytest.mark.parametrize("end", ODD_ENDS)
def test_the_schema_describes_every_name_that_json_has(end: str) -> None:
    assert list(_undescribed(json.loads(as_json(ODD_ENDS[end]())), SCHEMA)) == []


def _undescribed(value: object, schema: dict) -> Iterator[str]:
    """The names in a report that its schema has no property for."""
    schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if isinstance(value, dict):
        yield from (name for name in value if name not in schema["properties"])
        for name in value.keys() & schema["properties"].keys():
            yield from _undescribed(value[name], schema["properties"][name])
    for one in value if isinstance(value, list) else ():
        yield from _undescribed(one, schema["items"])


def test_json_says_when_it_was_how_long_it_took_and_by_which_version() -> None:
    clock = iter(range(1000, 100_000))
    report = judge(FakeTarget(FakeTenant.sample()), Plan(1, generated=0), clock=lambda: next(clock))
    written = json.loads(as_json(report))
    before, now = datetime.fromisoformat(written["time"]), datetime.now(UTC)
    assert now - timedelta(minutes=10) < before <= now
    assert written["duration"] == report.record.seconds > 100
    assert written["version"] == document()["info"]["version"]
    assert written["plan"] == {
        "lists": [one.name for one in Plan(1).read_lists()],
        "writing_case": None,
        "other_case": None,
    }


def test_json_says_what_was_tried_and_which_fields_came() -> None:
    report = _judged("LABEL-NULL")
    written = json.loads(as_json(report))
    assert sum(one["requests"] for one in written["tried"]) == report.requests
    refused = [
        one for one in written["tried"] if one["operation"] == "listCases" and one["purpose"] == Purpose.NO_KEY.value
    ]
    assert [(one["status"], one["requests"]) for one in refused] == [(401, 1)]
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


def _assumed() -> Promise:
    return evolve(promises()[0], grade="assumed")


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("assumed", [True, False])
def test_an_assumption_makes_no_junit_red_whatever_comes_of_it(status: Status, assumed: bool) -> None:
    findings = _of(_judged("PAGES-FLOOR"), "LIST-PAGES-AGREE").findings
    outcome = Outcome(_assumed() if assumed else promises()[0], status, findings if status is Status.BROKEN else ())
    report = Report("a tenant", 1, [outcome], 1)
    _agrees(report)
    assert not assumed or report.exit_code == 0


def test_what_xml_forbids_is_in_no_junit() -> None:
    odd = "".join(map(chr, [0, 8, 27, 0xD800, 0xFFFE])) + "</testsuites>]]>&é\U0001f600"
    report = Report(odd, 1, [], 0, Obstacle(ExitCode.UNREACHABLE, odd))
    error = ET.fromstring(as_junit(report)).find(".//error")
    assert error is not None
    assert (error.get("message") or "").endswith("</testsuites>]]>&é\U0001f600")


def test_a_report_says_whether_a_breach_was_confirmed() -> None:
    again, gone = _judged("UPDATE-LOST"), _judged("REPLACE-ALL-CASES")
    assert _of(again, "UPDATE-READ-BACK").confirmed
    assert "again:    yes" in as_text(again)
    assert not _of(gone, "REPLACE-CASE-ONLY").confirmed
    assert "again:    yes" not in as_text(gone)


def test_a_broken_write_is_shown_with_the_reads_around_it() -> None:
    (finding, *_) = _of(_judged("DELETE-IGNORED"), "DELETE-GONE").findings
    assert [seen.request.method for seen in finding.replay] == ["GET", "DELETE", "GET"]
    assert finding.replay[0].request == finding.replay[2].request


@pytest.mark.parametrize("fault", READ_FAULTS)
def test_the_requests_that_are_shown_are_just_enough(fault: str) -> None:
    promise = ALL_FAULTS[fault].promise
    finding = _of(_judged(fault), promise).findings[0]
    judged = CHECKS[promise].judge
    assert finding.message in [one.message for one in judged(Evidence(finding.replay))]
    for seen in finding.replay:
        fewer = [one for one in finding.replay if one is not seen]
        assert finding.message not in [one.message for one in judged(Evidence(fewer))]


def test_text_shows_the_ends_of_a_long_walk_and_json_all_of_it() -> None:
    report = _judged_sample("NEXT-ALWAYS")
    outcomes = json.loads(as_json(report))["outcomes"]
    (finding,) = next(one["findings"] for one in outcomes if one["promise"] == "LIST-NEXT-UNTIL-LAST")
    assert len(finding["requests"]) > 20
    assert as_text(report).count("curl ") < 6
    pages = [request["url"].partition("page=")[2] for request in finding["requests"]]
    assert pages == sorted(pages, key=lambda page: int(page.rpartition("=")[2]))


def test_a_response_is_shown_by_its_ids_and_numbers() -> None:
    text = as_text(_judged_sample("PAGES-FLOOR"))
    assert "application/json" in text
    assert "count 1203" in text
    assert "ids 1001, 1002" in text


def test_the_text_waits_a_second_before_it_repeats_an_update() -> None:
    text = as_text(_judged("UPDATE-UPDATED-STAYS"))
    assert text.index("sleep 2\n") < text.index("-X PUT")
