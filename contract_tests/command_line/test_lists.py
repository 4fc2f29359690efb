"""What the lists print, in each format."""

import csv
import datetime
import io
import json
from pathlib import Path

import pytest

from contract_tests.command_line.conftest import HOSTILE, INVISIBLE, SHAPED, SPREADSHEET, Run
from tines_cases import CaseOrder, TinesClient, jsonable
from tines_fake import FakeTenant, Quirks

FORMATS = ("--table", "--json", "--jsonl", "--csv")
SECRET = "s3cr3t"
URL = f"https://hooks.acme.test/webhook/{SECRET}?token={SECRET}"


@pytest.fixture
def case(tines_fake: FakeTenant) -> int:
    tines_fake.case(1).add_action(label="Escalate", url=URL, query_params={"token": SECRET})
    tines_fake.case(1).add_action(label="Runbook", url=URL, query_params={"token": SECRET})
    return 1


def test_json_with_secrets_is_what_the_sdk_reads_and_a_pipe_gets_its_lines(run: Run, case: int) -> None:
    with TinesClient() as tines:
        expected = [jsonable(action) for action in tines.case_actions.iterate(case)]
    assert json.loads(run("actions", "list", case, "--json", "--show-secrets").out) == expected
    piped = run("actions", "list", case, "--show-secrets")
    assert [json.loads(line) for line in piped.out.splitlines()] == expected
    assert (piped.code, piped.err) == (0, "")


