"""The fake follows from the spec: it responds to operations that it has never heard of, without a line by hand."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from contract_tests.fake.contents.other_spec import write_to

PROGRAM = """
import json, sys
from tines_fake import FAULTS, Credentials, FakeTenant, Quirks, Request
from tines_fake.faults.catalogue import shape_faults
from tines_spec import operations

def sent(fake, method, path, query="", body=b"", credentials=Credentials.RIGHT):
    request = Request(method=method, origin=fake.origin, path=path, query=query, body=body, credentials=credentials)
    response = fake.respond(request)
    typed = response.headers.get("content-type") == "application/json"
    return [response.status, json.loads(response.body) if typed else response.body.decode() or None]

def made(**options):
    fake = FakeTenant(**options)
    fake.add_many("/api/v2/sheds/oak/things", [{"colour": "red"}] * 120)
    fake.add_many("/api/v2/sheds/elm/things", [{"colour": "red"}] * 3)
    return fake

def session(*faults):
    fake = made(faults=faults)
    path = "/api/v2/sheds/oak/things"
    queries = ["", "&amount=50", "&amount=51", "&leaf=2", "&leaf=3&amount=40", "&leaf=abc", "&amount=" + "9" * 30]
    requests = [Request(origin=fake.origin, path=path, query="colour=red" + query) for query in queries]
    requests += [Request(origin=fake.origin, path=path, query="colour=red", credentials=one) for one in Credentials]
    others = [f"/api/v2/sheds/{shed}/things" for shed in ("none", "9" * 30)]
    requests += [Request(origin=fake.origin, path=other, query="colour=red") for other in others]
    return [fake.respond(request) for request in requests]

def session_of(steps):
    fake = made()
    for step in steps:
        method, path, body = (step.replace("'", '"') + "  ").split(" ", 2)
        yield sent(fake, method, f"/api/v2/sheds/{path}", body=body.encode())

def refusal(call):
    try:
        call()
    except ValueError as error:
        return str(error)

for line in sys.stdin:
    print(json.dumps(eval(line), default=list))
