"""A case is made to hold just what is wanted, by the fewest writes, which can be looked at before."""

from typing import Any

import anyio
import anyio.lowlevel
import httpx
import pytest

from contract_tests.client.writes.conftest import NEW, tenant
from contract_tests.client_adapters import KEY
from tines_cases import AsyncTinesClient, NewCaseAction, TinesClient
from tines_cases.errors import ServerError, UnprocessableError
from tines_fake import FakeTenant


def test_a_plan_can_be_read_before_it_is_applied(writing: Any, fake: FakeTenant) -> None:
    fake.add_action(1, id=8, label="Same", url="https://same.example", action_type="page")
    fake.add_action(1, id=9, label="Gone")
    same = {"url": "https://same.example", "label": "Same", "action_type": "page"}
    with writing(fake) as client:
        plan = client.call("plan", 1, [NewCaseAction(**NEW), {**NEW, "label": "Old"}, same])
    assert str(plan).splitlines() == [
        "create 'New'",
        "update 7 'Old': url",
        "delete 9 'Gone'",
        "1 stay as they are; action_text of 2 left alone; query_params of 1 left alone",
    ]
    assert (plan.updates[0].old, plan.updates[0].changes) == ({"url": "https://old.example"}, {"url": NEW["url"]})
    assert plan.left_alone == {"action_text": [7, 8], "query_params": [7]}
    assert plan.creates[0].fields["label"] == "New"
    assert "s3cret" not in f"{plan!r}{plan}"


def test_what_was_read_is_found_by_its_id_and_else_by_its_label_or_a_key(writing: Any, fake: FakeTenant) -> None:
    with writing(fake) as client:
        (read,) = client.iterate(1).rest()
        assert client.call("plan", 1, [read]).writes == []
        renamed = client.call("plan", 1, [{**NEW, "id": 7, "label": "New"}])
        assert [str(write) for write in renamed.writes] == ["update 7 'Old': url, label"]
        by_url = [{"url": read.url, "label": "New", "action_type": read.action_type}]
        plan = client.call("plan", 1, by_url, key=lambda one: one["url"] if isinstance(one, dict) else one.url)
        assert [str(write) for write in plan.writes] == ["update 7 'Old': label"]
        with pytest.raises(ValueError, match="two items whose id is the same"):
            client.call("plan", 1, [read, read])
        with pytest.raises(ValueError, match=r"wanted\[1\].label is missing"):
            client.call("plan", 1, [read, {"url": "https://a.example"}])


def test_items_of_another_case_are_wanted_without_what_no_write_takes_as_null(writing: Any) -> None:
    fake = tenant()
    fake.case(2).add("notes", title="Summary", content=None)
    with writing(fake) as client:
        notes = client.of("case_notes")
        plan = notes.call("plan", 1, notes.iterate(2).rest())
        notes.apply(plan)
        assert [str(write) for write in plan.writes] == ["create 'Summary'"]
        with pytest.raises(TypeError, match=r"wanted\[0\].content must be a str, not NoneType"):
            notes.call("plan", 1, [{"title": "Summary", "content": None}])
    assert [one["title"] for one in fake.case(1).items("notes")] == ["Summary"]


@pytest.mark.parametrize(
    ("there", "wanted", "changes"),
    [
        ({"a": 1}, {"a": True}, 1),
        ({"a": [False, {"b": 0}]}, {"a": [0, {"b": 0}]}, 1),
        ({"a": [False, {"b": 0}]}, {"a": [False, {"b": False}]}, 1),
        ({"a": [1]}, {"a": [1, 1]}, 1),
        ({"a": 1, "b": [True, None, "x"]}, {"b": (True, None, "x"), "a": 1.0}, 0),
        ({}, None, 0),
    ],
)
def test_a_plan_tells_values_apart_as_json_does(writing: Any, there: Any, wanted: Any, changes: int) -> None:
    fake = tenant({"label": "A", "url": "https://a.example", "query_params": there})
    with writing(fake) as client:
        (read,) = client.iterate(1).rest()
        plan = client.call("plan", 1, [{**NEW, "url": read.url, "label": "A", "query_params": wanted}])
    assert (len(plan.updates), len(plan.writes)) == (changes, changes)


