"""What CI shows of a run, by GitHub's commands and summary and GitLab's code quality: no text of a tenant is obeyed."""

import json
import re
from pathlib import Path

import pytest

from contract_tests.suite.command.command_runs import Run
from contract_tests.suite.reports.reports import HOSTILE, accepted, accused, report_with, unjudged
from contract_tests.suite.reports.test_page import Page
from tines_contract import Report
from tines_contract.report.annotations import as_gitlab, github_commands, github_summary

COMMAND = re.compile(r"::(error|warning|notice) title=((?:[^%:,]|%[0-9A-F]{2})+)::((?:[^%]|%25)*)")
OBEYED = [
    *("\n::error::x", "\r::add-mask::e", "\r\n::stop-commands::x", "##[add-mask]e", "%0A::error::x", "a,file=b::c"),
    *("\n\n# h\n\n[x](https://evil.test) ![i](https://evil.test)\n", "`*_|~", "\x1b[31m\u2028\x85"),
]


def _lines(report: Report, text: str = "the text") -> list[str]:
    """The lines, as GitHub's runner reads them."""
    return re.split("\r\n|\r|\n", github_commands(report, text))


@pytest.mark.parametrize("text", [*HOSTILE, *OBEYED])
def test_no_text_becomes_a_command_or_a_part_of_the_summary(text: str) -> None:
    stop, *lines, last = _lines(report_with(text), text)
    token = stop.removeprefix("::stop-commands::")
    commands = lines[lines.index(f"::{token}::") + 1 :]
    assert (last, len(token)) == ("", 32)
    assert [line for line in commands if not COMMAND.fullmatch(line) or not line.isprintable()] == []
    assert len(commands) == len(_lines(report_with("harmless"))) - 4 > 2
    summary, plain = (github_summary(report_with(one)) for one in (text, "harmless"))
    assert summary.index("\n") == len(summary) - 2  # up to an empty line all is HTML, and no Markdown
    assert Page(summary).shape == Page(plain).shape


def test_an_annotation_names_its_promise_and_what_was_found() -> None:
    errors = [re.match(r"::error title=([\w-]+)::", line) for line in _lines(accused())]
    assert [one[1] for one in errors if one] == accused().broken
    (line,) = (line for line in _lines(unjudged()) if "title" in line)
    assert line.startswith("::warning title=LIST-DEFAULT-PER-PAGE%2C LIST-DEFAULT-PAGE::")
    assert line.endswith("or set TINES_CONTRACT_WRITES=1")
    assert not any("title" in line for line in _lines(accepted()))


def test_gitlab_knows_a_problem_again_by_its_fingerprint() -> None:
    found = json.loads(as_gitlab(accused()))
    assert [one["check_name"] for one in found if one["severity"] == "critical"] == accused().broken
    assert {*map(len, found)} == {len({"description", "check_name", "fingerprint", "severity", "location"})}
    assert {one["location"]["path"] for one in found} == {"tines-contract.toml"}
    assert len({one["fingerprint"] for one in found}) == len(found)
    assert [json.loads(as_gitlab(one())) for one in (accused, accepted)] == [found, []]


def test_a_summary_is_added_to_what_the_step_has_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    path.write_text("before\n")
    _, said = run("--tenant=fake", "--case=99", "--annotate=github", GITHUB_STEP_SUMMARY=str(path))
    assert "::warning title=tenant can be judged::" in said
    assert path.read_text().startswith("before\n<div><h3>unjudged: ")
