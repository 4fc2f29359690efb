"""Where the command writes: the report, files, pipes, and outputs that take nothing."""

import functools
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from contract_tests.suite.command.command_runs import Run, in_a_shell
from tines_contract.__main__ import main
from tines_contract.report.output import show

_IN_JUNIT = ".//property[@name='exit_code']"
READS: dict[str, Callable[[str], Any]] = {
    "json": lambda text: json.loads(text)["exit_code"],
    "junit": lambda text: int(ET.fromstring(text).find(_IN_JUNIT).attrib["value"]),  # type: ignore[union-attr]  # there
}

ONE = "--only=LIST-KEY-WRONG"
"""One promise: what is judged is not the subject here."""
UNKNOWN_CASE = ("--tenant=fake", "--case=99", ONE)
COMMAND = f'"$PYTHON" -m tines_contract run {" ".join(UNKNOWN_CASE)}'


@pytest.mark.parametrize("output_format", READS)
def test_nothing_but_the_report_goes_to_the_standard_output(
    output_format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["run", *UNKNOWN_CASE, f"--output-format={output_format}"])
    said = capsys.readouterr()
    assert READS[output_format](said.out) == code == 4
    assert "at most" in said.err


@pytest.mark.parametrize("output_format", READS)
def test_a_report_in_a_file_goes_beside_the_text(output_format: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_text("the report before")
    code, said = run(*UNKNOWN_CASE, f"--output-format={output_format}", f"--output-file={path}")
    assert READS[output_format](path.read_text()) == code == 4
    assert "unjudged: " in said
    assert list(tmp_path.iterdir()) == [path]


def test_one_run_writes_reports_of_several_formats(run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / f"report{ending}" for ending in (".html", ".json", ".xml", ".txt")]
    code, said = run(*UNKNOWN_CASE, *(f"--report={path}" for path in paths))
    page, written, junit, text = (path.read_text() for path in paths)
    assert page.startswith("<!DOCTYPE html>")
    assert READS["json"](written) == READS["junit"](junit) == code == 4
    assert said.endswith(text)


@pytest.mark.parametrize(
    ("option", "path"),
    [
        *(("report", path) for path in ("{}/report", "{}/report.pdf", "{}/none/report.html")),
        *(("output-file", path) for path in ("{}", "{}/none/report", "", "{}/" + "x" * 300, "{}/a\0b")),
    ],
)
def test_a_file_that_cannot_be_written_ends_the_run_first(option: str, path: str, run: Run, tmp_path: Path) -> None:
    code, said = run("--tenant=fake", f"--{option}={path.format(tmp_path)}", f"--report={tmp_path / 'other.json'}")
    assert code == 2
    assert "cannot be written" in said or "must end with" in said
    assert "at most" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_interrupted_leaves_the_file_as_it_was(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tines_contract.command.chosen_run.judge", interrupted)
    path = tmp_path / "report"
    path.write_text("the report before")
    assert run("--tenant=fake", ONE, f"--output-file={path}")[0] == 130
    assert path.read_text() == "the report before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("before", "options", "after"), [(0o604, (), 0o604), (None, ("--show-values",), 0o600)])
def test_a_report_is_no_more_readable_than_it_was_or_needs_to_be(
    before: int | None, options: tuple[str, ...], after: int, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "report.txt"
    if before is not None:
        path.touch()
        path.chmod(before)
    run(*UNKNOWN_CASE, f"--report={path}", *options)
    assert path.stat().st_mode & 0o777 == after


def test_a_link_to_a_file_stays_a_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "report")
    run(*UNKNOWN_CASE, f"--output-file={tmp_path / 'link'}")
    assert (tmp_path / "link").is_symlink()
    assert "unjudged" in (tmp_path / "report").read_text()


def test_a_pipe_is_written_to_and_not_replaced() -> None:
    done = in_a_shell(f"{{ {COMMAND} --output-format json --output-file /dev/fd/3 3>&1 >/dev/null; }} | cat")
    assert json.loads(done.stdout)["exit_code"] == 4


@functools.cache
def _sent_to(output: str) -> tuple[str, str, str]:
    """The report in JSON, the messages and the exit code of the command, with its output sent somewhere."""
    command = f"{COMMAND} --output-format json {output}; echo $? >&3"
    done = in_a_shell(f"bash -c '{command}' 3>&1")
    written, _, code = done.stdout.strip().rpartition("\n")
    return written, done.stderr, code


@pytest.mark.parametrize("output", ["| true", ">/dev/full", ">&-"])
def test_an_output_that_takes_nothing_is_no_crash(output: str) -> None:
    _, messages, _ = _sent_to(output)
    assert "case 99" in messages
    assert not re.search("Traceback|Exception", messages)


@pytest.mark.parametrize(
    ("output", "written", "code"),
    [
        (">/dev/full", False, "8"),
        ("2>/dev/full", True, "8"),
        ("2> >(true) >/dev/null", False, "8"),
        ("2>&-", True, "4"),  # a closed one says nothing elsewhere
    ],
)
def test_an_output_that_cannot_be_written_is_no_accusation(output: str, written: bool, code: str) -> None:
    """Messages that cannot be written end no run."""
    report, _, found = _sent_to(output)
    assert (found, bool(report)) == (code, written)
    assert not written or json.loads(report)["exit_code"] == 4


def test_what_an_output_cannot_encode_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, "ascii"))
    show("1 … 3")
    assert written.getvalue() == b"1 \\u2026 3"
