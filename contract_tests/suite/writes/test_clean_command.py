"""`clean` removes what runs have left, asks first, and says what is still there."""

from collections.abc import Iterator

import pytest

from contract_tests.suite.command.command_runs import Command, Terminal
from contract_tests.suite.tenants.hostile_tenants import KEEPS_ALL, OURS, THEIRS, made_by_a_run
from contract_tests.suite.tenants.plain_server import KEY, Handler, PlainServer, serving
from tines_fake import FakeTenant, Response


@pytest.fixture
def held() -> Iterator[PlainServer]:
    """A tenant in whose case 3 two runs have left something, and a colleague too."""
    fake = FakeTenant.sample()
    fake.add_action(3, label="A colleague's")
    made_by_a_run(fake, 3, THEIRS, 2)
    made_by_a_run(fake, 3, OURS, 1)
    with serving(Handler.reply, fake) as server:
        yield server


@pytest.fixture
def clean(command: Command) -> Command:
    """Runs `clean` against a server: its exit code, its output and its messages."""

    def called(server: PlainServer, *arguments: str, key: str = KEY) -> tuple[int, str, str]:
        return command("clean", "--tenant", server.origin, "--case", "3", *arguments, TINES_API_KEY=key)

    return called


def _labels(server: PlainServer) -> list[str]:
    return [action.label for action in server.fake.case(3).actions]


def test_clean_shows_what_is_left_and_deletes_nothing_unasked(held: PlainServer, clean: Command) -> None:
    before = _labels(held)
    code, out, err = clean(held)
    assert code == 2
    assert f"case 3: 2 of {THEIRS} (started 2026-01-02 03:04:05 UTC)" in out
    assert f"{THEIRS}: #1" in out
    assert "--yes" in err
    assert f"(URL: example.com, {THEIRS.replace(' ', '-')})" in out
    assert "://" not in out + err
    assert _labels(held) == before


@pytest.mark.parametrize("mark", [THEIRS, THEIRS.replace(" ", "-")])
def test_clean_removes_what_one_run_has_left(mark: str, held: PlainServer, clean: Command) -> None:
    assert clean(held, "--mark", mark, "--yes")[0] == 0
    assert _labels(held) == ["A colleague's", f"{OURS}: #0"]


def test_clean_removes_what_all_runs_have_left_and_nothing_else(held: PlainServer, clean: Command) -> None:
    code, out, _ = clean(held, "--yes")
    assert (code, "deleted 3; nothing is left" in out) == (0, True), out
    assert _labels(held) == ["A colleague's"]
    code, out, _ = clean(held, "--yes")
    assert (code, "nothing is left in case 3" in out) == (0, True), out


def test_clean_says_what_is_still_left(clean: Command) -> None:
    def refuses(handler: Handler, response: Response) -> None:
        handler.reply(Response(status=403) if handler.command == "DELETE" else response)

    fake = FakeTenant.sample(faults=KEEPS_ALL)
    (number,) = made_by_a_run(fake, 3, THEIRS, 1)
    with serving(refuses, fake) as server:
        code, _, err = clean(server, "--yes")
    assert code == 1
    assert f"left behind: action {number} of case 3, which this run has made, and the key may not delete it" in err


@pytest.mark.parametrize("mark", ["", "a", "tines", "tines-contract xyz", "tines-contract", "tines-contract 1a2b3c"])
def test_clean_takes_no_mark_that_is_none(mark: str, held: PlainServer, clean: Command) -> None:
    code, _, err = clean(held, "--mark", mark, "--yes")
    assert (code, "mark" in err, len(_labels(held))) == (2, True, 4)


@pytest.mark.parametrize(("said", "code", "left"), [("y\n", 0, 1), ("\n", 1, 4), ("no\n", 1, 4), ("", 1, 4)])
def test_clean_asks_on_a_terminal(
    said: str, code: int, left: int, held: PlainServer, clean: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(said))
    assert (clean(held)[0], len(_labels(held))) == (code, left)


@pytest.mark.parametrize(("key", "case", "code"), [("wrong", "3", 3), (KEY, "99", 4), (KEY, "x", 2)])
def test_clean_has_the_exit_codes_of_a_run(key: str, case: str, code: int, held: PlainServer, clean: Command) -> None:
    assert clean(held, "--case", case, "--yes", key=key)[0] == code
    assert len(_labels(held)) == 4


def test_a_tenant_that_clean_cannot_reach_has_its_exit_code(command: Command) -> None:
    code, _, err = command("clean", "--tenant=http://127.0.0.1:1", "--case=3", TINES_API_KEY=KEY)
    assert (code, "nothing listens at 127.0.0.1:1" in err) == (6, True), err
