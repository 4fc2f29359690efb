"""Filters: how they are sent, and that no case comes that does not fit them, nor is one accused that may."""

import datetime
import json
from collections.abc import Callable
from typing import Any, get_args

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tines_cases import CaseFilters, TinesClient
from tines_cases.errors import ConfigurationError, FilterIgnoredError, UnprocessableError
from tines_fake import FakeTenant, Quirks
from tines_runtime.call.filters import FiltersEncoding

VARIABLE = "TINES_FILTERS_ENCODING"
GIVEN: dict[str, Any] = {"status": "OPEN", "metadata": {"k": "v"}, "case_ids": [42], "assigned_to_me": True}
TEXT = '{"status":"OPEN","assigned_to_me":true,"tags":["a","b"],"case_ids":[42],"metadata":{"k":"v"}}'
BRACKETS = [("[status]", "OPEN"), ("[assigned_to_me]", "true"), ("[tags][]", "a"), ("[tags][]", "b")]
BRACKETS += [("[case_ids][]", "42"), ("[metadata][k]", "v")]
ADA = {"user_id": "7", "email": "Ada@example.com"}
NOON = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)


def a_page(*cases: dict[str, Any]) -> httpx.Response:
    meta = {"count": len(cases), "pages": 1, "per_page": 500, "current_page": None, "previous_page": None}
    found = [{"case_id": 42, "name": "Secret name", **one} for one in cases]
    return httpx.Response(200, json={"cases": found, "meta": {**meta, "next_page": None}})


@pytest.mark.parametrize(
    ("encoding", "query", "body"),
    [
        ("", [(f"filters{name}", value) for name, value in BRACKETS], None),
        ("json", [("filters", TEXT)], None),
        ("body", [], {"filters": json.loads(TEXT)}),
    ],
)
def test_filters_are_sent_in_the_encoding_that_is_set(
    opened: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, encoding: str, query: list[Any], body: Any
) -> None:
    sent: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return a_page()

    monkeypatch.setenv(VARIABLE, encoding)
    with opened(respond) as tines:
        tines.of("cases").list(filters={**GIVEN, "tags": ("a", "b")}, per_page=20)
        tines.of("cases").iterate(filters=CaseFilters(**GIVEN, tags=iter("ab")), per_page=20).rest()
    for request in sent:
        assert sorted(request.url.params.multi_items())[: len(query)] == sorted(query)
        assert (json.loads(request.content) if request.content else None) == body


def test_an_encoding_that_there_is_none_of_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError, match="filters_encoding must be brackets, json, body, not 'xml'"):
        TinesClient("acme.example", "key", filters_encoding="xml")  # type: ignore[arg-type]  # what users may pass
    monkeypatch.setenv(VARIABLE, "xml")
    with pytest.raises(ConfigurationError, match=f"{VARIABLE} must be"):
        TinesClient("acme.example", "key")


@pytest.mark.parametrize(
    ("filters", "case"),
    [
        ({"status": "OPEN"}, {"status": "CLOSED"}),
        ({"priority": "HIGH"}, {"priority": "LOW"}),
        ({"sub_status_names": ["To do"]}, {"sub_status": {"name": "Done"}}),
        ({"assignees": ["me@example.com"]}, {"assignees": [ADA]}),
        ({"assignees": ["8", "9"]}, {"assignees": [ADA]}),
        ({"assignees": ["7"]}, {"assignees": []}),
        ({"assignees": ["unassigned"]}, {"assignees": [ADA]}),
        ({"and_assignees": ["7", "8"]}, {"assignees": [ADA]}),
        ({"exclude_assignees": ["7"]}, {"assignees": [{"id": 7}]}),
        ({"authors": ["me@example.com"]}, {"author": ADA}),
        ({"tags": ["a", "b"]}, {"tags": [{"name": "a"}]}),
        ({"or_tags": ["a", "b"]}, {"tags": [{"name": "c"}]}),
        ({"exclude_tags": ["a"]}, {"tags": [{"name": "a"}, {"name": "b"}]}),
        ({"case_ids": [41]}, {}),
        ({"start_date": NOON}, {"created_at": "2026-11-24T11:59:59Z", "opened_at": "2026-11-20T00:00:00Z"}),
        ({"end_date": "2026-11-25"}, {"created_at": "2026-11-27T00:00:01Z", "opened_at": "2026-11-28T00:00:00Z"}),
        ({"resolved_at_end_date": NOON}, {"resolved_at": "2026-11-26T12:00:01Z"}),
        ({"updated_at_start_date": NOON.date()}, {"updated_at": "2026-11-23T20:00:00-03:59"}),
    ],
)
def test_a_case_that_does_not_fit_is_an_error(
    opened: Callable[..., Any], filters: dict[str, Any], case: dict[str, Any]
) -> None:
    with opened(lambda _: a_page(case)) as tines:
        cases, (name,) = tines.of("cases"), filters
        for call in (lambda: cases.list(filters=filters), cases.iterate(filters=CaseFilters(**filters)).rest):
            with pytest.raises(FilterIgnoredError) as caught:
                call()
            error = caught.value
            assert (error.item_id, error.filter_name, error.encoding) == (42, name, "brackets")
            assert str(error).startswith(f"case 42 came, and does not fit filters.{name}: the tenant ignored it, or ")
            assert "brackets, json, body: `tines-cases contract probe` asks it" in str(error)
            assert not [one for one in ("example.com", "Secret", "CLOSED", "2026") if one in str(error)]


