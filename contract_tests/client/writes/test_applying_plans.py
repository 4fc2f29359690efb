"""A plan is applied to what it was made of: it looks again, keeps to its bound, and waits as the tenant asks."""

from typing import Any

import httpx
import pytest

from contract_tests.client.writes.conftest import NEW, tenant
from contract_tests.client_adapters import KEY
from tines_cases import AsyncTinesClient, RetryPolicy, TinesClient
from tines_cases.errors import PlanOutdatedError, RateLimitError, TinesError, TooManyDeletesError
from tines_fake import FakeTenant, Quirks, VirtualClock, failures

CRITICAL = "CRITICAL do not delete"


def _writes(fake: FakeTenant) -> list[str]:
    return [exchange.request.method for exchange in fake.journal if exchange.request.method != "GET"]


def _colleague(fake: FakeTenant, **changes: Any) -> None:
    with TinesClient(fake.origin, KEY, transport=fake.transport()) as tines:
        tines.case_actions.update(1, 7, **changes)
    fake.journal.clear()


@pytest.mark.parametrize(
    ("wanted", "changes", "changed"),
    [
        ([NEW], {"label": CRITICAL}, ("label",)),
        ([NEW], {"url": NEW["url"], "action_text": ""}, ("url", "action_text")),
        ([NEW], {"query_params": {"a": True}}, ("query_params",)),
        ([NEW, {**NEW, "label": "Old"}], {"query_params": {"a": True}}, ("query_params",)),
        ([NEW, {**NEW, "label": "Old"}], {"url": "https://other.example"}, ("url",)),
    ],
    ids=["a delete", "its URL and text", "its parameters", "an update of another field", "an update of the same field"],
)
def test_an_item_that_somebody_has_changed_stops_the_plan(
    writing: Any, fake: FakeTenant, wanted: Any, changes: Any, changed: tuple[str, ...]
) -> None:
    with writing(fake) as client:
        plan = client.call("plan", 1, wanted)
        _colleague(fake, **changes)
        with pytest.raises(PlanOutdatedError) as caught:
            client.apply(plan)
    assert (caught.value.item_id, caught.value.changed) == (7, changed)
    assert f"7 'Old' has changed since the plan was made: {', '.join(changed)}" in str(caught.value)
    assert (CRITICAL in str(caught.value)) is (changed == ("label",))
    assert caught.value.__notes__ == [f"0 of {len(plan.writes)} writes are done."]
    assert "s3cret" not in repr([str(caught.value), *(entry.frame.f_locals for entry in caught.traceback[1:])])
    assert _writes(fake) == []


@pytest.mark.parametrize("params_shown", ["everywhere", "alone", "in-lists"])
def test_an_item_that_changes_while_a_plan_is_applied_stops_it(opened: Any, params_shown: Any) -> None:
    fake = tenant({"id": 7, "label": "Old", "query_params": {"a": 1}}, quirks=Quirks(params_shown=params_shown))
    transport = fake.transport()

    def respond(request: httpx.Request) -> httpx.Response:
        response = transport.handle_request(request)
        if request.method == "POST":
            _colleague(fake, label=CRITICAL)
        return response

    with opened(respond) as client:
        plan = client.call("plan", 1, [NEW])
        with pytest.raises(PlanOutdatedError):
            client.apply(plan)
        assert [str(write) for write in plan.left] == ["delete 7 'Old'"]
        assert _writes(fake) == []
        client.apply(client.call("plan", 1, [NEW]))
        assert [item.label for item in client.iterate(1).rest()] == ["New"]


@pytest.mark.parametrize("deleted_again", [204, 404])
def test_what_is_gone_needs_no_delete_and_cannot_be_updated(writing: Any, deleted_again: Any) -> None:
    fake = tenant({"id": 7, "label": "Old"}, quirks=Quirks(deleted_again=deleted_again))
    with writing(fake) as client:
        delete, update = client.call("plan", 1, []), client.call("plan", 1, [{**NEW, "label": "Old"}])
        client.call("delete", 1, 7)
        client.apply(delete)
        with pytest.raises(PlanOutdatedError, match="7 'Old' was deleted since the plan was made"):
            client.apply(update)
    assert (len(delete.done), update.done) == (1, [])


