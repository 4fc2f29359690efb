"""Which wanted action becomes which that is there: held against all ways to pair them."""

import cProfile
import io
from collections import Counter, UserString
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.client.writes.conftest import tenant
from contract_tests.client_adapters import KEY
from tines_cases import TinesClient, Update
from tines_fake import FakeTenant, Quirks
from tines_runtime.call.body import Fields, text
from tines_runtime.plan.matching import Matching

_FIELDS = {
    "label": st.sampled_from("AB"),
    "url": st.sampled_from(["https://a.example", "https://b.example"]),
    "action_type": st.just("page"),
}
_TEXTS, _PARAMS = st.sampled_from([None, "", "Go"]), st.sampled_from([None, {}, {"a": 1}])
_THERE = st.lists(st.fixed_dictionaries(_FIELDS | {"action_text": _TEXTS, "query_params": _PARAMS}), max_size=4)
_WANTED = st.lists(
    st.fixed_dictionaries(
        _FIELDS, optional={"action_text": _TEXTS, "query_params": _PARAMS, "id": st.sampled_from([2, 3, 99])}
    ),
    max_size=4,
    # An id that is there names one item.
    unique_by=lambda one: one.get("id") if one.get("id") in (2, 3) else id(one),
)
_QUIRKS = st.builds(
    Quirks,
    order=st.sampled_from(["id", "id-down", "label", "updated"]),
    new_text=st.sampled_from(["null", "empty", "by-type"]),
    no_query_params=st.sampled_from(["null", "empty", "absent"]),
)


def _client(fake: FakeTenant) -> TinesClient:
    return TinesClient(fake.origin, KEY, transport=fake.transport())


def _equal(item: Mapping[str, Any], one: Mapping[str, Any], without: str = "id") -> bool:
    names = one.keys() - {"id", without}
    return all(item[name] == one[name] or not (item[name] or one[name]) for name in names)


def _costs(wanted: list[dict[str, Any]], free: Mapping[int, dict[str, Any]]) -> Iterator[int]:
    """The writes of each way to pair them."""
    if not wanted:
        yield len(free)
        return
    one, *others = wanted
    yield from (1 + cost for cost in _costs(others, free))
    for number, item in free.items():
        if number == one.get("id") or item["label"] == one["label"] or _equal(item, one, without="label"):
            rest = {other: free[other] for other in free if other != number}
            yield from (cost + (not _equal(item, one)) for cost in _costs(others, rest))


@settings(max_examples=250)
@given(there=_THERE, wanted=_WANTED)
def test_no_way_to_pair_them_needs_fewer_writes(there: Any, wanted: Any) -> None:
    with _client(tenant(*there)) as tines:
        plan = tines.case_actions.plan(1, wanted)
    assert len(plan.writes) == min(_costs(wanted, dict(enumerate(there, 1))))


@settings(max_examples=100)
@given(there=_THERE, wanted=_WANTED, quirks=_QUIRKS)
def test_a_plan_that_was_applied_leaves_nothing_to_do(there: Any, wanted: Any, quirks: Quirks) -> None:
    fake = tenant(*there, quirks=quirks)
    with _client(fake) as tines:
        plan = tines.case_actions.plan(1, wanted)
        assert _written(fake) == {}
        plan.apply()
        assert tines.case_actions.plan(1, wanted).writes == []
        held = list(tines.case_actions.iterate(1))
        assert tines.case_actions.plan(1, reversed(held)).writes == []
    kinds = Counter({"POST": len(plan.creates), "PUT": len(plan.updates), "DELETE": len(plan.deletes)})
    assert _written(fake) == +kinds
    for name in _FIELDS:
        assert Counter(getattr(item, name) for item in held) == Counter(one[name] for one in wanted)


def _written(fake: FakeTenant) -> Counter[str]:
    """How often each method was used that writes; none of them writes all at once."""
    requests = [exchange.request for exchange in fake.journal]
    assert not any("batch" in request.path for request in requests)
    return Counter(request.method for request in requests if request.method != "GET")


_A, _B = ({"label": "Run", "url": f"https://{host}.example", "action_type": "page"} for host in "ab")


_C = {"label": "New", "url": "https://c.example", "action_type": "page"}


