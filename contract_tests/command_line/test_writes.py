"""Create, update and delete."""

import json
from pathlib import Path

import pytest

from contract_tests.command_line.conftest import Feed, Run
from tines_fake import FakeTenant

SECRET = "s3cr3t"
URL = f"https://hooks.acme.test/{SECRET}"
NEW = ("--label", "Runbook", "--type", "page", "--url", URL)


@pytest.fixture
def case(tines_fake: FakeTenant) -> int:
    tines_fake.case(1).add_action(label="Escalate", action_type="webhook", action_text="Go", query_params={"a": "1"})
    return 1


def test_create_sends_what_is_given_and_shows_it_without_secrets(run: Run, tines_fake: FakeTenant, case: int) -> None:
    done = run("actions", "create", case, *NEW, "--query-param", "team=soc", "--query-param", "x=a=b")
    (request,) = tines_fake.journal.requests(method="POST")
    assert request.json == {
        "label": "Runbook",
        "url": URL,
        "action_type": "page",
        "query_params": {"team": "soc", "x": "a=b"},
    }
    assert json.loads(done.out)["url"] == "https://hooks.acme.test/***"
    assert (done.code, done.err) == (0, "created action 2 on case 1\n")


def test_a_url_comes_from_the_standard_input(run: Run, tines_fake: FakeTenant, case: int, feed: Feed) -> None:
    feed(f"{URL}\n")
    assert run("actions", "update", case, 1, "--url", "-").code == 0
    assert tines_fake.journal.requests(method="PUT")[0].json == {"url": URL}


