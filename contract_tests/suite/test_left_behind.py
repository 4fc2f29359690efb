"""What a run leaves is named in every format, and removed by `clean`; what other runs leave is not mixed up with it."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from attrs import evolve

from contract_tests.suite.hostile_tenants import OURS, Recorded
from contract_tests.suite.narrow_plans import WRITES_ALONE
from contract_tests.suite.plain_server import KEY, Handler, PlainServer, serving
from contract_tests.suite.tenants import CASE, EMPTY, tenant
from tines_contract import Report, judge
from tines_contract.__main__ import main
from tines_contract.probes.marks import left_by, mark_of
from tines_contract.report.json_report import as_json
from tines_contract.report.junit_report import as_junit
from tines_contract.report.text_report import as_text
from tines_contract.transport.targets import UnreachableError
from tines_fake import WRITE_FAULTS, FakeTenant, Quirks, Request, Response

SMALL = evolve(WRITES_ALONE, mark=OURS)
THEIRS = "tines-contract 20260102t030405z-0a0b0c"
KEEPS_ALL = [fault for fault in WRITE_FAULTS if fault.id == "DELETE-IGNORED"]


class Renumbered(Recorded):
    """A tenant that shows ids another way."""

    def __init__(self, fake: FakeTenant, shown: Callable[[int], Any]) -> None:
        super().__init__(fake)
        self._shown = shown

    def respond(self, request: Request) -> Response:
        response = self.fake.answer(request)
        if response.status >= 300 or not response.body or f"/cases/{EMPTY}/" not in request.path:
            return response
        body = json.loads(response.body)
        for item in body.get("actions", [body]):
            item["id"] = self._shown(item["id"])
        return evolve(response, body=json.dumps(body).encode())


def _left(target: Recorded) -> list[dict[str, Any]]:
    return [item for item in target.listed(EMPTY) if mark_of(item) is not None]


def _run(target: Recorded) -> Report:
    return judge(target, SMALL, clock=target.clock, pause=target.pause)


@pytest.mark.parametrize("shown", [float, str], ids=["7.0", "text"])
def test_what_has_an_odd_id_is_removed_all_the_same(shown: Callable[[int], Any]) -> None:
    target = Renumbered(tenant(), shown)
    report = _run(target)
    assert _left(target) == []
    assert report.leftovers == []


@pytest.mark.parametrize("shown", [int, float, str], ids=["7", "7.0", "text"])
def test_what_cannot_be_removed_is_named_as_it_was_shown_in_each_format(shown: Callable[[int], Any]) -> None:
    target = Renumbered(tenant(45, faults=KEEPS_ALL), shown)
    report = _run(target)
    numbers = [shown(item["id"]) for item in _left(target)]
    assert numbers
    assert [one.number for one in report.leftovers] == numbers
    assert report.cleanup_error == ""
    assert [one["action"] for one in json.loads(as_json(report))["leftovers"]] == numbers
    for number in numbers:
        assert f"left behind: action {json.dumps(number)} of case {EMPTY}" in as_text(report)
        assert f"left behind: action {json.dumps(number)} of case {EMPTY}" in as_junit(report).replace("&quot;", '"')


def test_what_is_made_without_an_id_in_the_response_is_found_by_its_mark() -> None:
    class Silent(Recorded):
        def respond(self, request: Request) -> Response:
            response = self.fake.answer(request)
            return evolve(response, body=b"{}") if request.method == "POST" and response.status == 201 else response

    silent = Silent(tenant())
    assert _run(silent).leftovers == []
    assert _left(silent) == []


def test_a_case_that_is_longer_than_what_is_read_at_a_time_is_cleaned_too() -> None:
    target = Recorded(tenant(210, Quirks(largest_page=50)))
    report = judge(target, evolve(SMALL, case_id=CASE, writing_case=CASE), clock=target.clock, pause=target.pause)
    assert report.leftovers == []
    assert not [item for item in target.listed(CASE) if mark_of(item) is not None]


class FailingWhileCleaned(Recorded):
    """A tenant that responds with an error, or not at all, to what removes actions: so many times."""

    def __init__(self, times: int, status: int | None) -> None:
        super().__init__(tenant())
        self._times = times
        self._status = status
        self._reached = False

    def respond(self, request: Request) -> Response:
        self._reached = self._reached or request.path.endswith("/batch")
        if self._reached and request.method == "DELETE" and self._times:
            self._times -= 1
            if self._status is None:
                raise UnreachableError("gone")
            return Response(status=self._status)
        return self.fake.answer(request)


@pytest.mark.parametrize("status", [None, 500, 503])
def test_a_tenant_that_fails_while_it_is_cleaned_is_tried_again(status: int | None) -> None:
    failing = FailingWhileCleaned(2, status)
    report = _run(failing)
    assert _left(failing) == []
    assert report.leftovers == []
    assert report.cleanup_error == ""


@pytest.mark.parametrize("status", [None, 500, 503, 429])
def test_what_a_tenant_that_goes_on_failing_holds_is_named(status: int | None) -> None:
    failing = FailingWhileCleaned(10_000, status)
    report = _run(failing)
    held = {item["id"] for item in _left(failing)}
    assert held
    assert {one.number for one in report.leftovers} >= held


def _made(fake: FakeTenant, case: int, mark: str, count: int) -> list[int]:
    items = [
        fake.add_action(case, label=f"{mark}: #{n}", url=f"https://example.com/{mark.replace(' ', '-')}/{n}/")
        for n in range(count)
    ]
    return [item["id"] for item in items]


def test_what_an_earlier_run_has_left_is_named_and_not_touched() -> None:
    target = Recorded(tenant())
    numbers = _made(target.fake, EMPTY, THEIRS, 3)
    report = _run(target)
    (run,) = report.other_runs
    assert (run.mark, run.case, run.actions, run.at_work) == (THEIRS, str(EMPTY), 3, False)
    assert f"an earlier run has left 3 actions in case {EMPTY}: {THEIRS} (started 2026-01-02 03:04:05 UTC)" in as_text(
        report
    )
    assert [item["id"] for item in target.listed(EMPTY)] == numbers
    assert report.leftovers == []


def test_what_was_there_before_is_not_this_runs_even_with_its_mark() -> None:
    target = Recorded(tenant())
    numbers = _made(target.fake, EMPTY, OURS, 3)
    report = _run(target)
    assert [item["id"] for item in target.listed(EMPTY)] == numbers
    assert [run.actions for run in report.other_runs] == [3]


def test_another_run_that_is_at_work_is_named() -> None:
    class Shared(Recorded):
        def respond(self, request: Request) -> Response:
            if self.sent == 200:
                _made(self.fake, EMPTY, THEIRS, 2)
            return self.fake.answer(request)

    report = _run(Shared(tenant()))
    assert [(run.mark, run.at_work) for run in report.other_runs] == [(THEIRS, True)]
    assert f"another run is at work in case {EMPTY}: {THEIRS}" in as_text(report)
    assert json.loads(as_json(report))["other_runs"][0]["at_work"]


def test_a_label_that_merely_begins_like_a_mark_is_nobodys_leftover() -> None:
    hook = "https://hooks.acme.test/tines-contract"
    assert left_by({"label": "tines-contract: nightly", "url": hook}) is None
    assert left_by({"label": "Run tines-contract 1a2b3c: now", "url": hook}) is None
    assert left_by({"label": "tines-contract 1a2b3c: #1", "url": hook}) == "tines-contract 1a2b3c"


@pytest.fixture
def held() -> Iterator[PlainServer]:
    """A tenant in whose case 3 two runs have left something, and a colleague too."""

    def plain(handler: Handler, response: Response) -> None:
        handler.reply(response)

    fake = FakeTenant.sample()
    fake.add_action(3, label="A colleague's")
    _made(fake, 3, THEIRS, 2)
    _made(fake, 3, OURS, 1)
    with serving(plain, fake) as server:
        yield server


def _clean(server: PlainServer, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setenv("TINES_API_KEY", KEY)
    try:
        return main(["clean", "--tenant", server.origin, "--case", "3", *arguments])
    except SystemExit as end:
        return int(end.code or 0)


def _labels(server: PlainServer) -> list[str]:
    request = Request(origin=server.origin, path="/api/v2/cases/3/actions")
    return [item["label"] for item in json.loads(server.fake.answer(request).body)["actions"]]


def test_clean_shows_what_is_left_and_deletes_nothing_unasked(
    held: PlainServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _labels(held)
    assert _clean(held, monkeypatch) == 2
    said = capsys.readouterr()
    assert f"case 3: 2 of {THEIRS} (started 2026-01-02 03:04:05 UTC)" in said.out
    assert f"{THEIRS}: #1" in said.out
    assert "--yes" in said.err
    assert "example.com" not in said.out + said.err
    assert _labels(held) == before


@pytest.mark.parametrize("mark", [THEIRS, THEIRS.replace(" ", "-")])
def test_clean_removes_what_one_run_has_left(mark: str, held: PlainServer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _clean(held, monkeypatch, "--mark", mark, "--yes") == 0
    assert _labels(held) == ["A colleague's", f"{OURS}: #0"]


def test_clean_removes_what_all_runs_have_left_and_nothing_else(
    held: PlainServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _clean(held, monkeypatch, "--yes") == 0
    assert _labels(held) == ["A colleague's"]
    assert "deleted 3; nothing is left" in capsys.readouterr().out
    assert _clean(held, monkeypatch, "--yes") == 0
    assert "nothing is left in case 3" in capsys.readouterr().out


def test_clean_says_what_is_still_left(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fake = FakeTenant.sample(faults=KEEPS_ALL)
    (number,) = _made(fake, 3, THEIRS, 1)
    with serving(lambda handler, response: handler.reply(response), fake) as server:
        assert _clean(server, monkeypatch, "--yes") == 1
    assert f"left behind: action {number} of case 3" in capsys.readouterr().err


@pytest.mark.parametrize("mark", ["", "a", "tines", "tines-contract xyz"])
def test_clean_takes_no_mark_that_is_none(
    mark: str, held: PlainServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _clean(held, monkeypatch, "--mark", mark, "--yes") == 2
    assert len(_labels(held)) == 4
    assert "mark" in capsys.readouterr().err


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("said", "code", "left"), [("y\n", 0, 1), ("\n", 1, 4), ("no\n", 1, 4), ("", 1, 4)])
def test_clean_asks_on_a_terminal(
    said: str, code: int, left: int, held: PlainServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal(said))
    assert _clean(held, monkeypatch) == code
    assert len(_labels(held)) == left


@pytest.mark.parametrize(("key", "case", "code"), [("wrong", "3", 3), (KEY, "99", 4), (KEY, "x", 2)])
def test_clean_has_the_exit_codes_of_a_run(
    key: str, case: str, code: int, held: PlainServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINES_API_KEY", key)
    assert main(["clean", "--tenant", held.origin, "--case", case, "--yes"]) == code
    assert len(_labels(held)) == 4


def test_nothing_is_left_in_a_case_that_is_not_there() -> None:
    target = Recorded(tenant(45, faults=[fault for fault in WRITE_FAULTS if fault.id == "CREATE-ANY-CASE"]))
    report = _run(target)
    assert report.broken == ["CREATE-CASE-UNKNOWN"]
    assert (report.leftovers, report.cleanup_error) == ([], "")
