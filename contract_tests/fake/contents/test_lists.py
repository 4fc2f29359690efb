"""Every list of the spec pages, filters and sorts, whatever is sent along and whatever its quirks."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.suite.faults.covering import any_quirks
from tines_fake import FakeTenant, Quirks, Request
from tines_spec import Operation, lists, operations

CASES = "/api/v2/cases"
SAMPLE = FakeTenant.sample().state
PRIORITIES = ["INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL"]
QUIRKS = any_quirks(
    "order", "largest_page", "smallest_page", "link_order", "optional_fields", "timestamps", "unknown_fields"
)


def _sent(fake: FakeTenant, path: str, **query: object) -> Any:
    response = fake.respond(Request(origin=fake.origin, path=path, query=urlencode(query)))
    assert response.status == 200, response.body
    return json.loads(response.body)


def _path(operation: Operation, parent: int = 2) -> str:
    return operation.path_for(**dict.fromkeys(operation.path_parameters, parent))


def _walked(fake: FakeTenant, operation: Operation, **query: object) -> tuple[list[Any], list[Any]]:
    """All items of a list, and each meta, page by page as the meta says."""
    paging = operation.paging
    assert paging is not None
    items, metas, number = [], [], 1
    while number is not None:
        page = _sent(fake, _path(operation), **query, **{paging.number: number})
        items += page[paging.items]
        metas.append(page[paging.meta])
        number = metas[-1]["next_page_number"]
    return items, metas


@settings(max_examples=25)
@given(st.sampled_from(lists()), QUIRKS, st.integers(1, 600), st.data())
def test_the_pages_of_a_list_are_disjoint_and_complete(
    operation: Operation, quirks: Quirks, size: int, data: st.DataObject
) -> None:
    paging = operation.paging
    assert paging is not None
    fake = FakeTenant(state=SAMPLE, quirks=quirks)
    orders = operation.query_parameters["order"].schema["enum"] if "order" in operation.query_parameters else ["odd"]
    query = data.draw(st.fixed_dictionaries({}, optional={"order": st.sampled_from(orders), "unknown": st.text()}))
    items, metas = _walked(fake, operation, **query, **{paging.size: size})
    ids = [item[paging.id] for item in items]
    held = [item[paging.id] for item in fake.items(_path(operation))]
    assert sorted(ids) == held
    assert {meta["count"] for meta in metas} == {len(held)}
    assert {meta["pages"] for meta in metas} == {len(metas)}
    assert len({meta["per_page"] for meta in metas}) == 1


@settings(max_examples=25)
@given(st.sampled_from(lists()), st.integers(1, 60), st.booleans())
def test_the_links_of_a_page_lead_to_its_neighbours(operation: Operation, size: int, ordered: bool) -> None:
    paging = operation.paging
    assert paging is not None
    fake = FakeTenant(state=SAMPLE)
    stable = dict(paging.stable) if ordered else {}
    items, metas = _walked(fake, operation, **stable, **{paging.size: size})
    link: Any = metas[0]["current_page"]
    followed: list[Any] = []
    while link is not None:
        path, _, query = link.removeprefix(fake.origin).partition("?")
        page = json.loads(fake.respond(Request(origin=fake.origin, path=path, query=query)).body)
        followed += page[paging.items]
        link = page[paging.meta]["next_page"]
    assert followed == items


def test_a_page_past_the_end_is_empty() -> None:
    for operation in lists():
        page = _sent(FakeTenant.sample(), _path(operation), page=10**9)
        assert page[operation.paging.items] == []


@pytest.mark.parametrize("operation", lists(), ids=lambda one: one.name)
def test_no_page_is_larger_than_the_spec_allows(operation: Operation) -> None:
    paging = operation.paging
    largest = operation.query_parameters[paging.size].schema["maximum"]
    for size, expected in ((largest, largest), (largest + 1, largest), (10**6, largest)):
        assert _sent(FakeTenant.sample(), _path(operation), per_page=size)["meta"]["per_page"] == expected
    strict = FakeTenant.sample(quirks=Quirks(over_largest=422))
    query = urlencode({paging.size: largest + 1})
    assert strict.respond(Request(origin=strict.origin, path=_path(operation), query=query)).status == 422


def _time_of(name: str) -> Callable[[Any], Any]:
    return lambda case: case[name]


def _priority(case: Any) -> int:
    return PRIORITIES.index(case["priority"])


ORDERS: dict[str, tuple[Callable[[Any], Any], bool]] = {
    "CREATED_ASC": (_time_of("created_at"), False),
    "CREATED_DESC": (_time_of("created_at"), True),
    "OPENED_ASC": (_time_of("opened_at"), False),
    "OPENED_DESC": (_time_of("opened_at"), True),
    "PRIORITY_ASC": (_priority, False),
    "PRIORITY_DESC": (_priority, True),
    "RECENTLY_EDITED": (_time_of("updated_at"), True),
    "LEAST_RECENTLY_EDITED": (_time_of("updated_at"), False),
}


@pytest.mark.parametrize("order", ORDERS)
def test_cases_come_in_the_order_that_is_named(order: str) -> None:
    key, descending = ORDERS[order]
    fake = FakeTenant(state=SAMPLE, quirks=Quirks(timestamps="offset"))
    fake.add_case(1, priority="CRITICAL", opened_at=None, updated_at=fake.items(CASES)[-1]["created_at"])
    cases = [case for case in _sent(fake, CASES, order=order, per_page=500)["cases"] if case["case_id"] != 1]
    assert cases == sorted(cases, key=key, reverse=descending)
    assert len(cases) == 59


def test_the_spec_names_no_order_that_is_not_sorted_by() -> None:
    assert set(operations()["listCases"].query_parameters["order"].schema["enum"]) == ORDERS.keys()


def test_cases_are_filtered_by_their_team() -> None:
    fake = FakeTenant.sample()
    fake.add_case(61, team={"id": 77, "name": "Blue"})
    page = _sent(fake, CASES, team_id=77)
    assert [case["case_id"] for case in page["cases"]] == [61]
    assert page["meta"]["count"] == 1
    assert "team_id=77" in page["meta"]["current_page"]
    assert _sent(fake, CASES, team_id=78)["cases"] == []


@pytest.mark.parametrize("query", ["order=nope", "team_id=abc", "team_id=0", "page=abc", "per_page=-1"])
def test_an_odd_value_counts_as_not_sent_or_is_an_error(query: str) -> None:
    lenient, strict = FakeTenant.sample(), FakeTenant.sample(quirks=Quirks(odd_values=422))
    name = query.partition("=")[0]
    page = json.loads(lenient.respond(Request(origin=lenient.origin, path=CASES, query=query)).body)
    assert page["cases"] == _sent(lenient, CASES)["cases"]
    response = strict.respond(Request(origin=strict.origin, path=CASES, query=query))
    assert (response.status, json.loads(response.body)["errors"][0]["message"]) == (422, f"{name} is invalid")


def test_a_case_without_tasks_has_none_and_no_case_is_404() -> None:
    fake = FakeTenant.sample()
    assert _sent(fake, f"{CASES}/3/tasks")["tasks"] == []
    for path in (f"{CASES}/99", f"{CASES}/99/tasks", f"{CASES}/0", f"{CASES}/abc"):
        assert fake.respond(Request(origin=fake.origin, path=path)).status == 404


def test_a_case_by_itself_is_as_it_is_listed() -> None:
    fake = FakeTenant.sample()
    for case in _sent(fake, CASES)["cases"]:
        assert _sent(fake, f"{CASES}/{case['case_id']}") == case


@pytest.mark.parametrize("how", ["given", "null", "absent"])
def test_what_the_spec_does_not_require_may_be_missing(how: str) -> None:
    case = _sent(FakeTenant.sample(quirks=Quirks(optional_fields=how)), CASES)["cases"][0]
    assert (case["case_id"], case["name"]) == (1, "Case 1")
    assert case.get("tags", "absent") == {"given": [{"id": 4, "name": "login"}], "null": None, "absent": "absent"}[how]
