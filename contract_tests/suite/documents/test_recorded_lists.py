"""What a client's recorded session shows of a tenant, and `python -m tines_contract judge-recording`."""

import contextlib
import cProfile
import functools
import json
import pstats
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs
import pytest

from contract_tests.suite.command.command_runs import Run
from contract_tests.suite.documents.har_files import KEY, entries_of, entry, har, packed
from contract_tests.suite.faults.covering import rows_for_faults
from contract_tests.suite.tenants.plain_paging import read_by_links, read_by_number
from contract_tests.suite.tenants.tenants import CASE, LISTS, full_tenant
from tines_cases import TinesClient
from tines_contract import breaches
from tines_contract.__main__ import main
from tines_contract.engine.recordings.har_file import read_log, recording_in
from tines_contract.engine.recordings.recordings import judged_recording
from tines_fake import Exchange, FakeTenant, Fault, Quirks, Request, Response, fault, faults_of
from tines_spec import operations

OUT_OF_REACH = ("AUTH-NO-KEY", "AUTH-ANY-KEY", "AUTH-KEY-BEGINS", "CASE-ANY", "-CRASHES", "X-USER-TOKEN",
                "X-HTTP-METHOD-OVERRIDE", "-MIXED", "-ALIKE", "TEAM-LEAK", "TEAM-MISSED")  # fmt: skip
"""What a client does not ask: without a key, of a case that is not there, for a team, for pages that make no sense."""


@pytest.fixture
def run(run_on: Run) -> Run:
    return functools.partial(run_on, "judge-recording")


def _recorded(name: str, quirks: Quirks | None = None, faults: Iterable[Fault] = ()) -> FakeTenant:
    """A tenant, one list of which two clients have read, and the same list of another case."""
    fake = full_tenant(quirks, faults)
    operation = operations()[name]
    read_by_number(fake, operation, CASE)
    read_by_links(fake, operation, CASE)
    read_by_number(fake, operation, CASE + 1)
    return fake


@pytest.mark.parametrize("name", LISTS)
def test_recorded_paging_shows_every_fault_of_a_list_that_paging_can_show(name: str) -> None:
    missed = [one.id for one in faults_of(name) if not breaches(_recorded(name, faults=[one]).journal)]
    assert [one for one in missed if not one.endswith(OUT_OF_REACH)] == []


@pytest.mark.parametrize("name", LISTS)
def test_recorded_paging_of_conforming_tenants_shows_nothing(name: str) -> None:
    for quirks in rows_for_faults():
        assert breaches(_recorded(name, quirks).journal) == [], quirks


def _session(fake: FakeTenant) -> None:
    """A client that reads after it writes, and that does not mind what it gets."""
    with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as tines:
        actions = tines.case_actions
        steps: list[Callable[[], Any]] = [
            lambda: actions.create(3, url="https://example.com/a", label="Runbook", action_type="page"),
            lambda: actions.create(3, url="https://example.com/b", label="Second", action_type="webhook"),
            lambda: actions.update(3, actions.list(3, per_page=50, page=1).actions[0].id, label="Changed"),
            lambda: actions.delete(3, actions.list(3, per_page=50, page=1).actions[0].id),
        ]
        for step in steps:
            for one in (step, lambda: actions.list(3, per_page=50, page=1)):
                with contextlib.suppress(Exception):  # what comes of it is in the journal
                    one()


def test_a_session_with_a_conforming_tenant_shows_nothing() -> None:
    fake = FakeTenant.sample()
    _session(fake)
    assert len(fake.journal) > 8
    assert breaches(fake.journal) == []


@pytest.mark.parametrize("kind", ["delete", "update", "replace_all", "clear"])
def test_several_writes_in_a_row_are_no_harm_of_each_other(kind: str) -> None:
    fake = FakeTenant.sample()
    with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as tines:
        actions, new = tines.case_actions, json.loads(NEW)
        made = [(actions.create(3, **new).id, actions.list(3, per_page=50, page=1)) for _ in range(3)]
        writes: dict[str, Callable[[int], object]] = {
            "delete": lambda number: actions.delete(3, made[number][0]),
            "update": lambda number: actions.update(3, made[0][0], label=f"Label {number}"),
            "replace_all": lambda number: actions.replace_all(3, [new | {"label": f"Label {number}"}]),
            "clear": lambda number: number == 0 and actions.replace_all(3, []),
        }
        for number in range(3):
            writes[kind](number)
        actions.list(3, per_page=50, page=1)
    assert breaches(fake.journal) == []


