"""The lists of the spec page, filter and sort. That their pages hold together under all quirks, the suite judges."""

import datetime
import json
from collections.abc import Callable
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

import pytest

from tines_fake import FakeTenant, Quirks, Request
from tines_spec import Operation, lists, operations

CASES = "/api/v2/cases"
SAMPLE = FakeTenant.sample().state
PRIORITIES = ["INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL"]


def _sent(fake: FakeTenant, path: str, **query: object) -> Any:
    response = fake.respond(Request(origin=fake.origin, path=path, query=urlencode(query)))
    assert response.status == 200, response.body
    return json.loads(response.body)


def _path(operation: Operation, parent: int = 2) -> str:
    return operation.path_for(**dict.fromkeys(operation.path_parameters, parent))


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


def _priority(case: Any) -> int:
    return PRIORITIES.index(case["priority"])


ORDERS: dict[str, tuple[Callable[[Any], Any], bool]] = {
    "CREATED_ASC": (itemgetter("created_at"), False),
    "CREATED_DESC": (itemgetter("created_at"), True),
    "OPENED_ASC": (itemgetter("opened_at"), False),
    "OPENED_DESC": (itemgetter("opened_at"), True),
    "PRIORITY_ASC": (_priority, False),
    "PRIORITY_DESC": (_priority, True),
    "RECENTLY_EDITED": (itemgetter("updated_at"), True),
    "LEAST_RECENTLY_EDITED": (itemgetter("updated_at"), False),
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


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"status": "closed", "priority": "INFO"}, [2]),
        ({"assignees": ["ADA@example.com", "unassigned"]}, [1, 2]),
        ({"exclude_assignees": ["7"], "authors": ["tines"]}, [2]),
        ({"tags": ["b", "A"]}, [1]),
        ({"or_tags": ["b", "c"], "case_ids": ["1", "3"]}, [1, 3]),
        ({"search": "ase 3", "metadata": {"k": "v"}, "records": ["ignored"]}, [3]),
        ({"start_date": "2026-11-25T12:00:01Z"}, [2, 3]),
        ({"end_date": "2026-11-25", "resolved_at_start_date": "2026-11-25"}, [1]),
        ({}, [1, 2, 3]),
    ],
)
def test_cases_are_filtered_as_the_spec_says_what_shows_it(filters: dict[str, Any], expected: list[int]) -> None:
    fake, ada = FakeTenant(quirks=Quirks(filters_encoding="json")), {"user_id": "7", "email": "ada@example.com"}
    more = [{"assignees": [ada], "author": ada}, {"status": "CLOSED", "priority": "INFO"}]
    more.append({"assignees": [{"user_id": "8"}], "author": ada})
    for number, tags in enumerate(("a b", "b", "c")):
        moment = datetime.datetime(2026, 11, 25 + number, 12, tzinfo=datetime.UTC)
        times = dict.fromkeys(("created_at", "opened_at", "resolved_at"), moment)
        named = [{"name": name} for name in tags.split()]
        fake.add_case(**{"metadata": {"k": "V"}, "assignees": [], **times, "tags": named, **more[number]})
    page = _sent(fake, CASES, filters=json.dumps(filters))
    assert [case["case_id"] for case in page["cases"]] == expected
    assert "filters=%7B" in page["meta"]["current_page"]
    fake.quirks = Quirks(filters_encoding="ignored")
    assert _sent(fake, CASES, filters=json.dumps(filters))["meta"]["count"] == 3


def test_links_keep_filters_in_brackets() -> None:
    page = _sent(FakeTenant.sample(), CASES, **{"filters[tags][]": "login", "filters[status]": "OPEN"})
    query = "filters%5Btags%5D%5B%5D=login&filters%5Bstatus%5D=OPEN"
    assert (page["meta"]["count"], query in page["meta"]["next_page"]) == (45, True)


@pytest.mark.parametrize("query", ["filters=nope", "order=nope", "team_id=abc", "team_id=0", "page=abc", "per_page=-1"])
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


def test_a_case_by_itself_is_as_it_is_listed_with_its_first_actions() -> None:
    fake = FakeTenant.sample()
    for case in _sent(fake, CASES)["cases"]:
        path = f"{CASES}/{case['case_id']}"
        assert _sent(fake, path) == {**case, "actions": _sent(fake, f"{path}/actions")["actions"]}


@pytest.mark.parametrize("how", ["given", "null", "absent"])
def test_what_the_spec_does_not_require_may_be_missing(how: str) -> None:
    case = _sent(FakeTenant.sample(quirks=Quirks(optional_fields=how)), CASES)["cases"][0]
    assert (case["case_id"], case["name"]) == (1, "Case 1")
    assert case.get("tags", "absent") == {"given": [{"id": 4, "name": "login"}], "null": None, "absent": "absent"}[how]
