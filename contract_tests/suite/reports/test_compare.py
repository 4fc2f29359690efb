"""`python -m tines_contract compare`: what moved, and whether for the worse; bad input has its message and code."""

import copy
import functools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from contract_tests.suite.command.command_runs import KEY, Command
from contract_tests.suite.reports.reports import REPORTS, accepted, accused, schema, unjudged
from contract_tests.suite.tenants.plain_server import Handler, serving
from contract_tests.suite.tenants.tenants import READING, WRITING, full_tenant, judged_tenant
from tines_contract import Report
from tines_contract.report.json_report import as_json
from tines_contract.report.report_diff import Direction, Move, compared
from tines_fake import Quirks, fault


@functools.cache
def _text(make: Callable[[], Report]) -> str:
    return as_json(make())


def _written(make: Callable[[], Report]) -> Any:
    return json.loads(_text(make))


@pytest.fixture
def run(command: Command) -> Command:
    return functools.partial(command, "compare")


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    made = {name: tmp_path / f"{name}.json" for name in REPORTS}
    for name, path in made.items():
        path.write_text(_text(REPORTS[name]))
    return made


def test_two_runs_of_one_tenant_differ_in_nothing() -> None:
    again = json.loads(as_json(judged_tenant(full_tenant(), WRITING)))
    assert compared(_written(accepted), again).moves == []


def test_what_broke_is_worse_and_what_was_mended_is_better() -> None:
    ill, well = _written(accused), _written(accepted)
    moves = compared(well, ill).moves
    worse = [one.name for one in moves if one.direction is Direction.WORSE and " -> broken" in f" -> {one.after}"]
    assert worse == accused().broken
    assert Move("verdict", "verdict", "accepted", "accused", Direction.WORSE) in moves
    assert not compared(ill, well).is_worse
    assert {one.direction for one in compared(ill, well).moves} == {Direction.BETTER, Direction.OTHER}


def test_a_status_and_a_field_that_moved_are_named() -> None:
    faulty = full_tenant(faults=[fault("LABEL-NULL"), fault("GET-ANY-KEY")])
    moves = compared(_written(accepted), json.loads(as_json(judged_tenant(faulty, READING)))).moves
    assert Move("field", "actions[].label", "text", "null", operation="listCaseActions") in moves
    assert Move("status", "a request with a wrong key", "401", "200", operation="getCaseAction") in moves


def test_a_sound_tenant_of_another_kind_is_not_worse() -> None:
    quirks = Quirks(wrong_key=403, unknown_case=400, bad_fields=400, largest_page=50, action_text="absent")
    other = json.loads(as_json(judged_tenant(full_tenant(quirks), WRITING)))
    comparison = compared(_written(accepted), other)
    assert not comparison.is_worse, comparison.moves
    assert {one.kind for one in comparison.moves} >= {"status", "field"}


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("held", "broken", Direction.WORSE),
        ("held", "not_exercised", Direction.WORSE),
        ("held", "skipped", Direction.WORSE),
        ("skipped", "broken", Direction.WORSE),
        ("skipped", "crashed", Direction.OTHER),
        ("not_exercised", "held", Direction.BETTER),
        ("broken", "skipped", Direction.BETTER),
        ("broken", "held", Direction.BETTER),
    ],
)
def test_a_promise_gets_worse_where_it_breaks_or_is_judged_no_more(
    before: str, after: str, direction: Direction
) -> None:
    was, is_ = (_with_status(one) for one in (before, after))
    assert _directions(was, is_) == [direction]
    is_["outcomes"][0]["accuses"] = False
    assert _directions(was, is_) == [Direction.OTHER]


def _with_status(status: str) -> Any:
    report = _written(accepted)
    report["outcomes"][0]["status"] = status
    return report


def _directions(before: Any, after: Any) -> list[Direction]:
    return [one.direction for one in compared(before, after).moves]


def test_a_promise_that_only_one_spec_has_is_worse_only_if_it_is_broken() -> None:
    fewer, more = _written(accepted), _with_status("broken")
    del fewer["outcomes"][0]
    assert _directions(fewer, more) == [Direction.WORSE]
    assert _directions(fewer, _written(accepted)) == _directions(more, fewer) == [Direction.OTHER]


