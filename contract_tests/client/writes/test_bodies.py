"""Any argument that makes sense gives a request that the document allows and a tenant takes; no other one is sent."""

import datetime
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.client.conftest import blocking
from contract_tests.client.writes.conftest import NEW, tenant
from tines_cases import UNSET, ActionType, CaseActionBatch, CaseActionDetail, NewCaseAction, jsonable, to_json
from tines_fake import FakeTenant

_SETTINGS = settings(max_examples=25)
_NUMBERS = st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
_JSON = st.recursive(
    st.none() | st.booleans() | _NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_TEXTS = st.text() | st.sampled_from(["", "https://example.com/?a=b#c", "é🔥\u0000\n", '"\\'])
_PARAMS = st.dictionaries(st.text() | st.sampled_from(["case_id", "user"]), _JSON, max_size=3)
_TYPES = st.sampled_from(["webhook", "page", ActionType.WEBHOOK, ActionType("page")])
REQUIRED: dict[str, Any] = {"url": _TEXTS, "label": _TEXTS, "action_type": _TYPES}
OPTIONAL: dict[str, Any] = {
    "action_text": st.none() | _TEXTS | st.just(UNSET),
    "query_params": st.none() | _PARAMS | st.just(UNSET),
}
FIELDS = st.fixed_dictionaries(REQUIRED, optional=OPTIONAL)
CHANGES = st.fixed_dictionaries({}, optional={**{n: v | st.just(UNSET) for n, v in REQUIRED.items()}, **OPTIONAL})


def _nested(depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in range(depth):
        found = {"a": found}
    return found


_WRONG_TEXTS: tuple[Any, ...] = (7, True, b"text", ["text"], {}, object(), str, "\ud800")
WRONG: dict[str, tuple[Any, ...]] = {
    "url": (None, *_WRONG_TEXTS),
    "label": (None, *_WRONG_TEXTS),
    "action_type": (None, ActionType, *_WRONG_TEXTS),
    "action_text": _WRONG_TEXTS,
    "query_params": (
        *(7, "a=b", [("a", "b")], {1: "a"}, {"a": {2: 3}}, {"a": object()}, {"a": b"x"}, {"a": {"b"}}),
        *({"a": float("nan")}, {"a": [float("-inf")]}, {"a": 2**64}, {"\ud800": 1}, {"a": "\udfff"}),
        *({"a": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)}, _nested(2_000), _nested(100_000)),
    ),
}


def _sent(fields: dict[str, Any]) -> dict[str, Any]:
    """What such arguments are in JSON."""
    plain = {name: value for name, value in fields.items() if value is not UNSET}
    return {name: str(value) if isinstance(value, str) else value for name, value in plain.items()}


def _was_sent(fake: FakeTenant, method: str, path: str, body: Any) -> None:
    """Just this, first of all; true is another value than 1."""
    request = fake.journal[0].request
    assert (request.method, request.path, request.query) == (method, f"/api/v2/cases/1/actions{path}", "")
    assert request.headers["content-type"] == "application/json"
    assert json.dumps(json.loads(request.body), sort_keys=True) == json.dumps(body, sort_keys=True)


@blocking
@_SETTINGS
@given(fields=FIELDS)
def test_whatever_is_created_is_sent_as_given_and_read_back(writing: Any, fields: dict[str, Any]) -> None:
    fake = tenant()
    with writing(fake) as client:
        made = client.call("create", 1, **fields)
        assert client.call("get", 1, made.id) == made
    _was_sent(fake, "POST", "", _sent(fields))
    assert (type(made), made.case_id) == (CaseActionDetail, 1)
    assert {name: getattr(made, name) for name in _sent(fields)} == _sent(fields)


@blocking
@_SETTINGS
@given(fields=CHANGES)
def test_whatever_is_updated_is_sent_alone_and_changes_nothing_else(writing: Any, fields: dict[str, Any]) -> None:
    fake = tenant({"id": 7, "action_text": "Go", "query_params": {"a": 1}})
    with writing(fake) as client:
        before = client.call("get", 1, 7)
        fake.journal.clear()
        after = client.call("update", 1, 7, **fields)
    _was_sent(fake, "PUT", "/7", _sent(fields))
    for name in (*REQUIRED, *OPTIONAL):
        assert getattr(after, name) == _sent(fields).get(name, getattr(before, name))


MAKERS: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "mappings": lambda several: several,
    "models": lambda several: tuple(NewCaseAction(**fields) for fields in several),
    "generator": lambda several: (dict(fields) for fields in several),
}