"""


Result = Callable[[str], Any]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Result]:
    """What an expression gives in a process whose package `tines_openapi` is that of another spec."""
    folder = tmp_path_factory.mktemp("spec")
    write_to(folder)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), *filter(None, sys.path)))}
    command = [sys.executable, "-u", "-c", PROGRAM]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def evaluated(expression: str) -> Any:
            print(expression, file=process.stdin, flush=True)
            return json.loads(process.stdout.readline())

        yield evaluated
        process.stdin.close()


def test_a_list_pages_by_the_names_that_the_spec_gives(result: Result) -> None:
    query = "colour=red&leaf=2&amount=50&deep=true&ids[]=1&ids[]=2&unknown=1"
    status, page = result(f'sent(made(), "GET", "/api/v2/sheds/oak/things", "{query}")')
    assert status == 200
    assert [thing["number"] for thing in page["things"]] == list(range(51, 101))
    assert (page["shed"], page["note"]) == ("oak", "as of now")
    assert (page["paging"]["count"], page["paging"]["pages"], page["paging"]["per_page"]) == (120, 3, 50)
    assert "leaf=3" in page["paging"]["next_page"]
    assert "amount=50" in page["paging"]["next_page"]


def test_parameters_without_a_default_have_one(result: Result) -> None:
    page = result('sent(made(), "GET", "/api/v2/sheds/oak/things", "colour=red")')[1]
    assert [thing["number"] for thing in page["things"]] == list(range(1, 21))


@pytest.mark.parametrize(
    ("query", "status", "count"),
    [
        ("colour=blue", 200, 0),
        ("", 422, None),
        ("colour=green", 200, 120),
        ("colour=red&amount=51", 200, 120),
        ("colour=red&deep=perhaps", 200, 120),
        ("colour=red&leaf=0", 200, 120),
    ],
)
def test_a_filter_filters_and_is_required(result: Result, query: str, status: int, count: int | None) -> None:
    found, body = result(f'sent(made(), "GET", "/api/v2/sheds/oak/things", "{query}")')
    assert found == status
    assert (body["paging"]["count"] if status == 200 else None) == count


def test_items_are_made_of_the_schema(result: Result) -> None:
    page = result('sent(FakeTenant.sample(), "GET", "/api/v2/sheds/shed-000000001/things", "colour=red")')[1]
    first = page["things"][0]
    assert (first["number"], first["colour"], first["made"]) == (1, "red", "2023-10-31T16:42:00Z")
    assert (first["parts"], first["maker"]) == (["text"], {"id": 1})


def test_a_sample_has_enough_for_pages_of_a_list_that_nobody_has(result: Result) -> None:
    lists = result('[len(FakeTenant.sample().items("/api/v2/sheds" + one)) for one in '
                            '("", "/shed-000000001/things", "/shed-000000002/things")]')  # fmt: skip
    assert lists == [60, 2, 60]


def test_one_item_is_read_and_one_of_elsewhere_is_not_found(result: Result) -> None:
    ids = ("oak/things/5", "elm/things/5", "none/things/5", "oak/things/a")
    statuses = f'[sent(made(), "GET", "/api/v2/sheds/" + one)[0] for one in {ids}]'
    assert result(statuses) == [200, 404, 404, 404]


def test_reads_it_knows_nothing_of_give_an_example(result: Result) -> None:
    assert result("sent(made(), 'GET', '/api/v2/info')") == [200, []]
    assert result("sent(made(), 'GET', '/api/v2/info', credentials=Credentials.NONE)[0]") == 401


def test_writes_it_knows_nothing_of_are_not_implemented(result: Result) -> None:
    status, body = result('sent(made(), "POST", "/api/v2/sheds/oak/things/5/weigh", body=b"{}")')
    assert status == 501
    assert "does not implement weighThing" in body["errors"][0]["message"]
    assert result('sent(made(), "POST", "/api/v2/sheds/oak/things/500/weigh", body=b"{}")[0]') == 404


def test_a_thing_is_created_updated_and_deleted(result: Result) -> None:
    steps: list[tuple[str, int, Any]] = [
        ("POST oak/things {'colour': 'blue', 'weight': 2}", 201, {"thing": {"number": 124, "colour": "blue"}}),
        ("GET oak/things/124", 200, {"number": 124, "weight": 2, "parts": ["text"]}),
        ("PUT oak/things/124 {'weight': null}", 200, {"colour": "blue", "weight": None}),
        ("DELETE oak/things/124", 200, {"gone_id": "124"}),
        ("GET oak/things/124", 404, {}),
        ("POST oak/things {}", 422, {}),
        ("POST none/things {'colour': 'red'}", 404, {}),
    ]
    found = result(f"session_of({[step for step, _, _ in steps]})")
    assert [status for status, _ in found] == [status for _, status, _ in steps]
    for (_, body), (_, _, shown) in zip(found, steps, strict=True):
        inner, wanted = body.get("thing", body), shown.get("thing", shown)
        assert {name: inner[name] for name in wanted} == wanted


def test_every_promise_of_a_list_that_nobody_has_can_be_broken(result: Result) -> None:
    promises = "sorted({promise.id for one in operations().values() for promise in one.promises})"
    assert result("sorted({fault.promise for fault in FAULTS})") == result(promises)


def test_every_fault_of_a_list_that_nobody_has_shows(result: Result) -> None:
    assert result("[fault.id for fault in FAULTS if session(fault) == session()]") == []
    assert result("len(FAULTS)") > 30
    assert result("len(shape_faults())") > 30


def test_what_the_spec_does_not_have_is_named(result: Result) -> None:
    message = result("refusal(lambda: FakeTenant().add_task(1))")
    assert "openapi.yaml has no list at /api/v2/cases/1/tasks; it has /api/v2/sheds" in message
