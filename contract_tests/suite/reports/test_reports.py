"""What the reports show: the same in text, JSON and JUnit, enough to see it oneself, and nothing that is private."""

import functools
import json
import random
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve

from contract_tests.suite.reports.reports import judged_for, judged_with, outcome_of
from contract_tests.suite.tenants.busy_tenants import Wrapped
from contract_tests.suite.tenants.response_changes import Respond, changed_success
from contract_tests.suite.tenants.tenants import READING, WRITING, full_tenant, judged_tenant
from tines_contract import Plan, Report
from tines_contract.checks import CHECKS
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.excerpt import excerpt
from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import Purpose
from tines_contract.report.json_report import as_json
from tines_contract.report.junit_report import as_junit
from tines_contract.report.output import FORMATS
from tines_contract.report.text_report import as_text
from tines_fake import FAULTS, Exchange, FakeTenant, Request, Response, fault
from tines_spec import operation_at

SECRET = "sesame"
READ_FAULTS = ("PAGE-SHUFFLE", "NEXT-ALWAYS", "COUNT-OFF", "PAGES-FLOOR", "SIZE-IGNORED", "CASE-LEAK", "LABEL-NULL")
SOME_FAULTS = random.Random(0).sample(sorted(one.id for one in FAULTS), 12)
TOGETHER = [SOME_FAULTS[start : start + 4] for start in range(0, 12, 4)]
"""Faults that a tenant has at once: it breaks several promises, and is judged once."""


@functools.cache
def _private(*faults: str) -> Report:
    """The report on a tenant all of whose texts are private."""
    fake = FakeTenant(api_key=f"{SECRET}-key", faults=[fault(one) for one in faults])
    hook = f"https://hooks.tines.test/webhook/{SECRET}"
    fake.add_story(f"{SECRET} story", ":robot:", hook)
    for case, actions in ((1, 5), (2, 45), (3, 0), (4, 5)):
        fake.add_case(case)
        for _ in range(actions):
            params = {SECRET: SECRET}
            fake.add_action(case, label=f"{SECRET} label", url=hook, action_text=SECRET, query_params=params)
    fake.add_many("/api/v2/cases/2/tasks", [{"description": SECRET}] * 45)
    fake.add_many("/api/v2/cases", [{"name": f"{SECRET} case", "description": SECRET}] * 45)
    return judged_tenant(fake, Plan(2, generated=0, writing_case=3, scenarios=0))


def _items(body: dict) -> list[dict]:
    """The items of a page, whatever they are called."""
    return next((value for value in body.values() if isinstance(value, list)), [])


@functools.cache
def _judged_sample(fault_id: str) -> Report:
    return judged_tenant(FakeTenant.sample(faults=[fault(fault_id)]), Plan(2, generated=0))


@pytest.mark.parametrize("faults", TOGETHER, ids=" ".join)
def test_no_report_shows_the_key_or_a_url_or_a_text_of_the_tenant(faults: list[str]) -> None:
    report = _private(*faults)
    assert report.broken
    for write in FORMATS.values():
        assert SECRET not in write(report).lower()


@pytest.mark.parametrize("faults", TOGETHER, ids=" ".join)
def test_text_json_and_junit_tell_the_same_broken_promises(faults: list[str]) -> None:
    report = _private(*faults)
    written = json.loads(as_json(report))
    broken = [outcome for outcome in written["outcomes"] if outcome["status"] == "broken"]
    assert [outcome["promise"] for outcome in broken] == report.broken != []
    assert [line.split()[1] for line in as_text(report).splitlines() if line.startswith("  broken  ")] == report.broken
    tests = ET.fromstring(as_junit(report)).findall("testsuite/testcase")
    red = [one.get("name") for one in tests for mark in ("failure", "system-out") if one.find(mark) is not None]
    assert red == report.broken
    for outcome in broken:
        (finding,) = outcome["findings"]
        assert finding["message"] in as_text(report)
        assert any(request["shows"] for request in finding["requests"])


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
PLACES["where it is written"] = lambda body: [PLACES[name](body) for name in ("a timestamp", "a type", "query_params")]


def _misplacing(place: str) -> Respond:
    """A tenant that says private things where none belong: at a place of JSON, in the header, or in all of the body."""
    if place in PLACES:
        return changed_success(_is_a_list, lambda _, body: PLACES[place](body))()
    if place == "all of the body":
        return lambda *_: Response(status=500, body=f"<p>{SECRET}</p>".encode())
    return lambda fake, request: evolve(fake.respond(request), headers={"content-type": f"text/x {SECRET}"})


def _is_a_list(request: Request) -> bool:
    operation = operation_at(request.method, request.path)
    return operation is not None and operation.paging is not None


@pytest.mark.parametrize("place", [*PLACES, "the content type", "all of the body"])
def test_what_a_tenant_says_in_odd_places_is_not_shown_either(place: str) -> None:
    plan = WRITING if place in ("an id", "where it is written") else evolve(READING, generated=1)
    report = Wrapped(full_tenant(), _misplacing(place)).judged(plan)
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


def test_a_report_says_whether_a_breach_was_confirmed() -> None:
    again, gone = judged_for("UPDATE-LOST"), judged_for("REPLACE-ALL-CASES")
    assert outcome_of(again, "UPDATE-READ-BACK").confirmed
    assert "again:    yes" in as_text(again)
    assert not outcome_of(gone, "REPLACE-CASE-ONLY").confirmed
    assert "again:    yes" not in as_text(gone)


def test_a_broken_write_is_shown_with_the_reads_around_it() -> None:
    (finding, *_) = outcome_of(judged_with("DELETE-IGNORED"), "DELETE-GONE").findings
    assert [seen.request.method for seen in finding.replay] == ["GET", "DELETE", "GET"]
    assert finding.replay[0].request == finding.replay[2].request


@pytest.mark.parametrize("fault_id", READ_FAULTS)
def test_the_requests_that_are_shown_are_just_enough(fault_id: str) -> None:
    promise = fault(fault_id).promise
    finding = outcome_of(judged_with(fault_id, plan=READING), promise).findings[0]
    check = CHECKS[promise].judge
    assert finding.message in [one.message for one in check(Evidence(finding.replay))]
    for seen in finding.replay:
        fewer = [one for one in finding.replay if one is not seen]
        assert finding.message not in [one.message for one in check(Evidence(fewer))]


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
    text = as_text(judged_for("UPDATE-UPDATED-STAYS"))
    assert text.index("sleep 2\n") < text.index("-X PUT")