@pytest.mark.parametrize(
    ("wanted", "writes"),
    [
        ([_B, _A], []),
        ([_B], ["delete 1 'Run'"]),
        ([{**_B, "label": "New"}, _A], ["update 2 'Run': label"]),
        ([{**_B, "id": 1}, _A], []),
        ([{**_B, "id": 2, "label": "New", "url": ""}, _A], ["update 2 'Run': url, label"]),
        ([{**_A, "label": "Run", "url": ""}, {"id": 1, **_C}], ["update 2 'Run': url", "update 1 'Run': url, label"]),
    ],
    ids=["turned", "the second", "one renamed", "an id by chance", "an id", "an id before a label"],
)
def test_two_of_one_label_are_told_apart(writing: Any, wanted: Any, writes: list[str]) -> None:
    with writing(tenant(_A, _B)) as client:
        plan = client.call("plan", 1, wanted)
    assert [str(write) for write in plan.writes] == writes


def test_of_two_that_are_equal_the_one_whose_id_is_given_stays(writing: Any) -> None:
    with writing(tenant(_A, _A, _A)) as client:
        plan = client.call("plan", 1, [_A, {**_A, "id": 3}])
    assert [str(write) for write in plan.writes] == ["delete 2 'Run'"]


@pytest.mark.parametrize("shown", [None, ""], ids=repr)
@pytest.mark.parametrize("own", [{}, {"id": 7}], ids=["no id", "id"])
def test_null_clears_what_is_shown_and_nothing_else(writing: Any, own: Any, shown: Any) -> None:
    fake = tenant({"id": 7, **_A, "action_text": shown, "query_params": {"a": 1}})
    with writing(fake) as client:
        left_out = client.call("plan", 1, [{**_A, **own}])
        cleared = client.call("plan", 1, [{**_A, **own, "action_text": None, "query_params": None}])
    assert left_out.writes == []
    assert [dict(update.changes) for update in cleared.updates] == [{"query_params": None}]


_NO_LISTS = [{}, _A, "", "text", b"", bytearray(), 0, 1.5, None, UserString(""), io.StringIO(), io.BytesIO()]


@pytest.mark.parametrize("wanted", _NO_LISTS, ids=lambda wanted: f"{type(wanted).__name__} {wanted!r:.6}")
def test_what_is_no_list_is_refused_before_anything_is_read(writing: Any, fake: FakeTenant, wanted: Any) -> None:
    with writing(fake) as client, pytest.raises(TypeError, match="wanted must be an iterable"):
        client.call("plan", 1, wanted)
    assert len(fake.journal) == 0


def test_items_that_were_read_before_are_refused(fake: FakeTenant) -> None:
    with _client(fake) as tines:
        read, half, paged, counted = (tines.case_actions.iterate(1) for _ in range(4))
        assert [len(list(read)), len([next(half)]), len(list(paged.pages())), counted.total()] == [1, 1, 1, 1]
        for spent in (read, half, paged):
            with pytest.raises(ValueError, match="wanted was read before"):
                tines.case_actions.plan(1, spent)
        assert tines.case_actions.plan(1, counted).writes == []


def test_an_iterator_is_read_once_when_the_plan_is_made(writing: Any, fake: FakeTenant) -> None:
    wanted = iter([_A, _B])
    with writing(fake) as client:
        plan = client.call("plan", 1, wanted)
        assert list(wanted) == []
        client.apply(plan)
        assert [item.url for item in client.iterate(1).rest()] == [_A["url"], _B["url"]]


def _calls(count: int) -> int:
    """For a plan of so many that are there in another order, under few labels: a third moves, a third is renamed."""
    there = [{**_A, "label": f"L{number % 5}", "url": f"https://{number}.example"} for number in range(count)]
    changed = ({}, {"url": "https://moved.example"}, {"label": "New"})
    wanted = [{**one, **changed[number % 3]} for number, one in enumerate(there)]
    with _client(tenant(*there)) as tines, cProfile.Profile() as profile:
        plan = tines.case_actions.plan(1, reversed(wanted))
    assert {type(write) for write in plan.writes} == {Update}
    return sum(one.callcount for one in profile.getstats())


def test_the_effort_for_a_plan_grows_with_the_list_and_no_faster() -> None:
    assert _calls(3_000) < 6.5 * _calls(500)


def test_what_gives_nothing_but_its_title_renames_nothing() -> None:
    matching = Matching(Fields({"name": text}), id="number", title="name")
    found = matching.changes([{"name": "New"}])([SimpleNamespace(number=1, name="Old")])
    assert list(map(str, found.writes)) == ["create 'New'", "delete 1 'Old'"]
