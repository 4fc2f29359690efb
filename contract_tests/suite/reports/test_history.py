"""Many reports: what broke and was mended from run to run, as a comparison, a page, JSON and a badge."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from contract_tests.suite.command.command_runs import Command
from contract_tests.suite.reports.reports import HOSTILE, REPORTS, schema
from contract_tests.suite.reports.test_page import Page
from tines_contract.report.history import history
from tines_contract.report.json_report import as_json
from tines_contract.report.page.history_page import history_page

Nights = Callable[..., list[Path]]


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    """Writes the report of each night into the folder, and returns the files."""

    def write(*names: str, **changed: object) -> list[Path]:
        files = [tmp_path / f"{9 - number}.json" for number in range(len(names))]  # their names say nothing
        for day, (name, file) in enumerate(zip(names, files, strict=True), 20):
            report = {**json.loads(as_json(REPORTS[name]())), "time": f"2026-11-{day}T03:00:00Z", **changed}
            file.write_text(json.dumps(report))
        return files

    return write


def _runs(*statuses: str) -> Any:
    """Reports that differ in what came out for one promise, on the days of January."""
    report = json.loads(as_json(REPORTS["accepted"]()))
    one, *others = report["outcomes"]
    return [
        {**report, "time": f"2026-01-0{day}T03:00:00Z", "outcomes": [{**one, "status": status}, *others]}
        for day, status in enumerate(statuses, 1)
    ]


@pytest.mark.parametrize(
    ("statuses", "turns"),
    [
        (("held", "broken", "broken", "held"), "broke 2, mended 4"),
        (("broken", "skipped", "broken", "not_exercised", "held", "broken"), "broke 1, mended 5, broke 6"),
        (("held", "not_exercised", "crashed", "held"), ""),
    ],
)
def test_a_promise_is_broken_until_it_holds(statuses: tuple[str, ...], turns: str) -> None:
    strip, *others = history(_runs(*statuses))["promises"]
    assert strip["statuses"] == [*statuses]
    assert ", ".join(f"{one['turn']} {one['time'][9]}" for one in strip["turns"]) == turns
    assert all({*one["statuses"]} == {"held"} for one in others)


def test_a_folder_of_reports_becomes_a_page_with_json_and_a_badge(command: Command, nights: Nights) -> None:
    folder = nights("accepted", "accused", "accepted")[0].parent
    (folder / "8.html").touch()
    (folder / "cut.json").write_text("{")
    for _ in range(2):  # what it has written is no report
        code, shown, said = command("history", folder)
        assert (code, shown) == (0, f"{folder}/history.html: 3 runs; the last: accepted, 401 held\n")
        assert said.count("left out") == said.count("cut.json") == 1
    found = json.loads((folder / "history.json").read_text())
    jsonschema.validate(found, schema("history"))
    assert [run["verdict"] for run in found["runs"]] == ["accepted", "accused", "accepted"]
    assert {move["direction"] for move in found["runs"][2]["moves"]} == {"better", "moved"}
    page = Page((folder / "history.html").read_text())
    assert "GET-KEY-WRONG getCaseAction\u2713\u2717\u2713broke 2026-11-21, mended 2026-11-22" in page.text
    assert {one["href"] for one in page.of("a")} > {"8.html", "8.html#GET-KEY-WRONG"}
    badge = json.loads((folder / "badge.json").read_text())
    assert badge == {"schemaVersion": 1, "label": "contract", "message": "401 held", "color": "brightgreen"}


def test_a_badge_counts_what_did_not_hold(command: Command, nights: Nights) -> None:
    (file,) = nights("accused")
    assert command("history", file.parent)[0] == 0
    badge = json.loads((file.parent / "badge.json").read_text())
    assert (badge["message"], badge["color"]) == ("397 held, 3 broken, 1 not exercised", "red")


def test_a_folder_without_reports_or_of_two_tenants_is_refused(command: Command, nights: Nights) -> None:
    (file,) = nights("accepted", target="https://a.test\n::error::x")
    file.rename(file.with_name("other.json"))
    nights("accepted")
    code, shown, said = command("history", file.parent)
    assert (code, shown, said.count("\n")) == (2, "", 1)
    assert "one folder a tenant" in said
    assert command("history", file.parent / "none")[0] == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_part_of_a_history(text: str) -> None:
    pages = []
    for one in ("harmless", text):
        runs = [{**run, "target": one, "time": one} for run in _runs("held", "broken")]
        runs[0]["outcomes"][0]["operation"] = one
        pages.append(Page(history_page(history(runs), ["", f"{one}.html"])))
    assert pages[0].shape == pages[1].shape
    assert pages[1].text.count(text) > 3
    assert not any("script:" in str(one["href"]) for one in pages[1].of("a"))


def test_many_reports_are_compared_each_with_the_one_before(command: Command, nights: Nights) -> None:
    files = nights("accepted", "accused", "accepted")
    code, shown, _ = command("compare", *files)
    assert (code, shown.count("A: "), shown.count("worse   verdict: "), shown.count("better  verdict: ")) == (
        1,
        2,
        1,
        1,
    )
    found = json.loads(command("compare", *files, "--json")[1])
    jsonschema.validate(found, schema("history"))
    assert command("compare", *files[1:])[0] == 0
    assert command("compare", files[0])[0] == 2