def test_a_plan_stops_at_an_error_says_how_far_it_came_and_goes_on(opened: Any, fake: FakeTenant) -> None:
    transport, broken = fake.transport(), [True]

    def respond(request: httpx.Request) -> httpx.Response:
        if request.method == "POST" and b"Third" in request.content and broken:
            broken.pop()
            return httpx.Response(422)
        return transport.handle_request(request)

    with opened(respond) as client:
        plan = client.call("plan", 1, [{**NEW, "label": label} for label in ("First", "Second", "Third")])
        with pytest.raises(UnprocessableError) as caught:
            client.apply(plan)
        assert caught.value.__notes__ == [
            "2 of 4 writes are done, and this failed: create 'Third'. Plan again to go on."
        ]
        assert [str(write) for write in plan.done] == ["create 'First'", "create 'Second'"]
        assert [str(write) for write in plan.left] == ["create 'Third'", "delete 7 'Old'"]
        frames = [entry.frame.f_locals for entry in caught.traceback if "tines_" in str(entry.path)]
        assert "s3cret" not in repr(frames)
        client.apply(plan)
        assert [item.label for item in client.iterate(1).rest()] == ["First", "Second", "Third"]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_plan_that_is_being_applied_is_not_applied_again_meanwhile(fake: FakeTenant, backend: str) -> None:
    errors: list[RuntimeError] = []
    tenant = fake.transport()

    async def respond(request: httpx.Request) -> httpx.Response:
        await anyio.lowlevel.checkpoint()
        return tenant.handle_request(request)

    async def use() -> None:
        async def apply() -> None:
            try:
                await plan.apply()
            except RuntimeError as error:
                errors.append(error)

        async with AsyncTinesClient(fake.origin, KEY, transport=httpx.MockTransport(respond)) as tines:
            plan = await tines.case_actions.plan(1, [NEW, NEW, NEW])
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(apply)
                tasks.start_soon(apply)
            assert list(plan.done) == list(plan.writes)

    anyio.run(use, backend=backend)
    assert [str(error) for error in errors] == ["the plan is being applied"]
    assert len(fake.journal.requests(method="POST")) == 3


def test_an_action_can_know_its_own_id(writing: Any, fake: FakeTenant) -> None:
    with writing(fake) as client:
        made = client.call("create_with_own_id", 1, {**NEW, "query_params": {"a": "b"}}, id_name="button")
        assert made.query_params == {"a": "b", "button": str(made.id)}
        assert client.call("get", 1, made.id) == made


@pytest.mark.parametrize("removed", [True, False])
def test_an_action_that_cannot_be_told_its_id_is_removed_or_named(opened: Any, fake: FakeTenant, removed: bool) -> None:
    transport = fake.transport()

    def respond(request: httpx.Request) -> httpx.Response:
        if request.method == "PUT" or (request.method == "DELETE" and not removed):
            return httpx.Response(500)
        return transport.handle_request(request)

    with opened(respond) as client, pytest.raises(ServerError) as caught:
        client.call("create_with_own_id", 1, NEW)
    (note,) = caught.value.__notes__
    assert ("was removed again" in note) is removed
    assert ("is left, without its own id" in note) is not removed


@pytest.mark.parametrize("name", [7, None, "\ud800"], ids=repr)
def test_a_name_that_no_query_parameter_can_have_is_refused_before_an_action_is_made(opened: Any, name: Any) -> None:
    requests: list[httpx.Request] = []

    with opened(requests.append) as client, pytest.raises((TypeError, ValueError), match="id_name"):
        client.call("create_with_own_id", 1, NEW, id_name=name)
    assert requests == []


def test_an_interrupt_before_an_action_is_told_its_id_names_what_is_left(fake: FakeTenant) -> None:
    transport = fake.transport()

    def respond(request: httpx.Request) -> httpx.Response:
        if request.method == "PUT":
            raise KeyboardInterrupt
        return transport.handle_request(request)

    with TinesClient(fake.origin, KEY, transport=httpx.MockTransport(respond)) as tines:
        with pytest.raises(KeyboardInterrupt) as caught:
            tines.case_actions.create_with_own_id(1, NEW)
        left = max(tines.case_actions.iterate(1), key=lambda action: action.id)
    assert caught.value.__notes__ == [f"id {left.id} is left, without its own id"]
