"""Other people write to the case that is judged, at any moment: that accuses nobody, and nothing of theirs is lost."""

import itertools
import json

import pytest

from contract_tests.suite.tenants.busy_tenants import ACTS, WHILE_READING, WHILE_WRITING, Busy, Shared, Touched, Unfixed
from contract_tests.suite.tenants.tenants import (
    CASE,
    EMPTY,
    READING,
    WRITES,
    WRITES_ALONE,
    WRITING_ALL,
    full_tenant,
    only,
    tenant,
)
from tines_contract import Report, Verdict
from tines_contract.report.text_report import as_text
from tines_fake import FAULTS, FakeTenant, Request, fault

READERS = list(itertools.product(ACTS, ["id", "id-down", "updated"]))
WRITERS = list(itertools.product(ACTS, [CASE, EMPTY], WRITES))


def _spread(run: range, turn: int, turns: int) -> int:
    """One moment of a run for each turn, the next one elsewhere, and all of them all over it."""
    return run[turn * 11 % turns * len(run) // turns]


@pytest.mark.parametrize("turn", range(len(READERS)), ids=[f"{act.__name__}-{order}" for act, order in READERS])
def test_others_who_write_while_the_suite_reads_accuse_nobody(turn: int) -> None:
    act, order = READERS[turn]
    for half in WHILE_READING:
        moment = _spread(half, turn, len(READERS))
        report = Shared(act, CASE, moment, order).judged(READING)
        assert not report.broken, (moment, as_text(report))


@pytest.mark.parametrize("turn", range(len(WRITERS)), ids=[f"{one[0].__name__}-{one[1]}-{one[2]}" for one in WRITERS])
def test_others_who_write_while_the_suite_writes_accuse_nobody(turn: int) -> None:
    """Next to the case that is written to, and to it."""
    act, case, operation = WRITERS[turn]
    moment = _spread(WHILE_WRITING[operation], turn, len(WRITERS))
    report = Shared(act, case, moment).judged(only(operation))
    assert not report.broken, (moment, as_text(report))


def touch(fake: FakeTenant, case: int) -> None:
    """What a job does that moves updated_at, and nothing else."""
    path = f"/api/v2/cases/{case}/actions"
    listed = fake.respond(Request(origin=fake.origin, path=path, query="per_page=500")).json["actions"]
    for item in listed:
        body = json.dumps({"label": item["label"]}).encode()
        fake.respond(Request(method="PUT", origin=fake.origin, path=f"{path}/{item['id']}", body=body))


def _touched(every: int, *faults: str) -> Busy:
    return Busy(tenant(faults=[fault(one) for one in faults]), lambda fake, sent: sent % every or touch(fake, EMPTY))


@pytest.mark.parametrize("every", [1, 3, 8, 20])
def test_a_job_that_moves_updated_at_accuses_nobody(every: int) -> None:
    report = _touched(every).judged(WRITES_ALONE)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


@pytest.mark.parametrize("name", ["CREATE-OTHERS-LOST", "REPLACE-EMPTY-ANSWER", "DELETE-IGNORED"])
def test_a_fault_is_found_past_a_job_that_moves_updated_at(name: str) -> None:
    report = _touched(8, name).judged(WRITES_ALONE)
    assert report.broken == [fault(name).promise], as_text(report)


@pytest.mark.parametrize(("every", "takes"), [(0.1, 0.001), (1, 0.003), (1.7, 0.003)])
@pytest.mark.parametrize("patterns", [("UPDATE-*",), ("TASKCHANGE-*",), ("NOTECHANGE-*", "NOTEMORE-*"), ("REPLACE-*",)])
def test_a_job_that_moves_whole_seconds_accuses_nobody(every: float, takes: float, patterns: tuple[str, ...]) -> None:
    report = Touched(full_tenant(), every, takes).judged(only(*patterns, plan=WRITING_ALL))
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


@pytest.mark.parametrize("name", ["UPDATE-OTHERS-CHANGED", "NOTECHANGE-OTHERS-CHANGED", "UPDATE-COPIES"])
def test_a_fault_is_found_past_a_job_that_moves_whole_seconds(name: str) -> None:
    faulty = fault(name)
    report = Touched(full_tenant(faults=[faulty]), 0.1, 0.001).judged(only(faulty.promise, plan=WRITING_ALL))
    assert report.broken == [faulty.promise], as_text(report)


def _filled(every: int, *faults: str) -> Report:
    busy = Busy(tenant(faults=[fault(one) for one in faults]), lambda fake, sent: sent % every or fake.add_action(CASE))
    return busy.judged(READING)


@pytest.mark.parametrize("every", [7, 9, 23])
def test_a_promise_is_judged_by_walks_during_which_a_colleague_rests(every: int) -> None:
    report = _filled(every)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


@pytest.mark.parametrize(
    "name", [one.id for one in FAULTS if one.promise in ("LIST-COUNT-TOTAL", "LIST-PAGES-COMPLETE")]
)
def test_a_fault_is_found_between_the_writes_of_a_colleague(name: str) -> None:
    report = _filled(9, name)
    assert report.broken == [fault(name).promise], as_text(report)


@pytest.mark.parametrize("takes", [0.02, 1.0])
def test_a_time_of_creation_that_moves_with_reads_is_not_the_work_of_others(takes: float) -> None:
    report = Unfixed(tenant(), takes).judged(READING)
    assert "LIST-CREATED-FIXED" in report.broken, as_text(report)


REPLACING = only("replaceAllCaseActions")


def test_replacing_all_keeps_what_others_made_before_the_last_read() -> None:
    """Once right before the request that replaces, once before the look at it, in turn."""
    for turn, replacement in enumerate(_replacements()):
        moment = replacement - turn % 2
        theirs: list[int] = []
        shared = Shared(lambda fake, case, kept=theirs: kept.append(fake.add_action(case)["id"]), EMPTY, moment)
        shared.judged(REPLACING)
        request = Request(origin=shared.origin, path=f"/api/v2/cases/{EMPTY}/actions/{theirs[0]}")
        found = shared.fake.respond(request).status == 200
        assert found or (shared.disturbed is not None and shared.disturbed.path.endswith("/batch")), moment


def _replacements() -> list[int]:
    """The requests of a run that replace all, each the first after others."""
    shared = Shared(lambda *_: None, EMPTY, 0)
    shared.judged(REPLACING)
    replaces = [exchange.request.path.endswith("/batch") for exchange in shared.fake.journal]
    return [number for number in range(1, len(replaces)) if replaces[number] and not replaces[number - 1]]