def test_what_is_as_it_is_to_be_is_not_outdated(writing: Any, fake: FakeTenant) -> None:
    with writing(fake) as client:
        plan = client.call("plan", 1, [{**NEW, "label": "Old"}])
        _colleague(fake, url=NEW["url"])
        client.apply(plan)
        assert client.call("plan", 1, [{**NEW, "label": "Old"}]).writes == []


def test_a_plan_deletes_no_more_than_it_may(writing: Any, fake: FakeTenant) -> None:
    fake.add_action(1, id=8, label="Older")
    with writing(fake) as client:
        plan = client.call("plan", 1, [NEW])
        fake.journal.clear()
        with pytest.raises(TooManyDeletesError, match="deletes 2 items, more than max_deletes=1: nothing was written"):
            client.apply(plan, max_deletes=1)
        for wrong in (True, 1.5, -1):
            with pytest.raises((TypeError, ValueError), match="max_deletes"):
                client.apply(plan, max_deletes=wrong)
        assert len(fake.journal) == 0
        client.apply(plan, max_deletes=2)
        assert [item.label for item in client.iterate(1).rest()] == ["New"]


@pytest.mark.parametrize("failure", [failures.status(500), failures.reset("after"), failures.malformed()], ids=str)
def test_what_may_have_been_created_is_not_created_again(writing: Any, fake: FakeTenant, failure: Any) -> None:
    with writing(fake) as client:
        plan = client.call("plan", 1, [NEW])
        with fake.faults(failure, operation="createCaseAction", nth=1), pytest.raises(TinesError):
            client.apply(plan)
        before = _writes(fake)
        with pytest.raises(PlanOutdatedError, match="not known whether this was done: create 'New'"):
            client.apply(plan)
        assert _writes(fake) == before == ["POST"]
        client.apply(client.call("plan", 1, [NEW]))
    assert [action["label"] for action in fake.case(1).actions] == ["New"]


def test_what_somebody_has_created_meanwhile_is_not_created_once_more(writing: Any, fake: FakeTenant) -> None:
    with writing(fake) as client:
        old = {**NEW, "label": "Old", "id": 7}
        client.apply(client.call("plan", 1, [old]))
        mine, theirs = (client.call("plan", 1, [old, NEW]) for _ in range(2))
        client.apply(theirs)
        created = fake.case(1).actions[-1]["id"]
        fake.journal.clear()
        with pytest.raises(PlanOutdatedError, match=f"{created} 'New' was created since the plan was made: plan again"):
            client.apply(mine)
    assert _writes(fake) == []


def test_what_a_plan_has_created_itself_does_not_stop_it(writing: Any, fake: FakeTenant) -> None:
    with writing(fake) as client:
        plan = client.call("plan", 1, [NEW, NEW])
        with fake.faults(failures.status(422), operation="createCaseAction", nth=2), pytest.raises(TinesError):
            client.apply(plan)
        client.apply(plan)
    assert [action["label"] for action in fake.case(1).actions] == ["New", "New"]


_MANY = [{**NEW, "label": f"{number}"} for number in range(250)]


def _limited() -> FakeTenant:
    return tenant({"id": 7, "label": "Old"}, clock=VirtualClock())


def test_a_plan_waits_as_the_tenant_asks() -> None:
    fake = _limited()
    with TinesClient(fake.origin, KEY, transport=fake.transport()) as tines, fake.faults(failures.rate_limit(100)):
        tines.case_actions.plan(1, _MANY).apply()
    assert [action["label"] for action in fake.case(1).actions] == [one["label"] for one in _MANY]


@pytest.mark.anyio
async def test_an_async_plan_waits_as_the_tenant_asks() -> None:
    fake = _limited()
    with fake.faults(failures.rate_limit(100)):
        async with AsyncTinesClient(fake.origin, KEY, transport=fake.async_transport()) as tines:
            await (await tines.case_actions.plan(1, _MANY)).apply()
    assert len(fake.case(1).actions) == 250


def test_a_plan_waits_no_longer_than_its_policy_allows() -> None:
    fake = _limited()
    policy = RetryPolicy(max_retry_after=10)
    with TinesClient(fake.origin, KEY, retry=policy, transport=fake.transport()) as tines:
        plan = tines.case_actions.plan(1, _MANY)
        with fake.faults(failures.rate_limited(20), operation="createCaseAction"), pytest.raises(RateLimitError):
            plan.apply()
    assert len(plan.left) == len(plan.writes)
