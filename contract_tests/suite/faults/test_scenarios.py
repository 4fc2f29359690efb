"""What hypothesis and schemathesis make up of writes: it finds what shows only on the way, and the same each time."""

import re
import subprocess
import sys

import pytest
from attrs import evolve

from contract_tests.suite.command.command_runs import ROOT, WITH_TABLES
from contract_tests.suite.tenants.busy_tenants import Wrapped
from contract_tests.suite.tenants.hostile_tenants import Recorded, trespasses
from contract_tests.suite.tenants.response_changes import is_update, refused
from contract_tests.suite.tenants.tenants import WRITING, judged
from tines_contract import FakeTarget, Finding, Target, Verdict
from tines_contract.engine.sequences import random_sequences as sequences
from tines_contract.engine.sequences.random_sequences import SequenceRun, random_sequences
from tines_contract.probes.bodies import Bodies
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.marks import MARK
from tines_contract.probes.plan import Extent
from tines_contract.probes.writer import Writer
from tines_contract.promises.lists import main_subject
from tines_contract.transport.chain import Chain
from tines_fake import FakeTenant, Request, Response, fault

CASE = 3
IN_REACH = (
    "CREATE-NOT-STORED",
    "CREATE-STORED-TWICE",
    "CREATE-LABEL-LOST",
    "CREATE-OTHERS-LOST",
    "CREATE-ID-ONE",
    "GET-STALE",
    "UPDATE-LOST",
    "UPDATE-REPLACES",
    "UPDATE-CREATED-MOVES",
    "UPDATE-OTHERS-TOUCHED",
    "UPDATE-ANY-ID",
    "DELETE-ALL",
    "REPLACE-MERGES",
    "REPLACE-IGNORED",
    "REPLACE-LABEL-LOST",
    "REPLACE-EMPTY-ANSWER",
)
SMALL = Extent(sequences=15, steps=8, shrinks=False)


def _run(target: Target) -> SequenceRun:
    chain, bodies = Chain(target, WRITING, pause=lambda _: None), Bodies(MARK, main_subject())
    requests = ListRequests.of_case(target.origin, CASE, main_subject())
    return SequenceRun(chain.session, lambda: Writer(requests, bodies), chain.ledger)


def _play(target: Target, extent: Extent = SMALL) -> list[Finding]:
    return random_sequences(_run(target), extent)


def _faulty(fault_id: str) -> FakeTarget:
    return FakeTarget(FakeTenant.sample(faults=[fault(fault_id)]))


@pytest.mark.parametrize("fault_id", IN_REACH)
def test_a_random_sequence_of_writes_finds_what_is_broken(fault_id: str) -> None:
    found = _play(_faulty(fault_id))
    assert [finding.promise for finding in found] == [fault(fault_id).promise]


@pytest.mark.parametrize(("method", "promise"), [("POST", "CREATE"), ("PUT", "UPDATE")])
def test_a_body_that_nobody_thinks_of_finds_a_crash(method: str, promise: str) -> None:
    """In a tenant that fails at a control character, in what one method sends."""
    fails = refused(lambda sent: sent.method == method and bool(re.search(rb"\\u00[01][0-9a-f]", sent.body)), 500)
    (finding,) = _play(Wrapped(FakeTenant.sample(), fails()), Extent(40, 10, shrinks=False))
    assert finding.promise == f"{promise}-NEVER-SERVER-ERROR"


def test_the_smallest_sequence_is_reported() -> None:
    (finding,) = _play(_faulty("UPDATE-LOST"), SMALL._replace(shrinks=True))
    assert finding.promise == "UPDATE-READ-BACK"
    methods = [seen.request.method for seen in finding.shown_by if seen.request.method != "GET"]
    assert methods == ["POST", "PUT"]


def sent(sequences: int = 10) -> list[str]:
    target = FakeTarget(FakeTenant.sample())
    assert _play(target, Extent(sequences, 8, shrinks=False)) == []
    return [f"{one.request.method} {one.request.url} {one.request.body!r}" for one in target.fake.journal]


def test_the_same_requests_are_made_up_each_time() -> None:
    assert sent(3) == sent(3)
    assert len(sent(3)) > 30


def test_random_sequences_read_before_each_write() -> None:
    recorded = Recorded(FakeTenant.sample())
    run = _run(recorded)
    assert random_sequences(run, Extent(3, 8, shrinks=False)) == []
    run.clean()
    assert list(trespasses(recorded.log, MARK)) == []
    assert len([one for one in recorded.log if one.request.method in ("PUT", "DELETE")]) > 10
    assert recorded.fake.case(CASE).actions == []


def test_literals_of_loaded_modules_change_no_request() -> None:
    """As of the tests themselves, which are not kept from it in a process of its own."""
    command = [sys.executable, "-c", f"import {__name__} as one; print(*one.sent(), sep='\\n')"]
    done = subprocess.run(command, cwd=ROOT, env=WITH_TABLES, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == sent()


class Resurrecting(FakeTarget):
    """A tenant in which a deleted action comes back when the next one is created, unless the case was empty between."""

    def send(self, request: Request) -> Response:
        number = self._deleted_last() if request.method == "POST" else None
        response = self.fake.respond(request)
        if number is not None:
            self.fake.add_action(CASE, id=number, label=f"{MARK}: back again", url=f"https://a.test/{MARK}/")
        return response

    def _deleted_last(self) -> int | None:
        """The action that the last write deleted; each scenario begins with an empty case, and so afresh."""
        for one in reversed(list(self.fake.journal)):
            if one.request.method == "DELETE" and one.response.status == 204:
                return int(one.request.path.rpartition("/")[2])
            if one.request.method != "GET" or b'"actions":[]' in one.response.body:
                return None
        return None


def test_what_comes_back_later_is_found() -> None:
    (finding,) = _play(Resurrecting(FakeTenant.sample()), Extent(80, 10, shrinks=False))
    assert finding.promise == "DELETE-GONE"


def test_a_judge_plays_scenarios_where_all_else_has_held() -> None:
    report = judged(plan=evolve(WRITING, scenarios=2))
    assert report.verdict is Verdict.ACCEPTED
    assert report.requests > judged(plan=WRITING).requests


def forgetful(fake: FakeTenant, request: Request) -> Response:
    """It takes no empty text of an update: that is to be found by few of the sequences, and shrinks badly."""
    if is_update(request):
        request = evolve(request, body=request.body.replace(b'"action_text": ""', b'"action_text": "none"'))
    return fake.respond(request)


def test_a_smaller_sequence_is_not_looked_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequences, "MOST_STEPS_TO_SHRINK", 50)
    fake = FakeTenant.sample()
    (finding,) = _play(Wrapped(fake, forgetful), Extent(40, 10, shrinks=True))
    assert finding.promise == "UPDATE-READ-BACK"
    assert len(fake.journal) < 1500
