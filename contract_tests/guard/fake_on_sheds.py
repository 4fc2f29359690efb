"""The fake on operations that it has never heard of, without a line by hand. `test_other_specs.py` runs this."""

import json
from typing import Any

import pytest

from tines_fake import FAULTS, Credentials, FakeTenant, Fault, Request, Response
from tines_fake.faults.catalogue import shape_faults
from tines_spec import operations

OAK = "/api/v2/sheds/oak/things"


def made(*faults: Fault) -> FakeTenant:
    fake = FakeTenant(faults=faults)
    fake.add_many(OAK, [{"colour": "red"}] * 120)
    fake.add_many("/api/v2/sheds/elm/things", [{"colour": "red"}] * 3)
    return fake


def sent(fake: FakeTenant, target: str, method: str = "GET", **options: Any) -> tuple[int, Any]:
    path, _, query = target.partition("?")
    response = fake.respond(Request(method=method, origin=fake.origin, path=path, query=query, **options))
    typed = response.headers.get("content-type") == "application/json"
    return response.status, json.loads(response.body) if typed else response.body


def test_a_list_pages_by_the_names_that_the_spec_gives() -> None:
    query = "colour=red&leaf=2&amount=50&deep=true&ids[]=1&ids[]=2&unknown=1"
    status, page = sent(made(), f"{OAK}?{query}")
    assert status == 200
    assert [thing["number"] for thing in page["things"]] == list(range(51, 101))
    assert (page["shed"], page["note"]) == ("oak", "as of now")
    assert (page["paging"]["count"], page["paging"]["pages"], page["paging"]["per_page"]) == (120, 3, 50)
    assert "leaf=3" in page["paging"]["next_page"]
    assert "amount=50" in page["paging"]["next_page"]


def test_parameters_without_a_default_have_one() -> None:
    page = sent(made(), f"{OAK}?colour=red")[1]
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
def test_a_filter_filters_and_is_required(query: str, status: int, count: int | None) -> None:
    found, body = sent(made(), f"{OAK}?{query}")
    assert found == status
    assert (body["paging"]["count"] if status == 200 else None) == count


def test_items_are_made_of_the_schema() -> None:
    page = sent(FakeTenant.sample(), "/api/v2/sheds/shed-000000001/things?colour=red")[1]
    first = page["things"][0]
    assert (first["number"], first["colour"], first["made"]) == (1, "red", "2023-10-31T16:42:00Z")
    assert (first["parts"], first["maker"]) == (["text"], {"id": 1})


def test_a_sample_has_enough_for_pages_of_a_list_that_nobody_has() -> None:
    fake, lists = FakeTenant.sample(), ("", "/shed-000000001/things", "/shed-000000002/things")
    assert [len(fake.items(f"/api/v2/sheds{one}")) for one in lists] == [60, 2, 60]


def test_one_item_is_read_and_one_of_elsewhere_is_not_found() -> None:
    ids = ("oak/things/5", "elm/things/5", "none/things/5", "oak/things/a")
    assert [sent(made(), f"/api/v2/sheds/{one}")[0] for one in ids] == [200, 404, 404, 404]


def test_reads_it_knows_nothing_of_give_an_example() -> None:
    assert sent(made(), "/api/v2/info") == (200, [])
    assert sent(made(), "/api/v2/info", credentials=Credentials.NONE)[0] == 401


def test_writes_it_knows_nothing_of_are_not_implemented() -> None:
    status, body = sent(made(), f"{OAK}/5/weigh", "POST", body=b"{}")
    assert status == 501
    assert "does not implement weighThing" in body["errors"][0]["message"]
    assert sent(made(), f"{OAK}/500/weigh", "POST", body=b"{}")[0] == 404


def test_a_thing_is_created_updated_and_deleted() -> None:
    fake = made()
    steps: list[tuple[str, str, Any, int, dict[str, Any]]] = [
        ("POST", "oak/things", {"colour": "blue", "weight": 2}, 201, {"number": 124, "colour": "blue"}),
        ("GET", "oak/things/124", None, 200, {"number": 124, "weight": 2, "parts": ["text"]}),
        ("PUT", "oak/things/124", {"weight": None}, 200, {"colour": "blue", "weight": None}),
        ("DELETE", "oak/things/124", None, 200, {"gone_id": "124"}),
        ("GET", "oak/things/124", None, 404, {}),
        ("POST", "oak/things", {}, 422, {}),
        ("POST", "none/things", {"colour": "red"}, 404, {}),
    ]
    for method, path, given, expected, shown in steps:
        content = b"" if given is None else json.dumps(given).encode()
        status, body = sent(fake, f"/api/v2/sheds/{path}", method, body=content)
        assert status == expected
        assert body.get("thing", body).items() >= shown.items()


def test_every_promise_of_a_list_that_nobody_has_can_be_broken() -> None:
    assert {fault.promise for fault in FAULTS} == {p.id for one in operations().values() for p in one.promises}
    assert len(FAULTS) > 30
    assert len(shape_faults()) > 30


def session(*faults: Fault) -> list[Response]:
    fake = made(*faults)
    queries = ["", "&amount=50", "&amount=51", "&leaf=2", "&leaf=3&amount=40", "&leaf=abc", f"&amount={'9' * 30}"]
    requests = [Request(origin=fake.origin, path=OAK, query=f"colour=red{query}") for query in queries]
    requests += [Request(origin=fake.origin, path=OAK, query="colour=red", credentials=one) for one in Credentials]
    others = [f"/api/v2/sheds/{shed}/things" for shed in ("none", "9" * 30)]
    requests += [Request(origin=fake.origin, path=other, query="colour=red") for other in others]
    return [fake.respond(request) for request in requests]


def test_every_fault_of_a_list_that_nobody_has_shows() -> None:
    sound = session()
    assert [fault.id for fault in FAULTS if session(fault) == sound] == []


def test_what_the_spec_does_not_have_is_named() -> None:
    with pytest.raises(ValueError, match="has no list at /api/v2/cases/1/tasks; it has /api/v2/sheds"):
        FakeTenant().case(1).add_task()
