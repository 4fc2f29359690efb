"""`clean` removes what runs have left, asks first, and says what is still there."""

import io
import json
from collections.abc import Iterator

import pytest

from contract_tests.suite.tenants.hostile_tenants import KEEPS_ALL, OURS, THEIRS, made_by_a_run
from contract_tests.suite.tenants.plain_server import KEY, Handler, PlainServer, serving
from tines_contract import ExitCode
from tines_contract.__main__ import main
from tines_fake import FakeTenant, Request, Response


@pytest.fixture
def held() -> Iterator[PlainServer]:
    """A tenant in whose case 3 two runs have left something, and a colleague too."""

    def plain(handler: Handler, response: Response) -> None:
        handler.reply(response)

    fake = FakeTenant.sample()
    fake.add_action(3, label="A colleague's")
    made_by_a_run(fake, 3, THEIRS, 2)
    made_by_a_run(fake, 3, OURS, 1)
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
    assert f"(URL: example.com, {THEIRS.replace(' ', '-')})" in said.out
    assert "://" not in said.out + said.err
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
    def refuses(handler: Handler, response: Response) -> None:
        handler.reply(Response(status=403) if handler.command == "DELETE" else response)

    fake = FakeTenant.sample(faults=KEEPS_ALL)
    (number,) = made_by_a_run(fake, 3, THEIRS, 1)
    with serving(refuses, fake) as server:
        assert _clean(server, monkeypatch, "--yes") == 1
    said = capsys.readouterr().err
    assert f"left behind: action {number} of case 3, which this run has made, and the key may not delete it" in said


@pytest.mark.parametrize("mark", ["", "a", "tines", "tines-contract xyz", "tines-contract", "tines-contract 1a2b3c"])
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


def test_a_tenant_that_cannot_be_reached_has_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TINES_API_KEY", KEY)
    assert main(["clean", "--tenant", "http://127.0.0.1:1", "--case", "3"]) == ExitCode.UNREACHABLE
    assert "nothing listens at 127.0.0.1:1" in capsys.readouterr().err