@pytest.mark.parametrize(
    ("options", "sent"),
    [
        (("--label", "New"), {"label": "New"}),
        (("--text", ""), {"action_text": ""}),
        (("--no-text",), {"action_text": None}),
        (("--no-query-params",), {"query_params": None}),
        (("--type", "page", "--query-param", "a="), {"action_type": "page", "query_params": {"a": ""}}),
    ],
)
def test_update_sends_only_what_is_given(
    run: Run, tines_fake: FakeTenant, case: int, options: tuple[str, ...], sent: object
) -> None:
    assert run("actions", "update", case, 1, *options).code == 0
    assert tines_fake.journal.requests(method="PUT")[0].json == sent


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("update", 1, 1), "nothing to change"),
        (("update", 1, 1, "--text", "a", "--no-text"), "exclude each other"),
        (("update", 1, 1, "--query-param", f"{SECRET}"), "NAME=VALUE"),
        (("update", 1, 1, "--query-param", f"={SECRET}"), "NAME=VALUE"),
        (("update", 1, 1, "--url", "https://hooks.acme.test/***"), "--show-secrets"),
        (("update", 1, 1, "--query-param", f"a={SECRET}", "--query-param", "a=2"), "one name twice"),
        (("update", 1, 1, "--query-param", "a=***"), "--show-secrets"),
        (("create", 1, "--url", URL, "--type", "page"), "--label"),
        (("delete", 1, 1), "--yes"),  # nobody is there to be asked
        (("create", 1, "--label", "half \udcff", "--url", URL, "--type", "page"), "surrogate"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_sent(
    run: Run, tines_fake: FakeTenant, case: int, arguments: tuple[object, ...], message: str
) -> None:
    run("actions", *arguments).is_refused(2, message)
    assert len(tines_fake.journal) == 0


@pytest.mark.parametrize("number", ["0_1", " 1", "1 ", "+1", "\u0661", "\uff11", "1\n"])
def test_an_id_is_ascii_digits_and_nothing_else(run: Run, tines_fake: FakeTenant, case: int, number: str) -> None:
    for arguments in ((case, number), (number, 1)):
        run("actions", "delete", *arguments, "--yes").is_refused(2, "is not a valid number")
    assert len(tines_fake.journal) == 0


@pytest.mark.parametrize("kind", ["Page", "https://hooks.acme.test/s3cr3t", "pa\u200bge"])
def test_an_unknown_type_is_warned_of_and_sent(run: Run, tines_fake: FakeTenant, case: int, kind: str) -> None:
    new = ("--label", "Runbook", "--type", kind, "--url", URL)
    for arguments in (("create", case, *new), ("update", case, 1, "--type", kind)):
        done = run("actions", *arguments)
        assert done.err.startswith("warning: the action_type '")
        assert "known are webhook, page" in done.err
        assert SECRET not in done.err
        assert "\u200b" not in done.err
    assert [request.json["action_type"] for request in tines_fake.journal.requests()] == [kind, kind]


def test_delete_does_as_it_is_told(run: Run, tines_fake: FakeTenant, case: int) -> None:
    done = run("actions", "delete", case, 1, "--yes")
    assert (done.code, done.out, done.err) == (0, "", "deleted action 1 of case 1\n")
    assert tines_fake.case(1).actions == []
    assert run("actions", "delete", case, 1, "--yes").code == 4  # there is none any more


def test_a_case_is_made_and_closed_and_deleted_once_somebody_agrees(run: Run, tines_fake: FakeTenant) -> None:
    done = run("cases", "create", "--team-id", 2, "--name", "Phishing", "--tag-name", "a", "--tag-name", "b")
    assert (done.code, done.err, json.loads(done.out)["status"]) == (0, "created case 1\n", "OPEN")
    assert run("cases", "update", 1, "--status", "closed", "--remove-tag-name", "a").err == "updated case 1\n"
    run("cases", "delete", 1).is_refused(2, "--yes")  # nobody is there to be asked
    assert run("cases", "delete", 1, "--yes").err == "deleted case 1\n"
    assert [(one.method, one.path, one.json) for one in tines_fake.journal.requests()] == [
        ("POST", "/api/v2/cases", {"name": "Phishing", "team_id": 2, "tag_names": ["a", "b"]}),
        ("PUT", "/api/v2/cases/1", {"status": "closed", "remove_tag_names": ["a"]}),
        ("DELETE", "/api/v2/cases/1", None),
    ]


TEXT = "# Found\n\n- ünïcode\n"


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        ("comments add 1", "POST comments"),
        ("comments update 1 1", "PUT comments/1"),
        ("notes create 1 --title Findings", "POST notes"),
        ("notes append 1 1", "POST notes/1/content"),
    ],
)
@pytest.mark.parametrize("source", ["a file", "-"])
def test_a_long_text_comes_from_a_file_or_the_standard_input(
    run: Run, tines_fake: FakeTenant, tmp_path: Path, feed: Feed, words: str, sent: str, source: str
) -> None:
    for one in ("comments", "notes"):
        tines_fake.add_many(f"/api/v2/cases/1/{one}", [{}])
    file = tmp_path / "note.md"
    file.write_text(TEXT, "utf-8")
    feed(TEXT)
    assert run(*words.split(), "--file", "-" if source == "-" else file).code == 0
    (request,) = tines_fake.journal.requests()
    assert f"{request.method} {request.path}" == sent.replace(" ", " /api/v2/cases/1/")
    assert TEXT in request.json.values()


@pytest.mark.parametrize(
    ("words", "err", "sent"),
    [
        ("tasks complete 1 1", "updated task 1 of case 1\n", {"completed": True}),
        ("cases close 1", "updated case 1\n", {"status": "closed"}),
        ("notes append 1 1 --content x", "updated note 1 of case 1\n", {"content": "x"}),
    ],
)
def test_a_command_sends_what_the_spec_fixes_for_it(
    run: Run, tines_fake: FakeTenant, words: str, err: str, sent: dict[str, object]
) -> None:
    tines_fake.case(1).add_task(description="Call back")
    tines_fake.add_many("/api/v2/cases/1/notes", [{"content": "It began."}])
    done = run(*words.split())
    assert (done.code, done.err) == (0, err)
    assert [request.json for request in tines_fake.journal.requests()] == [sent]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "Missing option '--value' or '--file'"),
        (("--value", "a", "--file", "latin"), "--value and --file exclude each other"),
        (("--file", "latin"), "latin cannot be read: it is no text"),
        (("--file", "none"), "No such file"),
    ],
)
def test_a_text_that_cannot_be_read_is_one_line(
    run: Run,
    tines_fake: FakeTenant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("latin").write_bytes(b"s3cr3t \xfc")
    run("comments", "add", 1, *options).is_refused(2, message)
    assert len(tines_fake.journal) == 0
