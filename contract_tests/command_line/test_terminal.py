"""In a pseudo-terminal: tables fit, prompts ask, progress leaves nothing behind, and no text of others is obeyed."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from contract_tests.command_line.conftest import HOSTILE
from contract_tests.command_line.terminal import Stream, Terminal
from tines_fake import FakeTenant, failures

SECRET = "s3cr3t"
LONG = "Escalate to the people who are on call this week and tell the others " * 3
WIDE = "日本語のラベル 🔥 grün"


@pytest.fixture
def fake(tines_fake_server: FakeTenant) -> FakeTenant:
    case = tines_fake_server.case(1)
    case.add_action(
        label="Escalate", action_type="webhook", url=f"https://hooks.acme.test/{SECRET}", story_name="Phishing"
    )
    case.add_action(label=LONG, action_type="webhook", url=f"https://{'long.' * 30}test/{SECRET}", story_name=LONG)
    case.add_action(label=WIDE, action_type="webhook", story_name=WIDE)
    return tines_fake_server


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_table_fits_and_each_action_has_its_line(fake: FakeTenant, columns: int) -> None:
    lines = Terminal("actions", "list", 1, columns=columns).end().lines()
    assert len(lines) == 4
    assert [line.split()[0] for line in lines] == ["ID", "1", "2", "3"]
    assert "Escalate" in lines[1]
    assert "…" in lines[2]
    assert ("STORY" in lines[0]) is (columns == 200)
    assert ("UPDATED (UTC)" in lines[0]) is (columns == 200)
    assert WIDE in lines[3]
    # The screen holds a wide character in one place and leaves the next one empty, so that they are counted here.
    cells = [sum(2 if ord(one) > 0x2E80 else 1 for one in row[: row.index("webhook")]) for row in lines[1:]]
    assert cells == [lines[0].index("TYPE")] * 3


def test_no_escape_of_a_label_reaches_the_terminal(fake: FakeTenant) -> None:
    fake.case(1).add_actions([{"label": text, "story_name": text} for text in HOSTILE.values()])
    for arguments, columns in ((("list", 1), 200), (("get", 1, 4), 80)):
        raw = Terminal("actions", *arguments, columns=columns).end().raw.decode()
        assert "\\x1b]0;owned\\x07" in raw
        assert "\x1b[1m" in raw  # the head, or the names
        own = raw.replace("\x1b[1m", "").replace("\x1b[0m", "").replace("\r\n", "")
        assert own.isprintable()


def test_a_prompt_shows_the_label_as_it_is(fake: FakeTenant) -> None:
    made = fake.case(1).add_action(label=HOSTILE["escape"])
    terminal = Terminal("actions", "delete", 1, made["id"]).answer("[y/N]", "n\n")
    assert b"\\x1b[2J" in terminal.raw
    assert b"\x1b[2J" not in terminal.raw
    assert terminal.code == 1
    assert terminal.lines()[-1] == "error: nothing was deleted"


@pytest.mark.parametrize(("typed", "code", "left"), [("y\n", 0, 2), ("\n", 1, 3), ("\x04", 1, 3), ("\x03", 130, 3)])
def test_delete_asks_first(fake: FakeTenant, typed: str, code: int, left: int) -> None:
    terminal = Terminal("actions", "delete", 1, 1, piped=("stdout",)).answer(
        "Delete action 1 'Escalate' of case 1? [y/N]", typed
    )
    assert (terminal.code, len(fake.case(1).actions), terminal.piped_out) == (code, left, b"")
    assert b"Traceback" not in terminal.raw


def test_sync_shows_the_plan_and_asks(fake: FakeTenant, tmp_path: Path) -> None:
    wanted = tmp_path / "wanted.json"
    wanted.write_text(json.dumps([{"label": "Escalate", "url": f"https://a.test/{SECRET}", "action_type": "page"}]))
    terminal = Terminal("sync", 1, wanted).answer("Change case 1? [y/N]", "y\n")
    assert terminal.code == 0
    assert [action["label"] for action in fake.case(1).actions] == ["Escalate"]
    assert SECRET.encode() not in terminal.raw
    assert b"\x1b[31m  - delete 2 " in terminal.raw
    assert terminal.lines()[-1] == "done: 3 changes of case 1"


def test_the_progress_bar_is_on_the_standard_error_alone(fake: FakeTenant) -> None:
    fake.case(2).add_actions([{"label": f"Label {number}"} for number in range(1203)])
    terminal = Terminal("actions", "list", 2, "--all", "--table", piped=("stdout",)).end()
    assert "1203/1203" in terminal.raw.decode()
    assert terminal.piped_out.count(b"\n") == 1204
    assert b"\x1b" not in terminal.piped_out
    assert terminal.lines() == []


@pytest.mark.parametrize(("arguments", "lines"), [((2, "--all"), 204), (range(2, 14), 52)], ids=["one case", "several"])
def test_a_table_follows_the_bar(fake: FakeTenant, arguments: Iterable[object], lines: int) -> None:
    for number in range(2, 14):
        fake.case(number).add_actions([{"label": "Label"}] * (203 if number == 2 else 1))
    terminal = Terminal("actions", "list", *arguments).end()
    assert len(terminal.lines()) == lines
    raw = terminal.raw
    assert raw.find(b"reading") < raw.rfind(b"\x1b[?25h") < raw.find(b"LABEL")


@pytest.mark.parametrize("piped", [(), ("stdout",)])
def test_no_bar_stands_between_lines_that_are_printed(fake: FakeTenant, piped: tuple[Stream, ...]) -> None:
    """Who reads a pipe may print to the same terminal."""
    fake.case(2).add_actions([{"label": f"Label {number}"} for number in range(203)])
    terminal = Terminal("actions", "list", 2, "--jsonl", columns=400, piped=piped).end()
    assert (terminal.piped_out or terminal.raw).count(b'{"id"') == 203
    assert b"reading" not in terminal.raw


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_no_colour_where_none_is_wanted(fake: FakeTenant, environment: dict[str, str]) -> None:
    fake.case(2).add_actions([{"label": f"Label {number}"} for number in range(203)])
    terminal = Terminal("actions", "list", 2, "--all", piped=("stderr",), environment=environment).end()
    assert b"\x1b[3" not in terminal.raw
    if "TERM" in environment:
        assert b"\x1b" not in terminal.raw


def test_ctrl_c_gives_the_cursor_back(fake: FakeTenant) -> None:
    fake.case(2).add_actions([{"label": f"Label {number}"} for number in range(1203)])
    fake.assert_all_fired = False  # Ctrl-C may come before page 3 is asked for
    with fake.faults(failures.latency(3600), nth=3):
        terminal = Terminal("actions", "list", 2, "--timeout", "3600", "--table", "--all", piped=("stdout",)).answer(
            "/1203", "\x03"
        )
    assert terminal.code == 130
    assert terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l")
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize(("cases", "lines"), [([1], ["^C"]), (range(1, 12), [])], ids=["one case", "several"])
def test_ctrl_c_ends_it_quietly(fake: FakeTenant, cases: Iterable[int], lines: list[str]) -> None:
    """With it goes the bar, which several cases have, and what the terminal shows of Ctrl-C on the same line."""
    with fake.faults(failures.latency(3600)):
        terminal = Terminal("actions", "list", *cases, "--timeout", "3600")
        while not fake.journal:
            terminal._read()
        terminal.type("\x03")
        terminal.end()
    assert (terminal.code, terminal.lines()) == (130, lines)