@pytest.mark.parametrize(
    "fault_id",
    ["CREATE-NOT-STORED", "CREATE-OTHERS-LOST", "UPDATE-LOST", "DELETE-IGNORED", "LABEL-NULL", "CREATE-HTML"],
)
def test_a_session_with_a_broken_tenant_shows_what_it_breaks(fault_id: str) -> None:
    fake = FakeTenant.sample(faults=[fault(fault_id)])
    _session(fake)
    assert {finding.promise for finding in breaches(fake.journal)} == {fault(fault_id).promise}


@pytest.mark.parametrize("order", ["id-down", "updated"])
def test_somebody_else_who_writes_between_pages_is_suspected_and_accuses_nobody(order: Any) -> None:
    class Busy(FakeTenant):
        """Somebody adds an action before each request."""

        def respond(self, request: Request) -> Response:
            self.add_action(CASE, label="Alarm")
            return super().respond(request)

    fake = Busy(state=full_tenant().state, quirks=Quirks(order=order))
    for _ in range(2):
        read_by_number(fake, operations()["listCaseActions"], CASE)
    found = judged_recording(fake.journal)
    assert found.broken == []
    assert found.suspected


ACTIONS = f"/api/v2/cases/{CASE}/actions"
NEW = json.dumps({"url": "https://a.example", "label": "New", "action_type": "page"}).encode()
CREATE = Request(method="POST", origin=FakeTenant().origin, path=ACTIONS, body=NEW)


def _polls(fake: FakeTenant) -> None:
    for case in (CASE, CASE + 1):
        fake.respond(Request(origin=fake.origin, path=f"/api/v2/cases/{case}/actions"))


def _creates(fake: FakeTenant) -> None:
    fake.respond(CREATE)


def _pages(fake: FakeTenant) -> None:
    fake.respond(Request(origin=fake.origin, path=ACTIONS, query=f"per_page=1&page={len(fake.journal) + 1}"))


@pytest.mark.parametrize("step", [_polls, _creates, _pages])
def test_the_effort_grows_with_the_recording_and_no_faster(step: Callable[[FakeTenant], None], tmp_path: Path) -> None:
    efforts = []
    for times in (100, 100, 400):  # what is kept between runs is made in the first
        fake = FakeTenant()
        fake.add_case(case_id=CASE)
        fake.add_case(case_id=CASE + 1)
        fake.case(CASE).add_actions([{}] * 400)
        for _ in range(times):
            step(fake)
        file = tmp_path / "recorded.har"
        file.write_bytes(har(entries_of(fake.journal)))
        with cProfile.Profile() as profile:
            judged_recording(recording_in(read_log(str(file)), str(file), None).exchanges)
        efforts.append(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]  # stubs lack it
    assert efforts[2] / efforts[1] < 4.5


def test_a_page_that_failed_and_was_read_again_is_one_reading() -> None:
    fake = full_tenant(faults=[fault("PAGE-OVERLAP")])
    read_by_number(fake, operations()["listCaseActions"], CASE)
    first, second, *rest = fake.journal
    failed = Exchange(request=second.request, response=Response(status=503))
    assert "LIST-PAGES-DISJOINT" in [one.promise for one in breaches([first, failed, second, *rest])]


def test_pages_from_before_and_after_a_write_are_two_readings() -> None:
    fake = full_tenant(Quirks(order="id-down"))
    operation = operations()["listCaseActions"]
    read_by_number(fake, operation, CASE)
    before = len(fake.journal)
    fake.respond(CREATE)
    read_by_number(fake, operation, CASE)
    first, *_, written = list(fake.journal)[: before + 1]
    assert breaches([first, written, *list(fake.journal)[before + 2 :]]) == []


def test_a_har_file_accuses_by_what_one_response_shows(run: Run) -> None:
    entries = entries_of(_recorded("listCaseActions", faults=[fault("LABEL-NULL")]).journal)
    for file in (har(entries), har(map(packed, entries)), b"\xef\xbb\xbf" + har(reversed(entries))):
        code, said = run(file)
        assert code == 1
        assert "LIST-SHAPE: GET /api/v2/cases/7/actions" in said
        assert ": $.actions[0].label" in said
        assert f"200 GET /api/v2/cases/{CASE}/actions?per_page=21&page=1" in said
        assert "Held, as far as it shows" in said
        assert "LIST-KEY-MISSING" in said.partition("What the recording could not show")[2]
        assert KEY not in said
        assert "https://" not in said


