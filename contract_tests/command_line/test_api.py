"""`tines-cases api`: any endpoint of the tenant, and nothing elsewhere."""

import json
from pathlib import Path
from typing import Any

import pytest

from contract_tests.command_line.conftest import Feed, Run
from tines_fake import FakeTenant, Request

ACTIONS = "/api/v2/cases/2/actions"
ECHO = "/api/v2/echo"


@pytest.fixture
def echo(tines_fake: FakeTenant) -> FakeTenant:
    """Responds with what it is sent."""

    def respond(request: Request) -> Any:
        return {"params": dict(request.params), "json": request.json if request.body else None}

    for method in ("GET", "POST", "PUT"):
        tines_fake.add_route(method, ECHO, respond)
    return tines_fake


@pytest.mark.parametrize(
    ("line", "params", "body"),
    [
        ("get", {}, None),
        ("GET -F a=1 --field b=true -F c=x=y -F d=", {"a": "1", "b": "true", "c": "x=y", "d": ""}, None),
        ("POST", {}, None),
        ("POST -F a=1 -F b=null -F c=01 -F d=true", {}, {"a": 1, "b": None, "c": "01", "d": True}),
        ("PUT --input - --field a=1", {"a": "1"}, ["x"]),
    ],
)
def test_fields_go_where_they_do_in_other_programs(
    run: Run, echo: FakeTenant, feed: Feed, line: str, params: Any, body: Any
) -> None:
    feed('["x"]')
    method, *options = line.split()
    done = run("api", method, ECHO, *options)
    assert (done.code, done.err, json.loads(done.out)) == (0, "", {"params": params, "json": body})


def test_all_pages_are_printed_an_item_a_line_as_they_came(run: Run, tines_fake: FakeTenant) -> None:
    url = "https://hooks.example/webhook/path/s3cret"
    tines_fake.case(2).add_actions([{"label": f"Number {number}\x9b", "url": url} for number in range(7)])
    done = run("api", "GET", ACTIONS, "--paginate", "--field", "per_page=2", "--field", "page=2")
    assert (done.code, done.err) == (0, "")
    assert done.out.isascii()
    assert [(one["label"], one["url"]) for one in map(json.loads, done.out.splitlines())] == [
        (f"Number {number}\x9b", url) for number in range(2, 7)
    ]
    assert sorted(one.params["page"] for one in tines_fake.journal.requests()) == ["2", "3", "4"]


def test_a_list_with_two_arrays_is_read_by_name(run: Run, tines_fake: FakeTenant) -> None:
    meta = dict.fromkeys(("current_page", "next_page", "previous_page")) | {"pages": 1, "count": 1}
    page = {"rows": [{"key": "a"}], "columns": [], "meta": meta | {"per_page": 20}}
    tines_fake.add_route("GET", "/api/v2/table", page)
    listed = run("api", "GET", "/api/v2/table", "--paginate", "--items", "rows", "--id-field", "key")
    assert listed == (0, '{"key":"a"}\n', "")


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (("GET", "https://evil.example/s3cr3t"), 2, "path must begin with one '/'"),
        (("GET", "//evil.example/s3cr3t"), 2, "path must begin with one '/'"),
        (("GET", "/a/../s3cr3t"), 2, "path has a segment of dots"),
        (("SEND", "/"), 2, "method must be one of"),
        (("GET", ECHO, "--field", "s3cr3t"), 2, "--field takes NAME=VALUE"),
        (("GET", ECHO, "-F", "a=s3cr3t", "-F", "a=2"), 2, "--field gives one name twice"),
        (("POST", ECHO, "--paginate"), 2, "--paginate is for GET"),
        (("GET", ECHO, "--paginate", "-F", "per_page=x"), 2, "per_page must be an integer"),
        (("GET", ECHO, "--paginate", "-F", "page=0"), 2, "error: page must be 1 or more, not 0"),
        (("POST", ECHO, "--input", "missing.json"), 2, "missing.json"),
        (("POST", ECHO, "--input", "odd.json"), 2, "odd.json cannot be read: line 1 is no JSON"),
        (("GET", ECHO, "--paginate"), 1, "the page has 0 properties with an array"),
        (("GET", ECHO, "--items", "rows"), 2, "--items and --id-field are for --paginate"),
        (("GET", "/api/v2/nowhere"), 4, "404"),
        (("DELETE", "/api/v2/cases/2/actions/9"), 4, "404"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_meant_is_one_line(
    run: Run, echo: FakeTenant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: Any, code: int, problem: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("odd.json").write_text("{s3cr3t", encoding="utf-8")
    run("api", *arguments).is_refused(code, problem)


def test_a_response_without_a_body_prints_nothing(run: Run, tines_fake: FakeTenant) -> None:
    action = tines_fake.case(2).add_action()
    assert run("api", "DELETE", f"{ACTIONS}/{action.id}") == (0, "", "")
    assert tines_fake.case(2).actions == []
