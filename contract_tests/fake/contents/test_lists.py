"""The list of cases filters. That all lists page, and are in the order that is asked for, the suite judges."""

import datetime
import json
from typing import Any
from urllib.parse import urlencode

import pytest

from tines_fake import FakeTenant, Quirks, Request

CASES = "/api/v2/cases"


def _sent(fake: FakeTenant, path: str = CASES, **query: object) -> Any:
    response = fake.respond(Request(origin=fake.origin, path=path, query=urlencode(query)))
    assert response.status == 200, response.body
    return json.loads(response.body)


def test_a_page_past_the_end_is_empty() -> None:
    assert _sent(FakeTenant.sample(), page=10**9)["cases"] == []


def test_cases_are_filtered_by_their_team() -> None:
    fake = FakeTenant.sample()
    fake.add_case(61, team={"id": 77, "name": "Blue"})
    page = _sent(fake, team_id=77)
    assert [case["case_id"] for case in page["cases"]] == [61]
    assert page["meta"]["count"] == 1
    assert "team_id=77" in page["meta"]["current_page"]
    assert _sent(fake, team_id=78)["cases"] == []


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
    page = _sent(fake, filters=json.dumps(filters))
    assert [case["case_id"] for case in page["cases"]] == expected
    assert "filters=%7B" in page["meta"]["current_page"]
    fake.quirks = Quirks(filters_encoding="ignored")
    assert _sent(fake, filters=json.dumps(filters))["meta"]["count"] == 3


def test_links_keep_filters_in_brackets() -> None:
    page = _sent(FakeTenant.sample(), **{"filters[tags][]": "login", "filters[status]": "OPEN"})
    query = "filters%5Btags%5D%5B%5D=login&filters%5Bstatus%5D=OPEN"
    assert (page["meta"]["count"], query in page["meta"]["next_page"]) == (45, True)


@pytest.mark.parametrize("query", ["filters=nope", "order=nope", "team_id=abc", "team_id=0", "page=abc", "per_page=-1"])
def test_an_odd_value_counts_as_not_sent_or_is_an_error(query: str) -> None:
    lenient, strict = FakeTenant.sample(), FakeTenant.sample(quirks=Quirks(odd_values=422))
    name = query.partition("=")[0]
    page = json.loads(lenient.respond(Request(origin=lenient.origin, path=CASES, query=query)).body)
    assert page["cases"] == _sent(lenient)["cases"]
    response = strict.respond(Request(origin=strict.origin, path=CASES, query=query))
    assert (response.status, json.loads(response.body)["errors"][0]["message"]) == (422, f"{name} is invalid")


def test_a_case_by_itself_is_as_it_is_listed_with_its_first_actions() -> None:
    fake = FakeTenant.sample()
    for case in _sent(fake)["cases"]:
        path = f"{CASES}/{case['case_id']}"
        assert _sent(fake, path) == {**case, "actions": _sent(fake, f"{path}/actions")["actions"]}