def test_a_har_file_of_a_conforming_tenant_is_accepted_and_of_nothing_much_unjudged(run: Run) -> None:
    fake = _recorded("listCaseActions")
    code, said = run(har(entries_of(fake.journal)), "--json")
    found = json.loads(said)
    assert (code, found["broken"], found["suspected"]) == (0, [], [])
    assert {"LIST-PAGES-DISJOINT", "LIST-COUNT-TOTAL", "LIST-SHAPE"} <= set(found["held"])
    assert run(har(entries_of(_recorded("listCaseActions", faults=[fault("PAGE-OVERLAP")]).journal)))[0] == 7
    refused = [entry(one.request, Response(status=401)) for one in fake.journal]
    assert run(har(refused))[0] == 7


def test_what_a_har_file_cannot_tell_is_left_out_and_counted(run: Run) -> None:
    first, *_ = _recorded("listCaseActions").journal
    good = entry(first.request, first.response)
    write = attrs.evolve(first.request, method="POST", query="", body=b'{"label": "A"}')
    cut = entry(first.request, first.response)
    cut["response"]["content"]["text"] = "{"
    without = entry(first.request, first.response)
    del without["response"]["content"]["text"]
    broken = packed(entry(first.request, first.response))
    broken["response"]["content"]["text"] = "H4sIAAAAAAAA"
    unsent = entry(write, Response(status=201))
    del unsent["request"]["postData"]
    entries = [
        good,
        entry(attrs.evolve(first.request, origin="https://elsewhere.example.com"), first.response),
        entry(attrs.evolve(first.request, origin="https://[nonsense"), first.response),
        entry(attrs.evolve(first.request, path="/login"), first.response),
        entry(attrs.evolve(first.request, query="token=secret"), first.response),
        entry(first.request, Response(status=0)),
        entry(first.request, Response(status=302)),
        entry(first.request, Response(status=403)),
        cut,
        without,
        broken,
        unsent,
        {},
    ]
    code, said = run(har(entries), "--tenant", first.request.origin, "--json")
    assert code == 0
    assert json.loads(said)["exchanges"] == 1
    assert json.loads(said)["left_out"] == {
        "went to other hosts": 3,
        "were for addresses that openapi.yaml does not have": 1,
        "had arguments that openapi.yaml does not have": 1,
        "got no response": 1,
        "were redirected or answered by a cache": 1,
        "were refused for their key": 1,
        "were recorded without the whole response": 2,
        "have a body that cannot be unpacked": 1,
        "were recorded without what was sent": 1,
    }
    assert "secret" not in said


def test_a_read_that_was_under_way_during_a_write_is_left_out(run: Run) -> None:
    fake = full_tenant()
    read = Request(origin=fake.origin, path=ACTIONS, query="per_page=50&page=1")
    before, written, after = (entry(one, fake.respond(one), second) for second, one in enumerate((read, CREATE, read)))
    late = {**before, "startedDateTime": written["startedDateTime"]}
    found = json.loads(run(har([written, late, after]), "--json")[1])
    assert found["left_out"] == {"were under way while something was written": 1}
    assert (found["broken"], found["suspected"]) == ([], [])


def test_what_is_no_har_file_is_one_message(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    first, *_ = _recorded("listCaseActions").journal
    hosts = ["https://one.example.com", "https://two.example.com"]
    two = har(entry(attrs.evolve(first.request, origin=host), first.response) for host in hosts)
    unreadable = [
        (b"", "it is no JSON"),
        (b"[" * 100_000, "it is no JSON"),
        (b"{}", "it has no array log.entries"),
        (b'{"log": {"entries": {}}}', "it has no array log.entries"),
        (har([]), "holds no request for an operation of openapi.yaml"),
        (two, "several tenants (one.example.com, two.example.com): name one with --tenant"),
    ]
    for file, message in unreadable:
        code, said = run(file)
        assert (code, said.count("\n")) == (2, 1)
        assert message in said
    assert "1 others went to other hosts" in run(two, "--tenant", hosts[0])[1]
    assert run(two, "--tenant", "https://[")[0] == 2
    assert main(["judge-recording", "/nowhere.har"]) == 2
    assert "cannot be read" in capsys.readouterr().err