@pytest.mark.parametrize("output", FORMATS)
@pytest.mark.parametrize("command", [("list",), ("get", 1)])
def test_secrets_are_hidden_unless_they_are_asked_for(
    run: Run, case: int, output: str, command: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    arguments = ("actions", command[0], case, *command[1:], output)
    hidden = run(*arguments)
    assert SECRET not in hidden.out + hidden.err
    assert "https://hooks.acme.test/***" in hidden.out
    assert SECRET in run(*arguments, "--show-secrets").out


def test_an_item_alone_is_a_json_object(run: Run, case: int) -> None:
    for output in ("--json", "--jsonl"):
        assert json.loads(run("actions", "get", case, 1, output).out)["case_id"] == case
    assert '"case_id"' in run("actions", "get", case, 1, "--csv").out


@pytest.mark.parametrize("output", ["--json", "--jsonl", "--csv"])
def test_programs_get_everything(run: Run, tines_fake: FakeTenant, output: str) -> None:
    tines_fake.case(1).add_actions([{"label": f"Label {number}"} for number in range(120)])
    done = run("actions", "list", 1, output)
    assert done.out.count("Label ") == 120
    assert done.err == ""


def test_a_table_stops_after_50_and_says_so(run: Run, tines_fake: FakeTenant) -> None:
    tines_fake.case(1).add_actions([{"label": f"Label {number}"} for number in range(120)])
    done = run("actions", "list", 1, "--table")
    assert done.out.count("Label ") == 50
    assert done.err == "50 of 120 actions; --all lists all\n"
    done = run("actions", "list", 1, "--table", "--all")
    assert (done.out.count("Label "), done.err) == (120, "")


@pytest.mark.parametrize("columns", ["0", "1", "39", "x"])
def test_a_table_shows_all_actions_however_narrow(
    run: Run, case: int, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert [line.split()[1] for line in run("actions", "list", case, "--table").out.splitlines()[1:]] == [
        "Escalate",
        "Runbook",
    ]


def test_a_short_limit_costs_one_short_page(run: Run, tines_fake: FakeTenant) -> None:
    tines_fake.case(1).add_actions([{"label": f"Label {number}"} for number in range(120)])
    done = run("actions", "list", 1, "--limit", 3)
    assert done.out.count("Label ") == 3
    assert [request.params["per_page"] for request in tines_fake.journal.requests()] == ["3"]


@pytest.mark.parametrize("quirks", [Quirks(smallest_page=20), Quirks(largest_page=50, over_largest=422)])
@pytest.mark.parametrize("limit", [1, 30, 60, 130])
def test_a_limit_holds_whatever_pages_the_tenant_gives(run: Run, limit: int, quirks: Quirks) -> None:
    from tines_fake import running

    with running() as fake:
        fake.quirks = quirks
        fake.case(1).add_actions([{"label": f"Label {number}"} for number in range(120)])
        assert run("actions", "list", 1, "--limit", limit).out.count("Label ") == min(limit, 120)


@pytest.mark.parametrize("output", FORMATS)
def test_a_case_without_actions(run: Run, tines_fake: FakeTenant, output: str) -> None:
    tines_fake.add_case(1)
    done = run("actions", "list", 1, output)
    assert (done.code, len(done.out.splitlines())) == (0, {"--table": 0, "--json": 2, "--jsonl": 0, "--csv": 1}[output])
    assert done.err == ("no actions\n" if output == "--table" else "")


@pytest.mark.parametrize("output", FORMATS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_a_terminal_obeys_is_an_escape_in_every_format(
    run: Run, tines_fake: FakeTenant, output: str, text: str
) -> None:
    tines_fake.case(1).add_action(label=text, story_name=text)
    for command in (("list", 1), ("get", 1, 1)):
        done = run("actions", *command, output)
        assert done.code == 0
        assert done.out.replace("\n", "").isprintable()


@pytest.mark.parametrize("text", [*HOSTILE.values(), "grün 🔥 日本 \u0645\u06cc\u200c\u062e"])
def test_json_stays_exact(run: Run, tines_fake: FakeTenant, text: str) -> None:
    tines_fake.case(1).add_action(label=text)
    assert json.loads(run("actions", "list", 1).out)["label"] == text


@pytest.mark.parametrize("character", INVISIBLE, ids=ascii)
def test_labels_that_look_alike_show_what_differs(
    run: Run, tines_fake: FakeTenant, character: str, tmp_path: Path
) -> None:
    nothing = tmp_path / "wanted.json"
    nothing.write_text("[]")
    for label in (f"Esc{character}alate", f"{character}Escalate", f"Escalate{character}"):
        tines_fake.case(1).add_action(label=label)
    for arguments in (
        ("actions", "list", 1, "--table"),
        ("actions", "get", 1, 1, "--table"),
        ("sync", 1, nothing, "--dry-run"),
    ):
        done = run(*arguments)
        assert done.code == 0
        assert character not in done.out
        assert ascii(character)[1:-1] in done.out.replace("\\\\", "\\")


@pytest.mark.parametrize("text", [*SHAPED, HOSTILE["markup"]])
def test_what_shapes_a_word_or_an_emoji_stays_and_so_does_markup(run: Run, tines_fake: FakeTenant, text: str) -> None:
    tines_fake.case(1).add_action(label=text)
    assert text in run("actions", "get", 1, 1, "--table").out


@pytest.mark.parametrize("text", [*SPREADSHEET, *(f"{one}=1" for one in INVISIBLE)], ids=ascii)
def test_no_cell_of_csv_starts_a_formula(run: Run, tines_fake: FakeTenant, text: str) -> None:
    tines_fake.case(1).add_action(label=text, action_text=f"x;{text}", url=text)
    done = run("actions", "list", 1, "--csv", "--show-secrets")
    (row,) = csv.DictReader(io.StringIO(done.out))
    for cell in (row["label"], row["url"]):
        assert cell.startswith("'") or not cell.lstrip(f"{INVISIBLE} \xa0").startswith(("=", "+", "-", "@"))
    # Where a spreadsheet splits at semicolons, the part after one begins no cell: it is within quotes.
    assert '"x;' in done.out


def test_csv_has_a_line_for_each_action(run: Run, tines_fake: FakeTenant) -> None:
    tines_fake.case(1).add_action(label="a\nb", query_params={"n": "1"})
    header, line = run("actions", "list", 1, "--csv", "--show-secrets").out.splitlines()
    assert next(csv.reader([header]))[0] == "id"
    assert '"{""n"":""1""}"' in line


@pytest.mark.parametrize("order", CaseOrder)
def test_cases_are_listed_in_any_order_of_the_sdk(run: Run, tines_fake: FakeTenant, order: CaseOrder) -> None:
    for number in (1, 2):
        tines_fake.add_case(number, name=f"Case {number}")
    done = run("cases", "list", "--order", order.value.lower())
    assert sorted(json.loads(line)["case_id"] for line in done.out.splitlines()) == [1, 2]
    assert tines_fake.journal.requests()[0].params["order"] == order
    assert "Case 1" in run("cases", "get", 1, "--table").out
    assert "Case 2" in run("cases", "list", "--table").out


def test_cases_are_found_by_the_filters_of_the_document(run: Run, tines_fake: FakeTenant) -> None:
    me, now = {"email": "me@example.com"}, datetime.datetime.now(datetime.UTC)
    for number, days in ((1, 1), (2, 20)):
        times = dict.fromkeys(("created_at", "opened_at"), now - datetime.timedelta(days=days))
        tines_fake.add_case(number, tags=[{"name": "Phishing"}], assignees=[me], metadata={"k": "v"}, **times)
    filters = "--status open --assignee me@example.com --tag phishing --metadata k=v --case-id 1 --case-id 2"
    for since, expected in (((), [1, 2]), (("--since", "7d"), [1]), (("--since", "2020-01-01", "--until", "2w"), [2])):
        done = run("cases", "list", *filters.split(), *since)
        assert [json.loads(line)["case_id"] for line in done.out.splitlines()] == expected, done.err
    assert "'7x' is no time: give one such as 7d, 12h or 2026-11-25" in run("cases", "list", "--since", "7x").err
    assert "--metadata takes NAME=VALUE" in run("cases", "list", "--metadata", "k").err


def test_the_tasks_of_a_case_are_listed(run: Run, tines_fake: FakeTenant) -> None:
    tines_fake.case(1).add_task(description="Call back", completed=True)
    assert run("tasks", "list", 1, "--table").out == "ID  DESCRIPTION  COMPLETED\n1   Call back    true\n"


def test_a_list_is_printed_while_its_pages_come(
    run: Run, tines_fake: FakeTenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    tines_fake.case(1).add_actions([{"label": f"Label {number}"} for number in range(2000)])
    requests: list[int] = []
    monkeypatch.setattr("tines_cli.printing.write", lambda _: requests.append(len(tines_fake.journal)))
    run("actions", "list", 1)
    assert len(requests) == 2000
    assert requests[0] < requests[-1]


@pytest.mark.parametrize("output", ["--table", "--json"])
def test_a_table_cuts_a_text_that_nobody_reads_to_its_end(run: Run, tines_fake: FakeTenant, output: str) -> None:
    """JSON has all of it."""
    text = "log " * 5_000
    action = tines_fake.case(1).add_action(action_text=text)
    shown = run("actions", "get", 1, action.id, output).out
    whole = json.dumps(text)[1:-1] in shown
    assert whole is (output == "--json")
    assert ("20,000 characters; --json has all" in " ".join(shown.split())) is not whole
