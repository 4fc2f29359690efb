"""What is lost or changed around a write that was not for it, once: nobody is accused of it, and nobody accepted."""

import json
from collections.abc import Callable
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from attrs import evolve

from contract_tests.suite.reports.reports import schema
from contract_tests.suite.tenants.busy_tenants import (
    Act,
    Shared,
    Wrapped,
    create,
    edit_the_first,
    edit_the_last,
    remove_all,
    remove_the_last,
)
from contract_tests.suite.tenants.tenants import CASE, EMPTY, WRITES, WRITES_ALONE, WRITING, judged, only, tenant
from tines_contract import ExitCode, Plan, Report, Status, Verdict
from tines_contract.report.json_report import as_json
from tines_contract.report.junit_report import as_junit
from tines_contract.report.text_report import as_text
from tines_fake import FakeTenant, Request, Response, fault
from tines_spec import operation_at, operations

TO_THE_CASE = evolve(WRITES_ALONE, writing_case=CASE)
THEN_FILLED = only(*WRITES, "LIST-KEY-MISSING", plan=evolve(WRITING, writing_case=CASE))
"""Once all is written the case is filled to be read."""
IS: dict[str, Callable[[Request, Response], bool]] = {
    "replacing": lambda sent, got: sent.path.endswith("/batch") and got.status == 200,
    "creating": lambda sent, got: sent.method == "POST" and got.status == 201,
    "updating": lambda sent, got: sent.method == "PUT" and not sent.path.endswith("/batch") and got.status == 200,
    "deleting": lambda sent, got: sent.method == "DELETE" and got.status == 204,
    "refusing a write": lambda sent, got: sent.method != "GET" and got.status in (401, 404),
    "refusing a body": lambda sent, got: sent.method == "POST" and got.status in (400, 422),
}


class Harmful(Wrapped):
    """A tenant that does something to a case with one of its writes, once: the n-th of those that are so."""

    def __init__(self, fake: FakeTenant, act: Act, case: int, kind: str, nth: int = 1) -> None:
        super().__init__(fake)
        self._act, self._case, self._kind, self.left = act, case, kind, nth

    def send(self, request: Request) -> Response:
        response = super().send(request)
        if IS[self._kind](request, response):
            self.left -= 1
            if self.left == 0:
                self._act(self.fake, self._case)
        return response


def _is_suspected(report: Report, case: int) -> None:
    assert (report.broken, report.exit_code) == ([], ExitCode.UNJUDGED), as_text(report)
    assert as_text(report).splitlines()[1].startswith(f"  suspected harm: case {case}: "), as_text(report)
    assert as_text(report).splitlines()[-1].startswith(f"unjudged: harm is suspected: case {case}: "), as_text(report)


OF = {
    "replacing": "replaceAllCaseActions",
    "creating": "createCaseAction",
    "updating": "updateCaseAction",
    "deleting": "deleteCaseAction",
    "refusing a write": "deleteCaseAction",
    "refusing a body": "createCaseAction",
}
"""The operation that has such writes."""
UPDATING = only("updateCaseAction")


HARM: list[tuple[str, Act, int, int, Plan]] = [
    *((kind, remove_all, EMPTY + 1, 1, only(OF[kind])) for kind in IS),
    *((kind, remove_all, CASE + 1, 2, only(OF[kind])) for kind in IS),
    # One action of another case, one of others in the same case, and another one of this run.
    *(("updating", act, EMPTY + 1, 3, UPDATING) for act in (edit_the_first, remove_the_last)),
    *((kind, edit_the_first, CASE, 3, TO_THE_CASE) for kind in ("creating", "updating", "refusing a body")),
    ("updating", edit_the_first, EMPTY, 2, UPDATING),
]


@pytest.mark.parametrize(
    ("kind", "act", "case", "nth", "plan"), HARM, ids=[f"{one[0]}-{one[1].__name__}-{one[2]}" for one in HARM]
)
def test_harm_that_is_seen_once_leaves_a_tenant_unjudged(kind: str, act: Act, case: int, nth: int, plan: Plan) -> None:
    _is_suspected(Harmful(tenant(), act, case, kind, nth).judged(plan), case)


@pytest.mark.parametrize("kind", ["creating", "deleting"])
def test_what_is_lost_while_a_case_is_filled_or_emptied_for_reading_counts_too(kind: str) -> None:
    many = 10**6
    counted = Harmful(tenant(0), remove_all, CASE, kind, many)
    counted.judged(THEN_FILLED)
    last_but_three = many - counted.left - 3
    _is_suspected(Harmful(tenant(0), remove_all, CASE + 1, kind, last_but_three).judged(THEN_FILLED), CASE + 1)


