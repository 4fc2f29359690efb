"""Cases and their tasks: found, and gone through with their actions."""

from collections.abc import Iterator
from typing import Any

import pytest

from tines_cases import CaseOrder, CaseTask, TinesClient
from tines_fake import FakeTenant


@pytest.fixture
def fake() -> FakeTenant:
    """60 cases, of which two have actions and tasks."""
    return FakeTenant.sample()


@pytest.fixture
def tines(fake: FakeTenant) -> Iterator[TinesClient]:
    with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as client:
        yield client


def queries(fake: FakeTenant) -> list[str]:
    return [exchange.request.query for exchange in fake.journal]


def test_the_actions_of_all_cases_are_gone_through(tines: TinesClient) -> None:
    found: dict[int, int] = {}
    for case in tines.cases.iterate(order="RECENTLY_EDITED"):
        for _ in tines.case_actions.iterate(case.case_id):
            found[case.case_id] = found.get(case.case_id, 0) + 1

    assert found == {1: 2, 2: 1203}


def test_the_tasks_of_a_case_are_asked_for_50_at_a_time(tines: TinesClient, fake: FakeTenant) -> None:
    tasks = tines.case_tasks.iterate(2)

    assert tasks.total() == len([*tasks]) == 60
    assert {type(task) for task in tines.case_tasks.list(1).tasks} == {CaseTask}
    assert queries(fake)[:2] == ["per_page=50&page=1", "per_page=50&page=2"]


def test_each_page_is_asked_for_with_the_filters(tines: TinesClient, fake: FakeTenant) -> None:
    cases = [*tines.cases.iterate(team_id=2, order=CaseOrder.CREATED_ASC, per_page=10)]

    assert {case.team and case.team.id for case in cases} == {2}
    pages = range(1, -(-len(cases) // 10) + 1)
    assert sorted(queries(fake)) == [f"team_id=2&order=CREATED_ASC&per_page=10&page={page}" for page in pages]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"order": "newest"}, ValueError, "order must be RECENTLY_EDITED or LEAST_RECENTLY_EDITED or"),
        ({"order": 1}, TypeError, "order must be a str, not int"),
        ({"team_id": "2"}, TypeError, "team_id must be an integer, not str"),
        ({"team_id": 0}, ValueError, "team_id must be from 1 to"),
        ({"per_page": 501}, ValueError, "per_page must be from 1 to 500, not 501"),
    ],
)
def test_senseless_filters_are_refused_unsent(
    tines: TinesClient, fake: FakeTenant, arguments: Any, error: type[Exception], message: str
) -> None:
    for make in (tines.cases.list, tines.cases.iterate):
        with pytest.raises(error, match=message):
            make(**arguments)
    assert not fake.journal
