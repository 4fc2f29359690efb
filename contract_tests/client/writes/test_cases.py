"""A case that is opened, closed and deleted, and what it holds meanwhile; in each flavour."""

import datetime
from typing import Any

import pytest

from contract_tests.client.writes.conftest import tenant
from contract_tests.client_adapters import Client
from tines_cases import UNSET
from tines_cases.errors import NotFoundError, UnprocessableError
from tines_openapi.lists import LISTS

MORE = [one.tag for one in LISTS if one.arguments == ("case_id",)]
NEW: dict[str, Any] = {"team_id": 2, "name": "Phishing"}
EVENING = datetime.datetime(2026, 4, 1, 20, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))


@pytest.fixture
def cases(writing: Any) -> Any:
    with writing(tenant()) as client:
        yield client.of("cases")


def test_a_closed_case_is_resolved_until_it_is_open_again(cases: Client) -> None:
    made = cases.call("create", **NEW, priority="high", description=UNSET)
    assert (made.status, made.priority, made.description, made.team.id) == ("OPEN", "HIGH", "", 2)
    assert (made.opened_at, made.resolved_at) == (made.created_at, None)
    closed = cases.call("update", made.case_id, status="closed")
    assert (closed.status, closed.resolved_at, closed.name) == ("CLOSED", closed.updated_at, "Phishing")
    assert cases.call("update", made.case_id, name="Spam").resolved_at == closed.resolved_at
    assert cases.call("update", made.case_id, status="open").resolved_at is None


@pytest.mark.parametrize(
    ("changes", "tags", "emails"),
    [
        ({}, ["a", "b"], ["ada@example.com"]),
        ({"add_tag_names": ["c", "a"]}, ["b", "c", "a"], ["ada@example.com"]),
        ({"remove_tag_names": ["a", "z"], "add_tag_names": ["c"]}, ["b", "c"], ["ada@example.com"]),
        ({"assignee_emails": ["bob@example.com"]}, ["a", "b"], ["bob@example.com"]),
        ({"add_assignee_emails": ["bob@example.com"]}, ["a", "b"], ["ada@example.com", "bob@example.com"]),
        ({"remove_assignee_emails": ("ada@example.com",)}, ["a", "b"], []),
    ],
)
def test_what_is_added_or_removed_leaves_the_rest(
    cases: Client, changes: dict[str, Any], tags: list[str], emails: list[str]
) -> None:
    made = cases.call("create", **NEW, tag_names=["a", "b"], assignee_emails=["ada@example.com"])
    case = cases.call("update", made.case_id, **changes)
    assert ([one.name for one in case.tags], [one.email for one in case.assignees]) == (tags, emails)


def test_a_case_begins_empty_and_takes_what_it_holds_with_it(cases: Client) -> None:
    made = cases.call("create_from", NEW).case_id
    assert [cases.of(one).iterate(made).rest() for one in MORE] == [[]] * len(MORE)
    note = cases.of("case_notes").call("create", made, title="Findings").id
    assert cases.call("delete", made) is None
    for call in (lambda: cases.call("get", made), lambda: cases.of("case_notes").call("get", made, note)):
        with pytest.raises(NotFoundError):
            call()
    with pytest.raises(NotFoundError):
        cases.call("delete", made)
    assert cases.call("delete", made, missing_ok=True) is None


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (EVENING, EVENING),
        ("2026-04-01T20:00:00+02:00", EVENING),
        (EVENING.isoformat()[:-6], None),
        (EVENING.date(), None),
    ],
)
def test_a_time_is_a_moment_in_whatever_form(cases: Client, given: Any, read: Any) -> None:
    if read is not None:
        assert cases.call("create", **NEW, opened_at=given).opened_at == read
        return
    with pytest.raises((UnprocessableError, TypeError), match="opened_at must be a"):
        cases.call("create", **NEW, opened_at=given)


def test_a_plan_sends_what_nothing_shows_and_never_compares_it(cases: Client) -> None:
    tasks, wanted = cases.of("case_tasks"), [{"description": "Call", "assignee_emails": ["ada@example.com"]}]
    tasks.apply(tasks.call("plan", 1, wanted))
    (made,) = tasks.iterate(1).rest()
    assert [one.email for one in made.assignees] == ["ada@example.com"]
    assert tasks.call("plan", 1, [{**wanted[0], "assignee_emails": ["bob@example.com"]}]).writes == []
