"""`sync DIR`: files are the wanted state of cases. Nothing is sent if one of them is bad, and no secret is shown."""

import datetime
import json
import os
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contract_tests.command_line.conftest import Run
from contract_tests.documentation.pages import blocks_of
from tines_cli.file_values import as_yaml, file_value
from tines_cli.main import main
from tines_fake import FakeTenant, Quirks, failures, running

SECRET = "s3cr3t-hook"
HOOK = "https://hooks.acme.test/"
GO = """
case: 1
actions:
- label: Go # ${NONE}, $${NONE}
  action_type: webhook
  url: https://hooks.acme.test/${HOOK}
  query_params: {team: "${TEAM}", room: soc}
  action_text: $${HOOK} ${TEAM}
"""
TASKS = "case: 2\ntasks:\n- description: Call\n"
PLAN = """\
case 1, actions (b/a.yaml)
  ~ update 1 'Go'
      url: "https://hooks.acme.test/***" -> "https://hooks.acme.test/***" (they differ in what is not shown)
      action_type: "page" -> "webhook"
      action_text: "***" -> "${HOOK} ${TEAM}"
      query_params: null -> {"team":"${TEAM}","room":"***"}
  - delete 2 'Old'
case 2, tasks (b/b.json)
  - delete 2 'Old task'
1 to update, 2 to delete; 1 unchanged
"""
Write = Callable[..., Path]