def test_new_suspected_harm_is_worse() -> None:
    harmed = _written(accepted)
    harmed["suspected_harm"] = [{"message": "action 3 gone", "requests": []}]
    (move,) = compared(_written(accepted), harmed).moves
    assert (move.kind, move.after, move.direction) == ("harm", "action 3 gone", Direction.WORSE)
    assert not compared(harmed, _written(accepted)).is_worse


def test_what_makes_two_reports_differ_by_itself_is_noted() -> None:
    other = _written(unjudged)
    other["version"] = "9.9.9"
    other["obstacle"] = {"exit_code": 6, "message": "the line is cut"}
    notes = "\n".join(compared(_written(accepted), other).notes)
    assert "B could not be judged whole: the line is cut" in notes
    assert "9.9.9" in notes
    assert "A was written to, and the other only read" in notes


def test_json_keeps_its_schema_and_says_what_the_text_says(run: Command, files: dict[str, Path]) -> None:
    _, text, _ = run(files["accepted"], files["accused"])
    code, written, _ = run(files["accepted"], files["accused"], "--json")
    found = json.loads(written)
    jsonschema.validate(found, schema("comparison"))
    assert found["worse"] is (code == 1)
    for move in found["moves"]:
        assert f"{move['before']} -> {move['after']}" in text


def test_a_report_is_compared_with_a_tenant_that_is_judged_for_it(run: Command, files: dict[str, Path]) -> None:
    code, shown, said = run(files["unjudged"], "fake", "--only=LIST-*,GET-*")
    assert code == 0
    assert said.startswith("judging the fake in this process, case 2\n")
    assert "better  verdict: unjudged -> accepted" in shown


def test_a_tenant_that_cannot_be_judged_is_compared_with_nothing(run: Command, files: dict[str, Path]) -> None:
    with serving(Handler.reply) as server:
        code, shown, said = run(files["accepted"], server.origin, "--case=2", TINES_API_KEY=KEY)
    assert (code, shown) == (3, "")
    assert "refuses the key" in said
    assert run(files["accepted"], "http://127.0.0.1:1", "--case=2", TINES_API_KEY=KEY)[0] == 6
    assert KEY not in said


def test_two_live_tenants_never_get_one_key(run: Command) -> None:
    code, _, said = run("http://127.0.0.1:1", "http://127.0.0.1:2", "--case=1", TINES_API_KEY=KEY)
    assert code == 2
    assert "each with its own key" in said


def _spoiled() -> Iterator[tuple[str, bytes]]:
    report = _written(accepted)
    yield "no JSON", b"<html>"
    yield "a byte order mark in UTF-16", _text(accepted).encode("utf-16")
    yield "nothing", b""
    yield "another JSON", b"[1, 2]"
    yield "deep JSON", b"[" * 100_000
    yield "an older version", json.dumps({**report, "schema_version": 1}).encode()
    for name in ("outcomes", "verdict", "tried", "plan"):
        lacking = copy.copy(report)
        del lacking[name]
        yield f"no {name}", json.dumps(lacking).encode()
    yield "a wrong type", json.dumps({**report, "tried": [{"operation": KEY}]}).encode()


def test_what_is_no_report_has_a_message_and_the_code_of_usage(
    run: Command, files: dict[str, Path], tmp_path: Path
) -> None:
    for name, content in _spoiled():
        (tmp_path / "spoiled.json").write_bytes(content)
        for sides in ((tmp_path / "spoiled.json", files["accepted"]), (files["accepted"], tmp_path / "spoiled.json")):
            code, shown, said = run(*sides)
            assert (code, shown) == (2, ""), name
            assert said.startswith("tines_contract: "), name
            assert "spoiled.json" in said
            assert KEY not in said
            assert len(said) < 400


@pytest.mark.parametrize("path", ["none.json", ".", "a\0b", "acme.tines.com"])
def test_a_file_that_is_not_there_is_no_tenant(path: str, run: Command, files: dict[str, Path]) -> None:
    code, _, said = run(files["accepted"], path)
    assert code == 2
    assert "cannot be read" in said


def test_a_terminal_obeys_nothing_in_a_report(run: Command, tmp_path: Path, files: dict[str, Path]) -> None:
    hostile = _written(accused)
    hostile["target"] = "\x1b[2J\u202e\r\nA: nothing"
    (tmp_path / "hostile.json").write_text(json.dumps(hostile))
    _, shown, _ = run(files["accepted"], tmp_path / "hostile.json")
    assert all(one.isprintable() for line in shown.splitlines() for one in line)
    assert "\\x1b[2J\\u202e\\r\\nA: nothing" in shown
