"""Lists that the client does not know are read like those that it knows; a page that cannot be one is an error."""

from typing import Any

import httpx
import pytest

from contract_tests.client.conftest import TENANT
from contract_tests.client.paging.conftest import Case
from contract_tests.runtime.secrets.key_search import KEY
from tines_cases import JsonPage
from tines_cases.errors import DecodeError

PATH = "/api/v2/cases/1/actions"
META = {"count": 2, "pages": 1, "per_page": 500}
TWO = [{"id": 1}, {"id": 2}]


@pytest.mark.parametrize("most", [500, 50])
@pytest.mark.parametrize("path", [PATH, f"https://{TENANT}{PATH}"])
def test_any_list_is_read_as_one_that_is_known(opened: Any, most: int, path: str) -> None:
    known, other = Case(1203, most=most), Case(1203, most=most)
    with opened(known) as client:
        actions = client.iterate(1).rest()
    with opened(other) as client:
        walk = client.paginate(path, items="actions")
        assert walk.total() == 1203
        first = next(walk)
        assert [first["id"], *(item["id"] for item in walk.rest())] == [action.id for action in actions]
    assert first["url"] == actions[0].url
    assert other.asked == known.asked


def test_pages_of_any_list_begin_at_start(opened: Any) -> None:
    case = Case(1203)
    with opened(case) as client:
        pages = client.paginate(PATH, start=2, params={"page_size": 3}).pages().rest()
    assert {type(page) for page in pages} == {JsonPage}
    assert [(len(page.items), page.meta.next_page_number, page.meta.count) for page in pages] == [
        (500, 3, 1203),
        (203, None, 1203),
    ]
    assert "url" not in repr(pages)


def test_a_walk_goes_on_from_the_page_of_another(opened: Any) -> None:
    case = Case(9)
    with opened(case) as client:
        walk = client.iterate(1, per_page=2)
        ids = [next(walk).id for _ in range(5)]
        later = client.iterate(1, per_page=2, start=walk.items.page)
        assert later.total() == 9
        assert later.items.__length_hint__() == 5
        assert [*ids, *(one.id for one in later.rest())] == [1, 2, 3, 4, 5, 5, 6, 7, 8, 9]


ODD_PAGES: dict[str, tuple[Any, str, str]] = {
    "an array": ([], r"Expected `object`, got `array`", "$"),
    "no array": ({"meta": META}, "the page has 0 properties with an array", "$"),
    "two arrays": ({"meta": META, "a": TWO, "b": []}, "the page has 2 properties .* items=", "$"),
    "no meta": ({"records": TWO}, "Expected `object`, got `null`", "$.meta"),
    "a meta without a count": ({"records": TWO, "meta": {}}, "missing required field `count`", "$.meta"),
    "an item that is none": ({"records": [{"id": 1}, 2], "meta": META}, "Expected `object`", "$.records[1]"),
    "no id": ({"records": [{"uid": 1}, {"uid": 2}], "meta": META}, "as its record_id: .* id_field=", "$.records"),
    "a name with the key": ({KEY: [{}], "meta": META}, r"as its \*\*\*_id: ", "$.***"),
    "a name that clears": ({"\x1b[2J": [0], "meta": META}, "Expected `object`", r"$.\x1b[2J[0]"),
    "a name without end": ({"x" * 999: [0], "meta": META}, "Expected `object`", f"$.{'x' * 39}…[0]"),
    "ids of two kinds": ({"records": [{"id": 1}, {"id": "2"}], "meta": META}, "as its id", "$.records"),
    "fewer than it counts": ({"records": TWO, "meta": META | {"count": 3}}, "2 items came on all pages", "$.meta"),
}


@pytest.mark.parametrize(("body", "problem", "place"), ODD_PAGES.values(), ids=ODD_PAGES)
def test_a_page_that_is_none_is_an_error_that_says_where(opened: Any, body: Any, problem: str, place: str) -> None:
    with (
        opened(lambda _: httpx.Response(200, json=body)) as client,
        pytest.raises(DecodeError, match=problem) as caught,
    ):
        client.paginate("/api/v2/cases/1/records").rest()
    assert caught.value.json_path == place


def test_items_may_have_an_id_of_another_name(opened: Any) -> None:
    body = {"records": [{"uid": "b", "record_id": 1}, {"uid": "a", "record_id": 2}], "meta": META, "tags": []}
    with opened(lambda _: httpx.Response(200, json=body)) as client:
        for name in ("uid", None):
            assert client.paginate("/x", items="records", id_field=name).rest() == body["records"]


@pytest.mark.parametrize(
    ("path", "named", "problem"),
    [
        (f"https://evil.example{PATH}", {}, "must begin with one '/'"),
        (f"https://{TENANT}.evil.example{PATH}", {}, "must begin with one '/'"),
        (f"https://{TENANT}//evil.example/", {}, "must begin with one '/'"),
        (f"{PATH}?page=2", {}, "page and per_page are paginate's own"),
        (PATH, {"params": {"per_page": 3}}, "page and per_page are paginate's own"),
        (PATH, {"params": [1]}, "params must be a mapping"),
        (PATH, {"items": 5}, "items must be a str, not int"),
        (PATH, {"id_field": 5}, "id_field must be a str, not int"),
        (PATH, {"per_page": 0}, "per_page must be 1 or more"),
        (PATH, {"start": 0}, "start must be 1 or more"),
        (PATH, {"start": "2"}, "start must be an integer"),
        (PATH, {"headers": {"Authorization": "Bearer x"}}, "Authorization is set by the client"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_sent(
    opened: Any, path: str, named: Any, problem: str
) -> None:
    case = Case(3)
    with opened(case) as client, pytest.raises((TypeError, ValueError), match=problem):
        client.paginate(path, **named)
    assert case.asked == []


@pytest.mark.parametrize("created", [{}, {"created_at": None}, {"created_at": "yesterday"}, {"created_at": 3}])
def test_items_need_not_say_when_they_were_created(opened: Any, created: Any) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params["page"])
        meta = {"count": 2, "pages": 2, "per_page": 1, "next_page_number": 2 if number == 1 else None}
        body = {"records": [{"id": number, **created}], "meta": meta}
        return httpx.Response(200, json=body, headers={"Date": "Thu, 01 Jan 2026 00:00:00 GMT"})

    with opened(respond) as client:
        assert [one["id"] for one in client.paginate("/x").rest()] == [1, 2]
