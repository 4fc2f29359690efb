"""Any argument that makes sense gives a request that the document allows and a tenant takes; no other one is sent."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract_tests.client.requests.writes.values import CHANGES, KEY, NEW, SETTINGS, WRONG, nested, sent
from tines_cases import ActionType, CaseActionBatch, CaseActionDetail, NewCaseAction, jsonable, to_json
from tines_cases.errors import NotFoundError, UnprocessableError
from tines_fake import FakeTenant

_SHARED = settings(SETTINGS, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
GIVEN = {"url": "https://example.com", "label": "Runbook", "action_type": "page"}
Writing = Callable[..., Any]


def _exact(value: Any) -> str:
    """A value in which true is another than 1."""
    return json.dumps(value, sort_keys=True)


def _body(requests: list[httpx.Request]) -> Any:
    (request,) = requests
    return json.loads(request.content)


@SETTINGS
@given(fields=NEW)
def test_whatever_is_created_is_sent_as_given_and_read_back(
    writing: Writing, accusations: Any, fields: dict[str, Any]
) -> None:
    fake, requests = FakeTenant(api_key=KEY), []
    fake.add_case(1)
    with writing(fake, requests) as client:
        made = client.call("create", 1, **fields)
        assert accusations(requests[0]) == []
        assert _exact(_body(requests)) == _exact(sent(fields))
        assert client.call("get", 1, made.id) == made
    assert isinstance(made, CaseActionDetail)
    assert made.case_id == 1
    for name, value in sent(fields).items():
        assert getattr(made, name) == value


@SETTINGS
@given(fields=CHANGES)
def test_whatever_is_updated_is_sent_alone_and_changes_nothing_else(
    writing: Writing, accusations: Any, fields: dict[str, Any]
) -> None:
    fake, requests = FakeTenant(api_key=KEY), []
    fake.add_action(1, id=7, action_text="Go", query_params={"a": 1})
    with writing(fake, requests) as client:
        before = client.call("get", 1, 7)
        requests.clear()
        after = client.call("update", 1, 7, **fields)
    assert accusations(requests[0]) == []
    assert _exact(_body(requests)) == _exact(sent(fields))
    for name in ("url", "label", "action_type", "action_text", "query_params"):
        assert getattr(after, name) == sent(fields).get(name, getattr(before, name))


@_SHARED
@given(several=st.lists(NEW, max_size=4), kind=st.sampled_from(["mappings", "models", "generator"]))
def test_whatever_replaces_all_is_sent_in_order_and_is_all_there_is(
    writing: Writing, accusations: Any, several: list[dict[str, Any]], kind: str
) -> None:
    fake, requests = FakeTenant(api_key=KEY), []
    fake.add_action(1, id=7)
    makers: dict[str, Callable[[], Any]] = {
        "mappings": lambda: several,
        "models": lambda: tuple(NewCaseAction(**fields) for fields in several),
        "generator": lambda: (dict(fields) for fields in several),
    }
    with writing(fake, requests) as client:
        batch = client.call("replace_all", 1, makers[kind]())
        assert accusations(requests[0]) == []
        assert _exact(_body(requests)) == _exact({"actions": [sent(fields) for fields in several]})
        assert client.iterate(1).rest() == batch.actions
    assert isinstance(batch, CaseActionBatch)
    assert 7 not in [action.id for action in batch.actions]


def test_the_fields_of_a_body_stand_in_the_documents_order(writing: Writing, fake: FakeTenant) -> None:
    requests: list[httpx.Request] = []
    with writing(fake, requests) as client:
        client.call("create", 1, query_params={"b": 1, "a": 2}, action_text="", **dict(reversed(GIVEN.items())))
    assert list(json.loads(requests[0].content)) == ["url", "label", "action_type", "action_text", "query_params"]
    assert requests[0].content.endswith(b'"query_params":{"b":1,"a":2}}')


def test_actions_just_read_replace_all_without_what_the_server_owns(writing: Writing, fake: FakeTenant) -> None:
    fake.add_action(1, id=8, action_text=None, query_params=None)
    requests: list[httpx.Request] = []
    with writing(fake, requests) as client:
        read = [*client.iterate(1), client.call("get", 1, 7), json.loads(fake.journal[0].response.body)["actions"][1]]
        requests.clear()
        client.call("replace_all", 2 - 1, read)
    whole = {"url", "label", "action_type", "action_text", "query_params"}
    assert [set(action) for action in _body(requests)["actions"]] == [
        whole,
        whole - {"action_text", "query_params"},
        whole,
        whole - {"action_text", "query_params"},
    ]


@pytest.mark.parametrize("more", [{}, {"action_text": None}, {"query_params": {"a": 1}}], ids=str)
def test_a_new_action_as_json_holds_what_was_given_and_no_more(more: dict[str, Any]) -> None:
    assert jsonable(NewCaseAction(**GIVEN, **more)) == {**GIVEN, **more}
    assert json.loads(to_json([NewCaseAction(**GIVEN, **more)])) == [{**GIVEN, **more}]


def test_deleting_gives_none_and_sends_no_body(writing: Writing, fake: FakeTenant, accusations: Any) -> None:
    requests: list[httpx.Request] = []
    with writing(fake, requests) as client:
        assert client.call("delete", 1, 7) is None
        assert [accusations(request) for request in requests] == [[]]
        with pytest.raises(NotFoundError):
            client.call("delete", 1, 7)


def _without_address(value: Any) -> str:
    """An id that is the same in each process."""
    return ascii(value).partition(" at 0x")[0]


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values], ids=_without_address
)
def test_a_wrong_field_is_refused_by_its_name_and_nothing_is_sent(
    writing: Writing, fake: FakeTenant, name: str, value: Any
) -> None:
    requests: list[httpx.Request] = []
    wrong: dict[str, Any] = {**GIVEN, name: value}
    with writing(fake, requests) as client:
        for method, arguments, named, message in (
            ("create", (1,), wrong, name),
            ("update", (1, 7), {name: value}, name),
            ("replace_all", (1, [GIVEN, wrong]), {}, rf"actions\[1\]\.{name}"),
            ("replace_all", (1, [NewCaseAction(**wrong)]), {}, rf"actions\[0\]\.{name}"),
        ):
            with pytest.raises((TypeError, ValueError), match=rf"^(a \w+ in )?{message}\b"):
                client.call(method, *arguments, **named)
    assert requests == []


@pytest.mark.parametrize("depth", [2_000, 100_000])
def test_parameters_that_are_nested_too_deeply_are_refused(writing: Writing, fake: FakeTenant, depth: int) -> None:
    requests: list[httpx.Request] = []
    with writing(fake, requests) as client, pytest.raises(ValueError, match="query_params is nested too deeply"):
        client.call("create", 1, **GIVEN, query_params=nested(depth))
    assert requests == []


@pytest.mark.parametrize(
    ("actions", "message"),
    [
        (7, "actions must be an iterable"),
        (None, "actions must be an iterable"),
        ("actions", "actions must be an iterable"),
        (GIVEN, "actions must be an iterable"),
        (NewCaseAction(**GIVEN), "actions must be an iterable"),
        ([7], r"actions\[0\] must be a model or a mapping, not int"),
        ([NewCaseAction], r"actions\[0\] must be a model or a mapping, not type"),
        ([{**GIVEN, "lable": "x"}], r"actions\[0\].lable is no field"),
        ([{**GIVEN, 5: "x"}], r"actions\[0\].5 is no field"),
        ([GIVEN, {"url": "", "label": ""}], r"actions\[1\].action_type is missing"),
    ],
    ids=str,
)
def test_what_cannot_replace_all_is_refused_and_nothing_is_sent(
    writing: Writing, fake: FakeTenant, actions: Any, message: str
) -> None:
    requests: list[httpx.Request] = []
    with writing(fake, requests) as client, pytest.raises((TypeError, ValueError), match=message):
        client.call("replace_all", 1, actions)
    assert requests == []


@pytest.mark.parametrize("number", [0, -1, 2**63, "1", 1.0, True, None])
@pytest.mark.parametrize(
    ("method", "named"),
    [("get", {}), ("update", {"label": "x"}), ("delete", {}), ("create", GIVEN), ("replace_all", {"actions": []})],
)
def test_a_number_that_makes_no_sense_is_refused_and_nothing_is_sent(
    writing: Writing, fake: FakeTenant, number: Any, method: str, named: Any
) -> None:
    requests: list[httpx.Request] = []
    of_case = method in ("create", "replace_all")
    calls = [(number,)] if of_case else [(number, 7), (1, number)]
    with writing(fake, requests) as client:
        for arguments in calls:
            with pytest.raises((TypeError, ValueError), match=r"^(case_)?id must be"):
                client.call(method, *arguments, **named)
    assert requests == []


def test_an_action_of_a_type_that_this_version_does_not_know_is_sent_as_it_was_read(opened: Any) -> None:
    """A case can be rewritten although the API has got a new type."""
    times = {"created_at": "2026-04-01T10:00:00Z", "updated_at": "2026-04-01T10:00:00Z"}
    form = {**GIVEN, **times, "case_id": 1, "id": 7, "story_name": None, "story_emoji": None, "action_type": "form"}
    sent: list[Any] = []

    def respond(request: httpx.Request) -> httpx.Response:
        if request.method != "GET":
            sent.append(json.loads(request.content))
        return httpx.Response(200, json={"case_id": 1, "actions": [form]} if "batch" in request.url.path else form)

    with opened(respond) as client:
        read = client.call("get", 1, 7)
        assert read.action_type == ActionType("form")
        client.call("replace_all", 1, [read])
        client.call("update", 1, 7, action_type=read.action_type)
    assert [body["action_type"] for body in (sent[0]["actions"][0], sent[1])] == ["form", "form"]


def test_what_the_tenant_refuses_all_the_same_is_said_field_by_field(opened: Any) -> None:
    refusal = {"errors": [{"message": "label is too long"}, {"message": "url is https://a.example/webhook/secret"}]}
    with opened(lambda _: httpx.Response(422, json=refusal)) as client, pytest.raises(UnprocessableError) as caught:
        client.call("create", 1, **GIVEN)
    assert caught.value.messages == ("label is too long", "url is https://a.example/***")