@pytest.fixture
def fake(tines_fake: FakeTenant, monkeypatch: pytest.MonkeyPatch) -> FakeTenant:
    """Case 1 holds an action like one of GO, and another; case 2 two tasks."""
    monkeypatch.setenv("HOOK", SECRET)
    monkeypatch.setenv("TEAM", "blue-team")
    tines_fake.case(1).add_action(label="Go", url=f"{HOOK}old-{SECRET}", action_type="page", action_text="old-team")
    tines_fake.case(1).add_action(label="Old", url="", action_type="page")
    tines_fake.add_many("/api/v2/cases/2/tasks", [{"description": "Call"}, {"description": "Old task"}])
    return tines_fake


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files into a folder, by their names; `_` stands for a dot."""

    def write_(**texts: str) -> Path:
        (tmp_path / "b").mkdir(exist_ok=True)
        for name, text in texts.items():
            (tmp_path / "b" / name.replace("_", ".")).write_text(text, "utf-8")
        return tmp_path / "b"

    return write_


def test_the_plan_shows_old_and_new_without_secrets(run: Run, fake: FakeTenant, write: Write) -> None:
    folder = write(a_yaml=GO, b_json=json.dumps(yaml.safe_load(TASKS)), README_md="none of it", _a_yaml="nor this")
    done = run("sync", folder, "--dry-run", "--max-deletes", 2)
    assert (done.code, done.err) == (0, "")
    assert done.out.replace(str(folder), "b") == PLAN
    shown = json.loads(run("sync", folder, "--dry-run", "--json", "--max-deletes", 2).out)
    assert [(one["list"], len(one["writes"]), one["left_alone"]) for one in shown["lists"]] == [
        ("actions", 2, {}),
        ("tasks", 1, {}),
    ]
    assert shown["lists"][0]["writes"][0]["fields"]["action_text"] == {"old": "***", "new": "${HOOK} ${TEAM}"}
    assert {request.method for request in fake.journal.requests()} == {"GET"}


def test_cases_hold_what_the_files_say_and_check_tells_drift(run: Run, fake: FakeTenant, write: Write) -> None:
    folder = write(a_yml=GO, b_yaml=TASKS)
    assert run("sync", folder, "--check").code == 1
    done = run("sync", folder, "--yes", "--max-deletes", 2)
    assert (done.code, done.err) == (0, "done: 3 changes of 2 cases\n")
    (action,) = fake.case(1).actions
    assert (action["url"], action["action_text"]) == (f"{HOOK}{SECRET}", "${HOOK} blue-team")
    assert action["query_params"] == {"team": "blue-team", "room": "soc"}
    assert [task["description"] for task in fake.items("/api/v2/cases/2/tasks")] == ["Call"]
    assert run("sync", folder, "--check") == (0, "nothing to do; 2 unchanged\n", "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it is empty"),
        ("[" * 3000, "it is nested too deeply"),
        ("# case: 3", "it must be an object of case or cases, not both, and one at least of actions"),
        ("- 1", "it must be an object of case or cases, not both, and one at least of actions"),
        ("case: 3", "it must be an object of case or cases, not both, and one at least of actions"),
        ("case: '3'\nactions: []", "case must be the number of a case"),
        ("case: 3\nactions:", "actions must be a list; an empty one is []"),
        ("case: 3\nactoins: []", "actoins is no key; there are case, cases, actions, tasks"),
        ("case: 3\ncase: 4\nactions: []", "an object holds 'case' twice"),
        ("case: 3\n---\nactions: []", "line 2: but found another document"),
        ("case: 3\ntasks:\n- &a {description: x}\n- *a", "line 3: write out what an alias (*name) stands for"),
        ("case: 3\ntasks:\n- descripton: x", "tasks[0].descripton is no field"),
        ("case: 3\ntasks:\n- {}", "tasks[0].description is missing"),
        ("case: 3\ntasks:\n- s3cr3t", "tasks[0] is no object"),
        *(
            (f"case: 3\ntasks:\n- description: {one}", "tasks[0].description must be a str")
            for one in ("true", "12", "-1.5e+3", "null", "[]")
        ),
        *(
            (f"case: 3\ntasks:\n- description: {one}", "line 3: put quotes around what is to be a text")
            for one in ("yes", "No", "010", "0x1F", "1_000", "12:30", "2026-12-01", ".inf", "!!map x", "!!int [1]", "=")
        ),
        ("case: 3\ntasks:\n- description: ${NONE}", "tasks[0].description: ${NONE} is not set, or is empty"),
        ("case: 3\ntasks:\n- description: ${EMPTY}", "tasks[0].description: ${EMPTY} is not set, or is empty"),
        ("case: 3\ntasks:\n- description: x${A-B}", "tasks[0].description: ${ is no variable that may be used"),
        ("case: 3\ntasks:\n- description: ${TINES_API_KEY}", "${TINES_API_KEY} is no variable that may be used"),
        ("cases: [1]\nactions: []", "cases must be an object of filters, each with a value; there are status, "),
        ("cases: {}\nactions: []", "cases must be an object of filters, each with a value"),
        ("cases: {team_id: null}\nactions: []", "cases must be an object of filters, each with a value"),
        ("cases: {state: open}\nactions: []", "cases.state is no filter that cases show; there are status, priority,"),
        ("cases: {search: x}\nactions: []", "cases.search is no filter that cases show; there are status, priority,"),
        ("cases: {status: '${HOOK}'}\nactions: []", "cases: '${HOOK}' is not one of"),
        ("cases: {tags: soc}\nactions: []", "cases: filters.tags must be an iterable of several, not str"),
        ("cases: {team_id: '2'}\nactions: []", "cases: team_id must be an integer, not str"),
        ("cases: {status: [open]}\nactions: []", "cases: filters.status must be a str, not list"),
        ("cases: {start_date: 7x}\nactions: []", "cases: '7x' is no time: give one such as 7d, 12h"),
        ("cases: {status: open}\ncase: 3\nactions: []", "it must be an object of case or cases, not both, and one"),
        ("case: 3\nactions:\n- url: https://a.test/***", "the secrets of actions[0] are hidden (***)"),
    ],
)
def test_one_bad_file_is_named_and_nothing_is_sent(
    run: Run, fake: FakeTenant, write: Write, monkeypatch: pytest.MonkeyPatch, text: str, problem: str
) -> None:
    monkeypatch.setenv("EMPTY", "")
    run("sync", write(), "--check").is_refused(2, "it holds no file *.yaml, *.yml or *.json")
    (done := run("sync", write(a_yaml=text, b_yaml=GO), "--yes")).is_refused(2, problem)
    assert (len(fake.journal), "a.yaml" in done.err) == (0, True)


@pytest.mark.parametrize(("bound", "code"), [((), 1), (("--max-deletes", 3), 1), (("--max-deletes", 4), 0)])
def test_deletes_are_counted_over_all_files_and_none_by_default(
    run: Run, fake: FakeTenant, write: Write, bound: tuple[object, ...], code: int
) -> None:
    folder = write(a_yaml="case: 1\nactions: []", b_yaml="case: 2\ntasks: []")
    for option in ("--dry-run", "--yes"):
        done = run("sync", folder, option, *bound)
        assert (done.code, "deletes 4 items, more than --max-deletes" in done.err) == (code, code == 1)
    assert len(fake.case(1).actions) + len(fake.items("/api/v2/cases/2/tasks")) == (0 if code == 0 else 4)


def test_a_failure_says_what_is_done_and_left_in_each_case(run: Run, fake: FakeTenant, write: Write) -> None:
    folder = write(a_yaml=GO, b_yaml=f"{TASKS}- description: ${{HOOK}}")
    with fake.faults(failures.status(422, message=f"bad: {SECRET}"), operation="deleteCaseAction"):
        done = run("sync", folder, "--yes", "--max-deletes", 2)
    assert done.err.splitlines()[:-1] == [
        "done: update 1 'Go' (case 1, actions)",
        "not done: delete 2 'Old' (case 1, actions)",
        "left: create '${HOOK}' (case 2, tasks)",
        "left: delete 2 'Old task' (case 2, tasks)",
        "1 of 4 changes are done; mend what is refused, then the same command goes on",
    ]
    assert done.err.splitlines()[-1].startswith("error: DELETE /api/v2/cases/1/actions/2: 422")
    assert "writes are done" not in done.err
    assert SECRET not in done.out + done.err


SHOWN = blocks_of("docs/how-to/manage-buttons-in-a-repository.md", "yaml")[1].code
"""What the documentation shows: open cases of the team 3 with the tag phishing, from the last 7 days."""
NOW = datetime.datetime.now(datetime.UTC)
FITS = {"team": {"id": 3}, "tags": [{"name": "Phishing"}], "created_at": NOW}


def test_all_cases_that_fit_get_the_same_buttons(run: Run, tines_fake: FakeTenant, write: Write) -> None:
    for number, differs in enumerate([{}, {"tags": []}, {}, {"status": "CLOSED"}, {"team": {"id": 2}}], 1):
        tines_fake.add_case(number, **{**FITS, **differs})
        tines_fake.case(number).add_action(label="Old", url="", action_type="page")
    folder = write(a_yaml=SHOWN, b_yaml="case: 2\nactions: []")
    assert run("sync", folder, "--check").code == 1
    shown = json.loads(run("sync", folder, "--dry-run", "--json", "--max-deletes", 3).out)
    assert [(one["case"], len(one["writes"])) for one in shown["lists"]] == [(1, 2), (3, 2), (2, 1)]
    assert run("sync", folder, "--yes", "--max-deletes", 2).code == 1
    assert run("sync", folder, "--yes", "--max-deletes", 3).err == "done: 5 changes of 3 cases\n"
    labels = [[action["label"] for action in tines_fake.case(number).actions] for number in range(1, 6)]
    assert labels == [["Runbook"], [], ["Runbook"], ["Old"], ["Old"]]
    assert run("sync", folder, "--check").out == "nothing to do; 2 unchanged\n"


@pytest.mark.parametrize("other", ["case: 1", "cases: {case_ids: [3, 1]}"])
def test_a_case_of_two_files_stops_all(run: Run, fake: FakeTenant, write: Write, other: str) -> None:
    fake.add_case(1, **FITS)
    folder = write(a_yaml=SHOWN, b_yaml=f"{other}\nactions: []")
    done = run("sync", folder, "--yes", "--max-deletes", 9)
    done.is_refused(2, f"{folder / 'b.yaml'} cannot be read: case 1 is in {folder / 'a.yaml'}, too")
    assert {request.method for request in fake.journal.requests()} == {"GET"}


def test_no_list_of_cases_is_read_before_all_files_make_sense(run: Run, fake: FakeTenant, write: Write) -> None:
    run("sync", write(a_yaml=SHOWN, b_yaml="case: 3\nactions:"), "--check").is_refused(2, "actions must be a list")
    assert len(fake.journal) == 0


def test_filters_that_nothing_fits_are_named_and_no_drift(run: Run, fake: FakeTenant, write: Write) -> None:
    folder = write(a_yaml=SHOWN)
    expected = "nothing to do; 0 unchanged\n", f"warning: no case fits the filters of {folder / 'a.yaml'}\n"
    assert run("sync", folder, "--check") == (0, *expected)


def test_a_list_of_cases_that_is_no_answer_stops_all(run: Run, fake: FakeTenant, write: Write) -> None:
    file = write(a_yaml="cases: {team_id: 2}\nactions: []", b_yaml="case: 1\nactions: []") / "a.yaml"
    with fake.faults("CASES-TEAM-LEAK"):
        problem = f"case 2 came, and does not show that it fits cases.team_id of {file}: the tenant may have"
        run("sync", file.parent, "--yes", "--max-deletes", 9).is_refused(1, problem)
    with fake.faults(failures.status(403), operation="listCases"):
        run("sync", file.parent, "--yes").is_refused(3, f"; {file} asks for it, and nothing was written")


STATUS = st.sampled_from(["OPEN", "CLOSED"])
CASE = st.fixed_dictionaries({"status": STATUS, "resolved_at": st.sampled_from([None, NOW])})
FILTERS = st.fixed_dictionaries({}, optional={"status": STATUS, "resolved_at_start_date": st.just("2026-10-01")})
IGNORES = Quirks(filters_encoding="ignored")
HIDES = Quirks(filters_encoding="ignored", optional_fields="null")


@settings(deadline=None, max_examples=40)
@example([{"status": "CLOSED", "resolved_at": None}], {"status": "OPEN"}, HIDES)
@given(st.lists(CASE, min_size=1, max_size=4), FILTERS.filter(bool), st.sampled_from([Quirks(), IGNORES, HIDES]))
def test_no_case_is_written_to_unless_it_shows_that_it_fits(
    tmp_path_factory: pytest.TempPathFactory, cases: list[Any], filters: dict[str, str], quirks: Quirks
) -> None:
    path = tmp_path_factory.mktemp("b") / "a.json"
    path.write_text(json.dumps({**yaml.safe_load(SHOWN), "cases": filters}))
    with running(FakeTenant(quirks=quirks)) as fake:
        for number, case in enumerate(cases, 1):
            fake.add_case(number, **case)
        code = main(["sync", str(path), "--yes"])
        changed = [case for number, case in enumerate(cases, 1) if fake.case(number).actions]
    of_status = [one for one in cases if one["status"] == filters.get("status", one["status"])]
    fitting = [one for one in of_status if one["resolved_at"] or "resolved_at_start_date" not in filters]
    assert (code, changed) == (0, fitting) or (quirks != Quirks() and (code, changed) == (1, []))


LABELS = ["yes", "010", "1e3", "=", "", "${HOOK}", "$${", "a: b # c", " x ", "Go URL 2", "Go", "Go", "\n", "🔥\x07"]


def test_what_is_exported_can_be_committed_and_is_no_drift(
    run: Run, fake: FakeTenant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.add_case(3)
    for label in LABELS:
        fake.case(3).add_action(label=label, url=f"{HOOK}'{SECRET}", query_params={"k": SECRET, "n": 1})
    folder, secrets = tmp_path / "b", tmp_path / "secrets.env"
    done = run("actions", "export", 1, 3, "--to", folder, "--secrets-to", secrets)
    assert done.code == 0
    assert "sync needs 29 variables, such as CASE_1_GO_URL" in done.err
    assert SECRET not in "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert secrets.stat().st_mode & 0o777 == 0o600
    for line in secrets.read_text("utf-8").splitlines():
        name, _, value = line.partition("=")
        monkeypatch.setenv(name, "".join(shlex.split(value)))
    assert run("sync", folder, "--check").out == "nothing to do; 16 unchanged\n"


def test_an_export_replaces_no_file_and_writes_none_if_a_case_fails(run: Run, fake: FakeTenant, write: Write) -> None:
    folder = write(**{"1_yaml": "mine"})
    run("actions", "export", 1, "--to", folder).is_refused(1, "1.yaml exists: nothing was written; --force")
    assert run("actions", "export", 1, 404, "--to", folder, "--force").code == 4
    assert [path.read_text("utf-8") for path in folder.iterdir()] == ["mine"]
    pipe = write() / "pipe"
    os.mkfifo(pipe)
    run("actions", "export", 1, "--to", folder, "--force", "--secrets-to", pipe).is_refused(1, "pipe exists")
    assert run("actions", "export", 1, "--to", folder, "--force").code == 0
    assert yaml.safe_load((folder / "1.yaml").read_text("utf-8"))["case"] == 1


@example(value="\x85")
@given(value=st.recursive(st.text() | st.integers(-(2**53), 2**53) | st.booleans() | st.none(), st.lists))
def test_what_yaml_writes_is_read_as_it_was(value: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("yaml") / "a.yaml"
    path.write_text(as_yaml({"a": value}), "utf-8")
    assert file_value(str(path)) == {"a": value}