def test_a_colleague_who_empties_a_case_meanwhile_accuses_nobody() -> None:
    for moment in range(20, 420, 80):
        report = Shared(remove_all, CASE + 1, moment).judged(WRITES_ALONE)
        assert report.broken == [], as_text(report)


def test_a_colleague_who_only_adds_is_no_harm() -> None:
    for operation in WRITES:
        report = Shared(create, CASE + 1, 80).judged(only(operation))
        assert not report.suspected_harm, as_text(report)


def test_what_happens_while_nothing_is_written_is_no_harm() -> None:
    report = Shared(edit_the_last, CASE - 1, 20).judged(WRITING)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


def test_harm_to_several_cases_at_one_write_accuses_though_it_cannot_be_repeated() -> None:
    report = judged(faults=[fault("REPLACE-ALL-CASES")], plan=WRITES_ALONE)
    assert report.broken == ["REPLACE-CASE-ONLY"]
    assert report.suspected_harm


def test_harm_to_one_case_that_cannot_be_repeated_accuses_nobody() -> None:
    report = judged(
        faults=[fault("REPLACE-ALL-CASES")],
        plan=only("replaceAllCaseActions", plan=evolve(WRITES_ALONE, other_case=CASE + 1)),
    )
    _is_suspected(report, CASE + 1)


def test_random_sequences_stop_once_they_have_harmed_something() -> None:
    harmful = Harmful(tenant(), edit_the_first, CASE + 1, "creating", 45)
    report = harmful.judged(evolve(WRITES_ALONE, scenarios=20))
    _is_suspected(report, CASE + 1)
    assert "no more are written" in as_text(report)


def test_each_report_shows_what_was_read_before_the_write_and_after() -> None:
    report = Harmful(tenant(), remove_all, CASE + 1, "replacing").judged(only("replaceAllCaseActions"))
    written = json.loads(as_json(report))
    jsonschema.validate(written, schema("report"))
    (harm,) = written["suspected_harm"]
    methods = [(one["method"], one["url"].rpartition("/cases/")[2].partition("/")[0]) for one in harm["requests"]]
    assert (methods[0], methods[-1]) == (("GET", "8"), ("GET", "8"))
    assert {method for method, _ in methods[1:-1]} <= {"POST", "PUT"}
    error = ET.fromstring(as_junit(report)).find(".//testcase[@name='nothing else is harmed']/error")
    assert error is not None
    assert "case 8" in (error.get("message") or "")
    assert "curl -sSi -X PUT" in as_text(report)


def _promise(kind: str) -> str:
    """The promise that a write of a kind leaves alone what it is not for."""
    ending = "CASE-ONLY" if kind == "replacing" else "KEEPS-OTHERS"
    return next(one.id for one in operations()[OF[kind]].promises if one.id.endswith(ending))


class EachTime(Harmful):
    """A tenant whose every write of a kind takes something away from another case. after: what was sent after that."""

    def __init__(self, kind: str, case: int) -> None:
        super().__init__(tenant(), remove_the_last, case, kind)
        self.after: list[Request] = []

    def send(self, request: Request) -> Response:
        if self.left < 0:
            self.after.append(request)
        response = Wrapped.send(self, request)
        if IS[self._kind](request, response):
            self.left = -1
            self._act(self.fake, self._case)
        return response


@pytest.mark.parametrize("kind", ["replacing", "creating", "updating", "deleting"])
def test_after_suspected_harm_nothing_of_that_operation_is_sent(kind: str) -> None:
    harmful = EachTime(kind, EMPTY + 1)
    report = harmful.judged(evolve(WRITES_ALONE, other_case=EMPTY + 1))
    again = [operation_at(one.method, one.path) for one in harmful.after]
    assert operations()[OF[kind]] not in again
    outcome = next(one for one in report.outcomes if one.promise.id == _promise(kind))
    assert outcome.status is Status.NOT_EXERCISED
    assert "harm is suspected" in outcome.note or "suspected of harm" in outcome.note
    assert report.exit_code is ExitCode.UNJUDGED


@pytest.mark.parametrize("kind", ["replacing", "creating", "updating", "deleting"])
def test_a_promise_that_harm_is_suspected_of_once_is_not_held(kind: str) -> None:
    report = Harmful(tenant(), remove_the_last, EMPTY + 1, kind).judged(WRITES_ALONE)
    statuses = {one.promise.id: one.status for one in report.outcomes}
    assert statuses[_promise(kind)] is Status.NOT_EXERCISED, as_text(report)


def test_what_cannot_be_removed_is_not_made() -> None:
    """Where deleting is suspected of harm."""
    harmful = EachTime("deleting", EMPTY + 1)
    report = harmful.judged(evolve(WRITES_ALONE, other_case=EMPTY + 1))
    assert [one for one in harmful.after if one.method != "GET"] == []
    assert all(one.why_kept == "deleting is suspected of harm" for one in report.leftovers)