@blocking
@_SETTINGS
@given(several=st.lists(FIELDS, max_size=4), kind=st.sampled_from(list(MAKERS)))
def test_whatever_replaces_all_is_sent_in_order_and_is_all_there_is(
    writing: Any, several: list[dict[str, Any]], kind: str
) -> None:
    fake = tenant({"id": 7})
    with writing(fake) as client:
        batch = client.call("replace_all", 1, MAKERS[kind](several))
        assert client.iterate(1).rest() == batch.actions
    _was_sent(fake, "PUT", "/batch", {"actions": [_sent(fields) for fields in several]})
    assert isinstance(batch, CaseActionBatch)
    assert 7 not in [action.id for action in batch.actions]


def test_actions_just_read_replace_all_without_what_the_server_owns(writing: Any, fake: FakeTenant) -> None:
    fake.add_action(1, id=8, action_text=None, query_params=None)
    with writing(fake) as client:
        read = [*client.iterate(1), client.call("get", 1, 7), json.loads(fake.journal[0].response.body)["actions"][1]]
        fake.journal.clear()
        client.call("replace_all", 1, read)
    shortest, whole = {*REQUIRED}, {*REQUIRED, *OPTIONAL}
    sent = json.loads(fake.journal[0].request.body)["actions"]
    assert [set(action) for action in sent] == [whole, shortest, whole, shortest]


@pytest.mark.parametrize("more", [{}, {"action_text": None}, {"query_params": {"a": 1}}], ids=str)
def test_a_new_action_as_json_holds_what_was_given_and_no_more(more: dict[str, Any]) -> None:
    assert jsonable(NewCaseAction(**NEW, **more)) == {**NEW, **more}
    assert json.loads(to_json([NewCaseAction(**NEW, **more)])) == [{**NEW, **more}]


def _is_refused(client: Any, message: str, method: str, *arguments: Any, **named: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=message):
        client.call(method, *arguments, **named)


@blocking
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_field_is_refused_by_its_name_and_nothing_is_sent(writing: Any, fake: FakeTenant, name: str) -> None:
    with writing(fake) as client:
        for value in WRONG[name]:
            wrong: dict[str, Any] = {**NEW, name: value}
            _is_refused(client, rf"^(a \w+ in )?{name}\b", "create", 1, **wrong)
            _is_refused(client, rf"^(a \w+ in )?{name}\b", "update", 1, 7, **{name: value})
            _is_refused(client, rf"^(a \w+ in )?actions\[1\]\.{name}\b", "replace_all", 1, [NEW, wrong])
            _is_refused(client, rf"actions\[0\]\.{name}\b", "replace_all", 1, [NewCaseAction(**wrong)])
    assert len(fake.journal) == 0


@pytest.mark.parametrize(
    ("actions", "message"),
    [
        *((wrong, "actions must be an iterable") for wrong in (7, None, "actions", NEW, NewCaseAction(**NEW))),
        ([7], r"actions\[0\] must be a model or a mapping, not int"),
        ([NewCaseAction], r"actions\[0\] must be a model or a mapping, not type"),
        ([{**NEW, "lable": "x"}], r"actions\[0\].lable is no field"),
        ([{**NEW, 5: "x"}], r"actions\[0\].5 is no field"),
        ([NEW, {"url": "", "label": ""}], r"actions\[1\].action_type is missing"),
    ],
    ids=str,
)
def test_what_cannot_replace_all_is_refused_and_nothing_is_sent(
    writing: Any, fake: FakeTenant, actions: Any, message: str
) -> None:
    with writing(fake) as client:
        _is_refused(client, message, "replace_all", 1, actions)
    assert len(fake.journal) == 0


def test_an_action_of_a_type_that_this_version_does_not_know_is_sent_as_it_was_read(opened: Any) -> None:
    """A case can be rewritten although the API has got a new type."""
    times = {"created_at": "2026-04-01T10:00:00Z", "updated_at": "2026-04-01T10:00:00Z"}
    form = {**NEW, **times, "case_id": 1, "id": 7, "story_name": None, "story_emoji": None, "action_type": "form"}
    sent: list[Any] = []

    def respond(request: httpx.Request) -> httpx.Response:
        if request.method != "GET":
            sent.append(json.loads(request.content))
        return httpx.Response(200, json={"case_id": 1, "actions": [form]} if "batch" in request.url.path else form)

    with opened(respond) as client:
        read = client.call("get", 1, 7)
        client.call("replace_all", 1, [read])
        client.call("update", 1, 7, action_type=read.action_type)
    assert [body["action_type"] for body in (sent[0]["actions"][0], sent[1])] == ["form", "form"]
