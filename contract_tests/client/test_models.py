"""What people do with what was read: look at it, keep it, compare it, hand it to JSON and to a table."""

import copy
import json
import pickle
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tines_cases
from tines_cases import ActionType, CaseAction, CaseActionPage, PageMeta, from_json, jsonable, to_json
from tines_cases.errors import DecodeError

_TRAVELS = [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))]
_MOMENT = datetime(2026, 4, 1, 12, 30, 5, tzinfo=timezone(timedelta(hours=2)))
_GIVEN: dict[str, Any] = {
    "id": 1,
    "url": "https://hooks.example/webhook/path/s3cret?token=s3cret",
    "label": "Escalate",
    "story_name": None,
    "story_emoji": ":fire:",
    "query_params": {"notify": True, "nested": [{"a": None}]},
}


def _action(**changes: Any) -> CaseAction:
    times = {"created_at": _MOMENT, "updated_at": _MOMENT.astimezone(UTC)}
    return CaseAction(**{**_GIVEN, "action_type": ActionType.WEBHOOK, **times, **changes})


def _page(count: int) -> CaseActionPage:
    meta = PageMeta(count=count, current_page=None, next_page=None, pages=1, per_page=500, previous_page=None)
    return CaseActionPage(case_id=1, actions=[_action(id=number) for number in range(count)], meta=meta)


_MODELS = [_action(), _action(action_type=ActionType("new")), _page(0), _page(3), _page(3).meta]


@pytest.mark.parametrize("model", _MODELS)
@pytest.mark.parametrize("travel", _TRAVELS)
def test_models_travel_and_stay_equal(model: Any, travel: Any) -> None:
    other = travel(model)
    assert other == model
    assert hash(other) == hash(model)
    assert repr(other) == repr(model)


def test_a_page_of_500_is_shown_in_few_words() -> None:
    text = repr(_page(500))
    assert "and 499 more]" in text
    assert text.count("CaseAction(") == 1
    assert len(text) < 1000
    assert "actions=[]" in repr(_page(0))
    assert "more" not in repr(_page(1))


@pytest.mark.parametrize("model", [_action(), _page(1), _page(3)])
def test_no_repr_shows_a_webhook_secret(model: Any) -> None:
    assert "s3cret" not in repr(model)
    assert "https://hooks.example/***" in repr(model)
    assert "query_params={'notify': ***, 'nested': ***}" in repr(model)


def test_a_model_becomes_json_with_its_times_in_utc() -> None:
    times = dict.fromkeys(["created_at", "updated_at"], "2026-04-01T10:30:05Z")
    expected = {**_GIVEN, "page_emoji": None, "action_type": "webhook", "action_text": None, **times}
    assert jsonable(_action()) == expected
    assert json.loads(to_json(_action())) == expected
    assert json.loads(to_json(iter([_action(), _action()]))) == [expected, expected]
    assert json.loads(to_json(_page(1)))["actions"] == [{**expected, "id": 0}]


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 1, 1, 0, 0, 0, 125000, tzinfo=UTC), "2026-01-01T00:00:00.125000Z"),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=23))), "0001-01-01T00:00:00+23:00"),
        (datetime(9999, 12, 31, tzinfo=timezone(timedelta(hours=-23))), "9999-12-31T23:00:00Z"),
    ],
)
def test_every_instant_becomes_a_timestamp(moment: datetime, text: str) -> None:
    assert jsonable(_action(created_at=moment))["created_at"] == text


_TIMES = st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC))
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_VALUES = st.recursive(st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | _TEXTS, st.lists, max_leaves=5)
_ACTIONS = st.builds(
    _action,
    id=st.integers(1, 2**63 - 1),
    label=_TEXTS,
    url=_TEXTS,
    action_type=_TEXTS.map(ActionType),
    action_text=st.none() | _TEXTS,
    query_params=st.none() | st.dictionaries(_TEXTS, _VALUES, max_size=3),
    created_at=_TIMES,
    updated_at=_TIMES,
)


@given(actions=st.lists(_ACTIONS, max_size=3))
def test_from_json_is_the_inverse_of_to_json(actions: list[CaseAction]) -> None:
    assert from_json(list[CaseAction], to_json(actions)) == actions
    for action in actions:
        assert from_json(CaseAction, to_json(action).decode()) == action


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (b"{}", "missing required field `id`"),
        (b"{", "truncated"),
        (b'{"query_params": {"a": ' + b"[" * 1_000_000, "Recursion"),
        (b'"\xff"', ""),
    ],
)
def test_from_json_says_what_cannot_be_read(text: bytes, named: str) -> None:
    with pytest.raises(DecodeError, match=f"^no CaseAction can be made of the JSON: .*{named}"):
        from_json(CaseAction, text)


async def _later() -> AsyncIterator[CaseAction]:
    yield _action()


@pytest.mark.parametrize(("given", "named"), [(_later(), "async_generator"), (7, "int"), ([7], "int"), ("ab", "str")])
def test_what_is_no_model_is_not_made_json(given: Any, named: str) -> None:
    with pytest.raises(TypeError, match=f"to_json takes a model or an iterable of models, not (of )?{named}"):
        to_json(given)


def test_names_are_completed_before_they_are_loaded() -> None:
    for module in (tines_cases, tines_cases.models):
        assert {*module.__all__, "__name__"} <= {*dir(module)}


def test_a_value_that_is_not_known_does_not_look_like_one_that_is() -> None:
    assert repr(ActionType("webhook")) == "<ActionType.WEBHOOK: 'webhook'>"
    assert repr(ActionType("WEBHOOK")) == "<ActionType without a name: 'WEBHOOK'>"
