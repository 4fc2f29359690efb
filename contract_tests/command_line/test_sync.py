"""`sync`: the plan first, and after a failure what is done and what is left."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from contract_tests.command_line.conftest import Feed, Run
from tines_cases import TinesClient
from tines_fake import FakeTenant, failures

SECRET = "s3cr3t"
WANTED = [
    {"label": "Runbook", "url": f"https://a.test/{SECRET}", "action_type": "page", "query_params": {"k": SECRET}},
    {"label": "Kept", "url": "https://a.test/", "action_type": "page"},
]
Write = Callable[[object], Path]


@pytest.fixture
def case(tines_fake: FakeTenant) -> int:
    tines_fake.case(1).add_action(label="Kept", url="https://a.test/", action_type="page")
    tines_fake.case(1).add_action(label="Old", url="https://a.test/", action_type="page")
    return 1


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of what is wanted: a text, bytes, or a value as JSON."""

    def write_(content: object) -> Path:
        path = tmp_path / "wanted"
        text = content if isinstance(content, str | bytes) else json.dumps(content)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write_


@pytest.fixture
def wanted(write: Write) -> Path:
    return write(WANTED)


def labels(tines_fake: FakeTenant) -> list[str]:
    return [str(action["label"]) for action in tines_fake.case(1).actions]


PLAN = """\
case 1, actions ({})
  + create 'Runbook'
      url: "https://a.test/***"
      label: "Runbook"
      action_type: "page"
      query_params: {{"k":"***"}}
  - delete 2 'Old'
1 to create, 1 to delete; 1 unchanged
""".format


def test_a_dry_run_shows_the_plan_and_changes_nothing(
    run: Run, tines_fake: FakeTenant, case: int, wanted: Path
) -> None:
    done = run("sync", case, wanted, "--dry-run")
    assert (done.code, done.out, done.err) == (0, PLAN(wanted), "")
    assert labels(tines_fake) == ["Kept", "Old"]


def test_a_dry_run_warns_of_unknown_types(run: Run, case: int, write: Write) -> None:
    path = write([{**WANTED[0], "action_type": kind} for kind in ("page", "Page", "Page")])
    done = run("sync", case, path, "--dry-run")
    assert (done.code, "3 to create" in done.out, done.err.count("\n")) == (0, True, 1)
    assert "'Page'" in done.err
    assert "known are webhook, page" in done.err


def test_the_case_holds_what_the_file_says(run: Run, tines_fake: FakeTenant, case: int, wanted: Path) -> None:
    done = run("sync", case, wanted, "--yes")
    assert (done.code, done.out, done.err) == (0, PLAN(wanted), "done: 2 changes of case 1\n")
    assert sorted(labels(tines_fake)) == ["Kept", "Runbook"]
    assert run("sync", case, wanted, "--yes").out == "nothing to do; 2 unchanged\n"


def test_without_a_terminal_nothing_is_changed_or_read(
    run: Run, tines_fake: FakeTenant, case: int, wanted: Path
) -> None:
    assert run("sync", case, wanted).code == 2
    assert len(tines_fake.journal) == 0


def test_what_a_case_held_can_be_put_back(run: Run, tines_fake: FakeTenant, case: int, write: Write) -> None:
    for output in ("--json", "--jsonl"):
        kept = write(run("actions", "list", case, output, "--show-secrets").out)
        for action in tines_fake.case(1).actions:
            run("actions", "delete", case, action["id"], "--yes")
        assert run("sync", case, kept, "--yes").code == 0
        assert labels(tines_fake) == ["Kept", "Old"]


