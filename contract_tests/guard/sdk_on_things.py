"""The SDK on a list that nobody has, in each flavour. `test_other_specs.py` runs this."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from contract_tests.client_adapters import FLAVOURS, Client, Flavour, running
from tines_cases import ThingFilters  # type: ignore[attr-defined]  # of another spec
from tines_cases.errors import FilterIgnoredError, NotFoundError, UnprocessableError
from tines_fake import FakeTenant, Quirks

COUNT, LARGEST = 120, 50
PATH = "/api/v2/cases/1/things"
HAT: dict[str, Any] = {"name": "Hat", "lost": False, "weight": 0.5, "maker_id": 4}


@pytest.fixture(params=FLAVOURS)
def flavour(request: pytest.FixtureRequest) -> Iterator[Flavour]:
    with running(request.param) as run:
        flavour = Flavour(request.param, run)
        yield flavour
        flavour.close_all()


@pytest.fixture
def fake() -> FakeTenant:
    fake = FakeTenant()
    fake.add_case(1)
    return fake


@pytest.fixture
def tines(flavour: Flavour, fake: FakeTenant) -> Client:
    transport = httpx.MockTransport(fake.transport().handle_request)
    return flavour.open(fake.origin, fake.api_key, transport=transport).of("things")


def thing(number: int) -> dict[str, Any]:
    times = dict.fromkeys(["created_at", "updated_at"], "2026-11-25T00:00:00Z") | {"maker": {"id": 3, "name": "Acme"}}
    odd = {"key": number if number % 2 else str(number), "owner": {"name": "Ada"}, "marks": ["old"], "weight": 1}
    more = odd if number % 3 else {"owner": None, "weight": None, "notes": {"a": [1]}}
    return {"number": number, "name": "Hat", "lost": False, **times, "more": 1, **more}


@pytest.fixture
def sent() -> list[str]:
    return []


@pytest.fixture
def listed(flavour: Flavour, sent: list[str]) -> Client:
    """Of a tenant of 120 things, which refuses a page that is larger than it may be, or has no kind."""

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request.url.raw_path.decode())
        query = request.url.params
        size, leaf = int(query.get("size", 20)), int(query.get("leaf", 1))
        if size > LARGEST or query["kind"] not in ("SMALL", "LARGE"):
            return httpx.Response(422, json={"error": "no"})
        numbers = range(1, COUNT + 1)[(leaf - 1) * size : leaf * size]
        pages = -(-COUNT // size)
        links = dict.fromkeys(["current_page", "next_page", "previous_page"])
        links["next_page_number"] = leaf + 1 if leaf < pages else None
        meta = {"count": COUNT, "pages": pages, "per_page": size, **links}
        return httpx.Response(200, json={"things": [thing(number) for number in numbers], "meta": meta})

    return flavour.open("acme.tines.com", transport=httpx.MockTransport(respond)).of("things")


def test_the_largest_page_is_asked_for_by_the_names_of_the_document(listed: Client, sent: list[str]) -> None:
    assert listed.list(1, kind="LARGE", lost=True, size=1, leaf=2).things[0].number == 2
    assert listed.iterate(1, kind="SMALL", size=7).total() == COUNT
    found = listed.iterate(1, kind="SMALL", named="a b", lost=False, since=-1).rest()
    assert [one.number for one in found] == list(range(1, COUNT + 1))
    assert sent[:2] == [f"{PATH}?kind=LARGE&lost=true&size=1&leaf=2", f"{PATH}?kind=SMALL&size=7&leaf=1"]
    filters = "kind=SMALL&named=a+b&lost=false&since=-1"
    assert sorted(sent[2:]) == [f"{PATH}?{filters}&size=50&leaf={leaf}" for leaf in (1, 2, 3)]


def test_a_thing_is_read_as_its_schema_says(listed: Client) -> None:
    first, second, third = map(repr, listed.list(1, kind="SMALL", size=3).things)
    assert first.startswith("Thing(number=1, name='Hat', lost=False, ")
    assert "weight=1.0, remark=None, key=1, owner=ThingOwner(name='Ada'), marks=['old'], notes=None)" in first
    assert "key='2'" in second
    assert "weight=None, remark=None, key=None, owner=None, marks=None, notes={'a': [1]})" in third


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"kind": "HUGE"}, "kind must be SMALL or LARGE, not another text"),
        ({"kind": None}, "kind must be a str, not NoneType"),
        ({"lost": 1}, "lost must be a bool, not int"),
        ({"named": 1}, "named must be a str, not int"),
        ({"size": 51}, "size must be from 1 to 50, not 51"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(listed: Client, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=f"^{message}$"):
        listed.iterate(1, **{"kind": "SMALL", **arguments})


def stored(fake: FakeTenant) -> list[tuple[Any, ...]]:
    return [(one["number"], one["name"], one["lost"], one["weight"], one["remark"]) for one in fake.items(PATH)]


def test_things_are_written_to_the_fake(tines: Client, fake: FakeTenant) -> None:
    made = tines.call("create", 1, **HAT)
    assert (made.number, made.name, made.lost, made.weight, made.maker.id) == (1, "Hat", False, 0.5, 4)
    assert stored(fake) == [(1, "Hat", False, 0.5, None)]
    assert tines.call("update", 1, 1, remark="Old.").remark == "Old."
    assert tines.request("PUT", f"{PATH}/1", json={"grade": "POOR"}).json()["field"]["grade"] is None
    assert tines.call("create_from", 1, {"name": "Cap", "lost": True, "maker_id": 5}).name == "Cap"
    assert tines.call("get", 1, 1).name == "Hat"
    assert [one.name for one in tines.iterate(1, kind="SMALL").rest()] == ["Hat", "Cap"]
    for narrowed in ({"names": ["cap"]}, ThingFilters(names=iter(["Cap"]))):
        assert [one.name for one in tines.iterate(1, kind="SMALL", narrowed=narrowed).rest()] == ["Cap"]
    fake.quirks = Quirks(filters_encoding="ignored")
    with pytest.raises(FilterIgnoredError, match="thing 1 came, and does not fit"):
        tines.list(1, kind="SMALL", narrowed={"names": ["Cap"]})
    assert tines.call("delete", 1, 1) is None
    with pytest.raises(NotFoundError, match="404"):
        tines.call("get", 1, 1)
    with pytest.raises(UnprocessableError, match="name is missing"):
        tines.request("POST", PATH, json={"lost": True})
    assert stored(fake) == [(2, "Cap", True, None, None)]


def test_a_plan_writes_things_and_the_next_one_is_empty(tines: Client, fake: FakeTenant) -> None:
    """One that is there is known by its number alone, two are new, of another maker or grade, and all else is to go."""
    hat, *_ = [tines.call("create", 1, **{**HAT, "name": name}, grade="FINE") for name in ("Hat", "Cap", "Wig")]
    new = [{**HAT, "name": "Cap", "maker_id": 9, "grade": "FINE"}, {**HAT, "name": "Wig", "grade": "POOR"}]
    top = {"number": hat.number, "name": "Top hat", "lost": True, "maker_id": 4}
    plan = tines.call("plan", 1, [top, *new], kind="SMALL")
    kinds = [line.split()[0] for line in str(plan).splitlines()]
    assert kinds == ["update", "create", "create", "delete", "delete", "0"]
    tines.apply(plan)
    again = tines.call("plan", 1, tines.iterate(1, kind="SMALL").rest(), kind="SMALL")
    assert str(again) == "3 stay as they are"
    there = [(one["number"], one["name"], one["lost"], one["grade"]) for one in fake.items(PATH)]
    assert there == [(1, "Top hat", True, "FINE"), (4, "Cap", False, "FINE"), (5, "Wig", False, "POOR")]
