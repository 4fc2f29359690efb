"""Many reports: what broke and was mended from run to run, as a comparison, a page, JSON and a badge."""

import functools
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from contract_tests.suite.command.command_runs import Command
from contract_tests.suite.reports.reports import HOSTILE, accepted, schema
from contract_tests.suite.reports.test_page import Page
from tines_contract import Status
from tines_contract.report.history import history, history_page
from tines_contract.report.json_report import as_json

ONE = "LIST-SHAPE"
_accepted = functools.cache(lambda: as_json(accepted()))


def _runs(*statuses: str, **changed: object) -> Any:
    """Reports that differ in what came out for one promise, on the days of January."""
    report = json.loads(_accepted())
    one, *others = sorted(report["outcomes"], key=lambda outcome: outcome["promise"] != ONE)
    for day, status in enumerate(statuses, 1):
        outcomes = [{**one, "status": status}, *others]
        verdict = "accused" if status == "broken" else "accepted"
        yield {**report, "time": f"2026-01-0{day}T03:00:00Z", "verdict": verdict, "outcomes": outcomes, **changed}


def _files(folder: Path, *statuses: str, **changed: object) -> list[Path]:
    """The reports in files whose names say nothing of their order."""
    files = [folder / f"{9 - number}.json" for number in range(len(statuses))]
    for file, report in zip(files, _runs(*statuses, **changed), strict=True):
        file.write_text(json.dumps(report))
    return files


@pytest.mark.parametrize(
    ("statuses", "turns"),
    [
        (("held", "broken", "broken", "held"), "broke 2, mended 4"),
        (("broken", "skipped", "broken", "not_exercised", "held", "broken"), "broke 1, mended 5, broke 6"),
        (("held", "not_exercised", "crashed", "held"), ""),
    ],
)
def test_a_promise_is_broken_until_it_holds(statuses: tuple[str, ...], turns: str) -> None:
    strip, *others = history([*_runs(*statuses)])["promises"]
    assert strip["statuses"] == [*statuses]
    assert ", ".join(f"{one['turn']} {one['time'][9]}" for one in strip["turns"]) == turns
    assert [one for one in others if len({*one["statuses"]}) > 1 or one["turns"]] == []


def test_a_folder_of_reports_becomes_a_page_with_json_and_a_badge(command: Command, tmp_path: Path) -> None:
    _files(tmp_path, "broken", "held", "broken")
    held = len(accepted().with_status(Status.HELD))
    counts = f"{held - 1} held, 1 broken"
    (tmp_path / "9.html").touch()
    (tmp_path / "cut.json").write_text("{")
    for _ in range(2):  # what it has written is no report
        code, shown, said = command("history", tmp_path)
        assert (code, shown) == (0, f"{tmp_path}/history.html: 3 runs; the last: {counts}\n")
        assert said.count("left out") == said.count("cut.json") == 1
    jsonschema.validate(json.loads((tmp_path / "history.json").read_text()), schema("history"))
    page = Page((tmp_path / "history.html").read_text())
    turns = "broke 2026-01-01, mended 2026-01-02, broke 2026-01-03"
    assert f"{ONE} listCaseActions\u2717\u2713\u2717{turns}" in page.text
    assert f"accepted{held} held0 worse, 2 better" in page.text
    assert {"Verdict", "Moved", "Time"} < {one["data-kind"] for one in page.of("td") if "data-kind" in one}
    assert {one["href"] for one in page.of("a")} == {"9.html", f"9.html#{ONE}"}
    badge = json.loads((tmp_path / "badge.json").read_text())
    assert badge == {"schemaVersion": 1, "label": "contract", "message": counts, "color": "red"}


def test_a_folder_without_reports_or_of_two_tenants_is_refused(command: Command, tmp_path: Path) -> None:
    assert command("history", tmp_path / "none")[0] == 2
    _files(tmp_path, "held", target="https://a.test\n::error::x")[0].rename(tmp_path / "other.json")
    _files(tmp_path, "held")
    code, shown, said = command("history", tmp_path)
    assert (code, shown, said.count("\n")) == (2, "", 1)
    assert said.endswith("a history is of one tenant\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_part_of_a_history(text: str) -> None:
    pages = []
    for one in ("harmless", text):
        found = history([*_runs("held", "broken", target=one, time=one)])
        found["promises"][0]["operation"] = one
        pages.append(Page(history_page(found, ["", f"{one}.html"])))
    assert pages[0].shape == pages[1].shape
    assert pages[1].text.count(text) > 3
    assert not any("script:" in str(one["href"]) for one in pages[1].of("a"))


def test_many_reports_are_compared_each_with_the_one_before(command: Command, tmp_path: Path) -> None:
    files = _files(tmp_path, "held", "broken", "held")
    code, shown, said = command("compare", *files)
    assert (code, shown.count("A: https://acme.tines.com, case 7: "), said) == (1, 2, "")
    assert shown.index("worse   verdict: ") < shown.index("better  verdict: ")
    jsonschema.validate(json.loads(command("compare", *files, "--json")[1]), schema("history"))
    assert command("compare", *files[1:])[0] == 0
    assert command("compare", files[0])[0] == 2