@pytest.mark.parametrize(("id_", "kind"), [('"1"', "str"), ("true", "bool"), ("1.0", "float"), ("[1]", "list")])
def test_an_id_of_another_type_is_refused_and_deletes_nothing(
    run: Run, tines_fake: FakeTenant, case: int, write: Write, id_: str, kind: str
) -> None:
    path = write(f'{{"id": {id_}, "label": "a", "url": "", "action_type": "page"}}')
    message = f"error: {path} cannot be read: actions[0].id must be int, not {kind}\n"
    run("sync", case, path, "--yes").is_refused(2, message)
    assert labels(tines_fake) == ["Kept", "Old"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32-le"])
@pytest.mark.parametrize(("text", "shown"), [("grün", "grün"), ("a\u2028b\x85c", "a b c")])
def test_a_file_may_be_of_any_encoding_of_json(
    run: Run, case: int, write: Write, encoding: str, text: str, shown: str
) -> None:
    """A line ends where those of JSON end."""
    line = json.dumps({**WANTED[0], "label": text}, ensure_ascii=False)
    assert f"create '{shown}'" in run("sync", case, write(f"{line}\r\n".encode(encoding)), "--dry-run").out


def test_a_file_may_come_from_the_standard_input(run: Run, case: int, feed: Feed) -> None:
    feed(json.dumps(WANTED))
    assert run("sync", case, "-", "--dry-run").out == PLAN("-")


def test_lines_from_the_standard_input_are_refused_as_they_may_have_broken_off(
    run: Run, tines_fake: FakeTenant, case: int, feed: Feed
) -> None:
    feed("".join(f"{json.dumps(action)}\n" for action in WANTED))
    run("sync", case, "-", "--yes").is_refused(2, "JSON lines do not show where they broke off")
    assert len(tines_fake.journal) == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "it is empty"),
        ('{"label": 1', "line 1 is no JSON"),
        (f'{json.dumps(WANTED[0])}\n"{SECRET}"', "actions[1] is no object"),
        (f'[1, "{SECRET}"]', "actions[0] is no object"),
        ("[" * 100_000, "nested too deeply"),
        (f'[{{"label": "{SECRET}"}}]', "wanted cannot be read: actions[0].url is missing"),
        (f'[{{"label": "a", "url": ["{SECRET}"], "action_type": "page"}}]', "url must be a str"),
        ('[{"label": "a", "url": "b", "action_type": ["page"]}]', "actions[0].action_type must be a str"),
        ('"id","label"\n1,"a"\n', "line 1 is no JSON"),
        (f'[{{"label": "a", "url": "{SECRET}", "url": "b"}}]', "wanted cannot be read: an object holds 'url' twice"),
        ('{"label": "a", "query_params": {"b": 1, "b": 1}}', "wanted cannot be read: an object holds 'b' twice"),
        (json.dumps([{**WANTED[0], "url": "https://a.test/***"}]), "the secrets of actions[0] are hidden"),
        (json.dumps([WANTED[1], {**WANTED[1], "query_params": {"k": "***"}}]), "the secrets of actions[1] are hidden"),
        (f'[{{"id": {"9" * 5000}}}]', "wanted cannot be read: it holds a number of too many digits"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_before_anything_is_sent(
    run: Run, tines_fake: FakeTenant, case: int, write: Write, text: str, message: str
) -> None:
    path = write(text)
    run("sync", case, path, "--yes").is_refused(2, message)
    assert len(tines_fake.journal) == 0


def test_a_file_that_is_not_there_is_named(run: Run, case: int, tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        run("sync", case, path, "--yes").is_refused(2, str(path))


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (failures.status(500), (1, "not known whether done", "the same command goes on from there")),
        (failures.rate_limited(61), (5, "not done", "the same command goes on from there")),
        (failures.status(422), (1, "not done", "mend what is refused, then the same command goes on")),
    ],
    ids=["500", "429", "422"],
)
def test_after_a_failure_it_says_what_is_done_and_what_is_left(
    run: Run, tines_fake: FakeTenant, case: int, write: Write, failure: failures.Failure, expected: tuple[int, str, str]
) -> None:
    code, first, advice = expected
    path = write([{**WANTED[0], "label": label} for label in ("A", "B", "C")])
    with tines_fake.faults(failure, operation="createCaseAction", nth=2):
        done = run("sync", case, path, "--yes")
    assert done.code == code
    *report, error = done.err.splitlines()
    assert report == [
        "done: create 'A' (case 1, actions)",
        f"{first}: create 'B' (case 1, actions)",
        "left: create 'C' (case 1, actions)",
        "left: delete 1 'Kept' (case 1, actions)",
        "left: delete 2 'Old' (case 1, actions)",
        f"1 of 5 changes are done; {advice}",
    ]
    assert error.startswith("error: POST /api/v2/cases/1/actions: ")
    assert SECRET not in done.err
    assert run("sync", case, path, "--yes").code == 0
    assert sorted(labels(tines_fake)) == ["A", "B", "C"]


def test_a_rate_keeps_below_a_limit(run: Run, tines_fake: FakeTenant, case: int, wanted: Path) -> None:
    with tines_fake.faults(failures.rate_limit(2)):
        assert run("sync", case, wanted, "--yes", "--requests-per-minute", 2).code == 0
    assert [exchange for exchange in tines_fake.journal if exchange.response.status == 429] == []


def test_what_a_colleague_changed_during_the_question_stays(
    run: Run,
    tines_fake: FakeTenant,
    tines_client: TinesClient,
    case: int,
    wanted: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def agreed(_: str) -> bool:
        tines_client.case_actions.update(case, 2, label="CRITICAL do not delete")
        return True

    monkeypatch.setattr("tines_cli.commands.sync.must_be_able_to_ask", lambda: None)
    monkeypatch.setattr("tines_cli.commands.sync.agreed", agreed)
    done = run("sync", case, wanted)
    assert done.code == 1
    assert "2 'Old' has changed since the plan was made: label (now 'CRITICAL do not delete')" in done.err
    assert labels(tines_fake) == ["Kept", "CRITICAL do not delete"]


def test_a_json_list_that_broke_off_is_refused(run: Run, tines_fake: FakeTenant, case: int, write: Write) -> None:
    tines_fake.case(1).add_actions([{"label": f"Label {number}"} for number in range(1200)])
    with tines_fake.faults(failures.status(500), nth=3):
        broken = run("actions", "list", case, "--json", "--show-secrets")
    assert broken.code == 1
    assert "Label 10" in broken.out
    assert run("sync", case, write(broken.out), "--yes").code == 2
    assert len(labels(tines_fake)) == 1202