@pytest.mark.parametrize(
    ("filters", "case"),
    [
        ({"status": "OPEN", "priority": "HIGH"}, {"status": "open", "priority": None}),
        ({"assignees": ["ADA@example.com ", "8"]}, {"assignees": [ADA]}),
        ({"assignees": ["me@example.com"]}, {"assignees": [{"user_id": "7"}]}),
        ({"assignees": ["7"]}, {"assignees": [{"email": "ada@example.com"}]}),
        ({"assignees": ["unassigned", "8"]}, {"assignees": []}),
        ({"exclude_assignees": ["7"]}, {"assignees": [{"email": "ada@example.com"}]}),
        ({"authors": ["tines"]}, {"author": ADA}),
        ({"tags": ["PHISHING"]}, {"tags": [{"name": "Phishing"}, {"name": "b"}]}),
        ({"tags": ["a"]}, {"tags": None}),
        ({"case_ids": [1, 42], "search": "x", "records": ["y"], "assigned_to_me": True, "metadata": {"a": 1}}, {}),
        ({"start_date": NOON}, {"created_at": "2026-11-01T00:00:00Z", "opened_at": "2026-11-25T23:00:00+11:00"}),
        ({"start_date": NOON}, {"created_at": "2026-11-01T00:00:00Z"}),
        ({"end_date": "2026-11-25"}, {"created_at": "2026-11-25T23:59:59-12:00", "opened_at": "2026-12-01T00:00:00Z"}),
        ({"resolved_at_start_date": "2026-11-25T12:00"}, {"resolved_at": "2026-11-24T22:00:00Z"}),
    ],
)
def test_a_case_that_may_fit_is_delivered(
    opened: Callable[..., Any], filters: dict[str, Any], case: dict[str, Any]
) -> None:
    with opened(lambda _: a_page(case)) as tines:
        assert [one.case_id for one in tines.of("cases").iterate(filters=filters).rest()] == [42]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("filters", {"status": "open"}, "filters.status must be OPEN or CLOSED, not another text"),
        ("filters", {"tags": []}, "filters.tags is empty, which would filter nothing: leave it out"),
        ("filters", {"tags": "phishing"}, "filters.tags must be an iterable of several, not str"),
        ("filters", {"created_at": "x"}, "filters.created_at is no field; there are status, .*"),
        ("filters", {"end_date": NOON.replace(tzinfo=None)}, "filters.end_date has no time zone: .*"),
        ("filters", {"end_date": "yesterday"}, "filters.end_date must be a .*time of ISO 8601, .*"),
        ("filters", ["status"], "filters must be a model or a mapping, not list"),
        ("order", "newest", "order must be RECENTLY_EDITED or LEAST_RECENTLY_EDITED or .*"),
        ("order", 1, "order must be a str, not int"),
        ("team_id", "2", "team_id must be an integer, not str"),
        ("team_id", 0, "team_id must be from 1 to .*"),
    ],
)
def test_what_makes_no_sense_is_refused(name: str, value: Any, message: str) -> None:
    with TinesClient("acme.example", "key") as tines:
        for method in (tines.cases.list, tines.cases.iterate):
            with pytest.raises((TypeError, ValueError), match=f"^{message}$"):
                method(**{name: value})


def test_a_tenant_that_refuses_filters_may_follow_another_encoding(opened: Callable[..., Any]) -> None:
    with opened(lambda _: httpx.Response(422)) as tines, pytest.raises(UnprocessableError) as caught:
        tines.of("cases").iterate(filters={"status": "OPEN"}).rest()
    assert "in the encoding 'brackets'. The tenant may follow another one" in caught.value.__notes__[0]


MOMENTS = st.datetimes(
    datetime.datetime(2026, 11, 20), datetime.datetime(2026, 11, 30), timezones=st.just(datetime.UTC)
)
USERS, TAGS = st.sampled_from(["7", "8", "ada@example.com", "bob@example.com"]), st.sampled_from(["a", "B", "2024"])
PEOPLE = st.builds(lambda one: {("email" if "@" in one else "user_id"): one.upper()}, USERS)
CASES = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["OPEN", "CLOSED"]),
        "assignees": st.lists(PEOPLE, max_size=2),
        "tags": st.lists(st.builds(lambda name: {"id": 1, "name": name}, TAGS), max_size=3),
        **dict.fromkeys(("created_at", "opened_at", "resolved_at"), MOMENTS),
    }
)
SEVERAL = dict.fromkeys(("tags", "or_tags", "exclude_tags"), st.lists(TAGS, min_size=1, max_size=2))
SEVERAL |= dict.fromkeys(("assignees", "and_assignees", "exclude_assignees"), st.lists(USERS, min_size=1, max_size=2))
DAYS = MOMENTS.map(lambda one: one.date())
DATES = dict.fromkeys(("start_date", "end_date", "resolved_at_start_date"), MOMENTS | DAYS)
FILTERS = st.fixed_dictionaries({}, optional={"status": st.sampled_from(["OPEN", "CLOSED"]), **SEVERAL, **DATES})


@settings(deadline=None, max_examples=40)
@given(cases=st.lists(CASES, max_size=4), filters=FILTERS, optional=st.sampled_from(["given", "null", "absent"]))
def test_a_tenant_that_filters_is_never_accused(cases: Any, filters: Any, optional: Any) -> None:
    found = []
    for encoding in get_args(FiltersEncoding):
        fake = FakeTenant(quirks=Quirks(filters_encoding=encoding, optional_fields=optional, timestamps="offset"))
        for case in cases:
            fake.add_case(**case)
        transport = httpx.MockTransport(fake.transport().handle_request)
        with TinesClient(fake.origin, fake.api_key, transport=transport, filters_encoding=encoding) as tines:
            found.append([one.case_id for one in tines.cases.iterate(filters=filters)])
    assert found[0] == found[1] == found[2]
