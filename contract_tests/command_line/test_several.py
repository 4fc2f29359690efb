"""A list of several cases: one stream, each row with its case, and the cases that could not be read at the end."""

import csv
import io
import json
import threading

import pytest

from contract_tests.command_line.conftest import Feed, Run
from tines_cli.several import AT_ONCE, print_several
from tines_cli.subject import subjects
from tines_fake import FakeTenant

MANY = 12


@pytest.fixture
def fake(tines_fake: FakeTenant) -> FakeTenant:
    """Case n has n tasks and n actions."""
    for number in range(1, MANY + 1):
        tines_fake.case(number).add_actions([{"label": f"{number}"}] * number)
        for _ in range(number):
            tines_fake.case(number).add_task(description=f"{number}")
    return tines_fake


@pytest.mark.parametrize(("group", "text"), [("actions", "label"), ("tasks", "description")])
def test_each_row_has_its_case_first(run: Run, fake: FakeTenant, group: str, text: str) -> None:
    done = run(group, "list", 3, 1, 3, 2, "--csv")
    head, *rows = csv.reader(io.StringIO(done.out))
    assert (done.code, done.err, head[:2]) == (0, "", ["case_id", "id"])
    place = head.index(text)
    assert [(row[0], row[place]) for row in rows] == [(one, one) for one in "333122"]
    table = run(group, "list", 3, 1, "--table").out.splitlines()
    assert [line.split()[0] for line in table] == ["CASE", "3", "3", "3", "1"]


@pytest.mark.parametrize(
    "text",
    ["1\r\n\n3", "\ufeff1\n3", "1\n3".encode("utf-16"), '{"case_id": 1}\n{"case_id": 3}\n', '[\n{"id": 1},\n3\n]\n'],
    ids=ascii,
)
def test_cases_come_from_the_standard_input(run: Run, fake: FakeTenant, feed: Feed, text: str | bytes) -> None:
    feed(text)
    done = run("actions", "list", "--cases-from", "-")
    assert [json.loads(line)["case_id"] for line in done.out.splitlines()] == [1, 3, 3, 3]


@pytest.mark.parametrize("output", ["--json", "--jsonl"])
def test_a_list_of_cases_pipes_into_one_of_actions(run: Run, fake: FakeTenant, feed: Feed, output: str) -> None:
    feed(run("cases", "list", output).out)
    done = run("actions", "list", "--cases-from", "-", "--json")
    assert len({one["case_id"] for one in json.loads(done.out)}) == MANY


@pytest.mark.parametrize("text", ["x", "1.5", "-1", "true", "[1, null]", '{"name": "s3cr3t"}', "[" * 99_999])
def test_what_is_no_id_is_refused(run: Run, fake: FakeTenant, feed: Feed, text: str) -> None:
    feed(text)
    run("actions", "list", "--cases-from", "-").is_refused(2, "the standard input cannot be read: ")


@pytest.mark.parametrize(("wrong", "code"), [((99, 98), 4), ((99, 10**20), 1)])
def test_a_case_that_cannot_be_read_stops_no_other(
    run: Run, fake: FakeTenant, wrong: tuple[int, int], code: int
) -> None:
    """Where they fail for different reasons the exit code is 1."""
    done = run("actions", "list", 1, wrong[0], 2, wrong[1], 3)
    assert [json.loads(line)["case_id"] for line in done.out.splitlines()] == [1, 2, 2, 3, 3, 3]
    assert [line.split(":")[:2] for line in done.err.splitlines()] == [["error", f" case {one}"] for one in wrong]
    assert done.code == code


def test_what_every_case_would_meet_ends_it(run: Run, fake: FakeTenant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINES_API_KEY", "wrong")
    done = run("actions", "list", *range(1, MANY + 1))
    assert (done.code, done.out, done.err.count("\n"), len(fake.journal)) == (3, "", 1, AT_ONCE)


@pytest.mark.parametrize(
    ("options", "rows", "cases"), [((), 50, 10), (("--limit", 3), 3, AT_ONCE), (("--all",), 78, MANY)]
)
def test_a_table_stops_where_it_is_to(
    run: Run, fake: FakeTenant, options: tuple[object, ...], rows: int, cases: int
) -> None:
    done = run("actions", "list", *range(1, MANY + 1), "--table", *options)
    assert (len(done.out.splitlines()) - 1, len(fake.journal)) == (rows, cases)
    assert done.err == ("the first 50 actions; --all lists all\n" if not options else "")


def test_so_many_are_read_at_once_and_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    together, reading = threading.Barrier(AT_ONCE, timeout=30), threading.BoundedSemaphore(AT_ONCE)

    def read(_: int) -> list[object]:
        assert reading.acquire(blocking=False)
        together.wait()
        reading.release()
        return []

    kind = subjects()["actions"].kind(show_secrets=False)
    assert print_several(read, "case_id", range(2 * AT_ONCE), kind, "jsonl", None, everything=False) == 0
