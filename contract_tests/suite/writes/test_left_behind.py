"""What a run leaves is named in every format, and removed by `clean`; what other runs leave is not mixed up with it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from contract_tests.suite.tenants.busy_tenants import Busy, Wrapped
from contract_tests.suite.tenants.hostile_tenants import KEEPS_ALL, OURS, THEIRS, made_by_a_run
from contract_tests.suite.tenants.lagging import Lagging
from contract_tests.suite.tenants.response_changes import Body, changed_success, is_create
from contract_tests.suite.tenants.tenants import CASE, EMPTY, WRITES_ALONE, tenant
from tines_contract import Report
from tines_contract.engine.writing.cleaning import CleanRun
from tines_contract.probes.marks import Leftover, mark_of
from tines_contract.promises.lists import main_subject
from tines_contract.report.json_report import as_json
from tines_contract.report.junit_report import as_junit
from tines_contract.report.text_report import as_text
from tines_contract.transport.targets import UnreachableError
from tines_fake import FakeTenant, Quirks, Request, Response, fault
from tines_fake.contents.state import StoredItem

SMALL = evolve(WRITES_ALONE, mark=OURS)


def renumbered(fake: FakeTenant, shown: Callable[[int], Any]) -> Wrapped:
    """A tenant that shows ids another way."""

    def change(_: Request, body: Body) -> None:
        for item in body.get("actions", [body]):
            item["id"] = shown(item["id"])

    has_items = changed_success(lambda sent: f"/cases/{EMPTY}/actions" in sent.path and sent.method != "DELETE", change)
    return Wrapped(fake, has_items())


def _left(fake: FakeTenant, case: int = EMPTY) -> list[StoredItem]:
    return [item for item in fake.case(case).actions if mark_of(main_subject(), item) is not None]


@pytest.mark.parametrize("shown", [float, str], ids=["7.0", "text"])
def test_what_has_an_odd_id_is_removed_all_the_same(shown: Callable[[int], Any]) -> None:
    target = renumbered(tenant(), shown)
    report = target.judged(SMALL)
    assert _left(target.fake) == []
    assert report.leftovers == []


@pytest.mark.parametrize("shown", [int, float, str], ids=["7", "7.0", "text"])
def test_what_cannot_be_removed_is_named_as_it_was_shown_in_each_format(shown: Callable[[int], Any]) -> None:
    target = renumbered(tenant(45, faults=KEEPS_ALL), shown)
    report = target.judged(SMALL)
    numbers = [shown(item["id"]) for item in _left(target.fake)]
    assert numbers
    assert [one.number for one in report.leftovers] == numbers
    assert report.cleanup_error == ""
    assert [one["action"] for one in json.loads(as_json(report))["leftovers"]] == numbers
    for number in numbers:
        assert f"left behind: action {json.dumps(number)} of case {EMPTY}" in as_text(report)
        assert f"left behind: action {json.dumps(number)} of case {EMPTY}" in as_junit(report).replace("&quot;", '"')


def test_what_is_made_without_an_id_in_the_response_is_found_by_its_mark() -> None:
    silent = Wrapped(tenant(), changed_success(is_create, lambda _, body: body.clear())())
    assert silent.judged(SMALL).leftovers == []
    assert _left(silent.fake) == []


def test_a_case_that_is_longer_than_what_is_read_at_a_time_is_cleaned_too() -> None:
    target = Wrapped(tenant(210, Quirks(largest_page=50)))
    report = target.judged(evolve(SMALL, case_id=CASE, writing_case=CASE))
    assert report.leftovers == []
    assert _left(target.fake, CASE) == []


class FailingWhileCleaned(Wrapped):
    """A tenant that responds with an error, or not at all, to what removes actions: so many times."""

    def __init__(self, times: int, status: int | None) -> None:
        super().__init__(tenant())
        self._times, self._status, self._reached = times, status, False

    def send(self, request: Request) -> Response:
        self._reached = self._reached or request.path.endswith("/batch")
        if not (self._reached and request.method == "DELETE" and self._times):
            return super().send(request)
        self._times -= 1
        if self._status is None:
            raise UnreachableError("gone")
        return Response(status=self._status)


@pytest.mark.parametrize("status", [None, 500, 503])
def test_a_tenant_that_fails_while_it_is_cleaned_is_tried_again(status: int | None) -> None:
    failing = FailingWhileCleaned(2, status)
    report = failing.judged(SMALL)
    assert (_left(failing.fake), report.leftovers, report.cleanup_error) == ([], [], "")


@pytest.mark.parametrize("status", [None, 500, 503, 429])
def test_what_a_tenant_that_goes_on_failing_holds_is_named(status: int | None) -> None:
    failing = FailingWhileCleaned(10_000, status)
    report = failing.judged(SMALL)
    held = {item["id"] for item in _left(failing.fake)}
    assert held
    assert {one.number for one in report.leftovers} >= held


def test_what_an_earlier_run_has_left_is_named_and_not_touched() -> None:
    target = Wrapped(tenant())
    numbers = made_by_a_run(target.fake, EMPTY, THEIRS, 3)
    report = target.judged(SMALL)
    (run,) = report.other_runs
    assert (run.mark, run.case, run.actions, run.at_work) == (THEIRS, str(EMPTY), 3, False)
    assert f"an earlier run has left 3 actions in case {EMPTY}: {THEIRS} (started 2026-01-02 03:04:05 UTC)" in as_text(
        report
    )
    assert [item["id"] for item in target.fake.case(EMPTY).actions] == numbers
    assert report.leftovers == []


def test_what_was_there_before_is_not_this_runs_even_with_its_mark() -> None:
    target = Wrapped(tenant())
    numbers = made_by_a_run(target.fake, EMPTY, OURS, 3)
    report = target.judged(SMALL)
    assert [item["id"] for item in target.fake.case(EMPTY).actions] == numbers
    assert [run.actions for run in report.other_runs] == [3]


def test_another_run_that_is_at_work_is_named() -> None:
    def write(fake: FakeTenant, sent: int) -> None:
        if sent == 200:
            made_by_a_run(fake, EMPTY, THEIRS, 2)

    report = Busy(tenant(), write).judged(SMALL)
    assert [(run.mark, run.at_work) for run in report.other_runs] == [(THEIRS, True)]
    assert f"another run is at work in case {EMPTY}: {THEIRS}" in as_text(report)
    assert json.loads(as_json(report))["other_runs"][0]["at_work"]


LOOK_ALIKES = {
    "a URL of the project": ("Actions", "https://github.com/acme/tines-contract/actions"),
    "a label that begins alike": ("tines-contract-facade: prod", "https://hooks.acme.test/tines-contract"),
    "no date": ("tines-contract: nightly", "https://example.com/tines-contract/1/"),
    "a mark in the label alone": (f"{THEIRS}: #1", "https://hooks.acme.test/close"),
    "a mark in the URL alone": ("CRITICAL: do not delete", f"https://example.com/{THEIRS.replace(' ', '-')}/1/"),
    "marks of two runs": (f"{OURS}: #1", f"https://example.com/{THEIRS.replace(' ', '-')}/1/"),
    "a mark further on": (f"Run {THEIRS}: now", f"https://example.com/{THEIRS.replace(' ', '-')}/1/"),
}


@pytest.mark.parametrize("which", LOOK_ALIKES)
def test_what_only_looks_like_a_runs_is_left_alone(which: str, capsys: pytest.CaptureFixture[str]) -> None:
    label, url = LOOK_ALIKES[which]
    target = Wrapped(tenant())
    (theirs, _) = target.fake.add_action(EMPTY, label=label, url=url), made_by_a_run(target.fake, EMPTY, THEIRS, 1)
    for mark in (None, THEIRS, OURS):
        run = CleanRun(target, EMPTY, mark, lambda _: None, target.pause)
        assert theirs["id"] not in [one.number for one in run.find()]
        run.remove()
        assert run.left == []
    assert [item["id"] for item in target.fake.case(EMPTY).actions] == [theirs["id"]]
    assert [other.actions for other in Wrapped(target.fake).judged(SMALL).other_runs] == []


def test_an_action_that_a_colleague_takes_over_is_named_and_not_deleted() -> None:
    taken: list[int] = []

    def take_over(fake: FakeTenant, sent: int) -> None:
        if not taken and sent > 60 and (ours := _left(fake)):
            taken.append(ours[0].id)
            path, body = f"/api/v2/cases/{EMPTY}/actions/{ours[0].id}", b'{"label": "CRITICAL do not delete"}'
            fake.respond(Request(method="PUT", origin=fake.origin, path=path, body=body))

    busy = Busy(tenant(), take_over)
    report = busy.judged(SMALL)
    (number,) = taken
    assert number in [item.id for item in busy.fake.case(EMPTY).actions]
    assert number in [one.number for one in report.leftovers]
    assert f"perhaps left behind: action {number} of case {EMPTY}" in as_text(report)


def test_a_replica_that_lags_does_not_hold_what_it_has_let_go() -> None:
    fake = tenant()
    made_by_a_run(fake, EMPTY, THEIRS, 3)
    lagging = Lagging(fake, 6)
    run = CleanRun(lagging, EMPTY, None, lambda _: None, lagging.pause)
    assert len(run.find()) == 3
    run.remove()
    assert (run.left, run.whole) == ([], True)
    assert lagging.now < 30


def test_clean_is_not_advised_where_the_key_may_not_delete() -> None:
    leftover = Leftover(str(EMPTY), 7, why_kept="the key may not delete it")
    report = Report("https://acme.tines.com", EMPTY, [], 0, leftovers=[leftover], mark=OURS)
    assert "the key may not delete it" in as_text(report)
    assert "tines_contract clean" not in as_text(report)
    assert "tines_contract clean" in as_text(evolve(report, leftovers=[Leftover(str(EMPTY), 7)]))


def test_what_the_key_may_not_delete_is_known_from_the_run() -> None:
    def keeping(fake: FakeTenant, request: Request) -> Response:
        there = fake.respond(evolve(request, method="GET")).status == 200
        return Response(status=403) if request.method == "DELETE" and there else fake.respond(request)

    report = Wrapped(tenant(5), keeping).judged(SMALL)
    assert report.leftovers
    assert all(one.why_kept for one in report.leftovers)


def test_nothing_is_left_in_a_case_that_is_not_there() -> None:
    target = Wrapped(tenant(45, faults=[fault("CREATE-ANY-CASE")]))
    report = target.judged(SMALL)
    assert report.broken == ["CREATE-CASE-UNKNOWN"]
    assert (report.leftovers, report.cleanup_error) == ([], "")
