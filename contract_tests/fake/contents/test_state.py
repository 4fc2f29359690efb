"""What a tenant holds is what was written, is not changed by hand, goes out as JSON, and can be put back."""

import datetime
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.fake.served.sender import NEW, Sender, json_of
from tines_fake import Credentials, FakeTenant, Quirks, VirtualClock

MOMENT = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
ACTIONS = "/api/v2/cases/1/actions"
WRITE = st.tuples(st.sampled_from(["create", "update", "delete", "replace"]), st.integers(0, 30))


@settings(max_examples=40)
@given(st.integers(0, 600), st.lists(WRITE, max_size=40))
def test_what_is_written_is_what_a_dictionary_would_hold(filled: int, writes: list[tuple[str, int]]) -> None:
    fake = FakeTenant()
    fake.add_case(1)
    held = {one["id"]: one["label"] for one in fake.add_many(ACTIONS, [{}] * filled)}
    sender = Sender(fake)
    for turn, (write, which) in enumerate(writes):
        action = list(held)[which * len(held) // 31] if held else 0
        if write == "create":
            held[sender.created(label=str(turn))["id"]] = str(turn)
        elif write == "update" and held:
            assert sender.update(action, label=str(turn)).status == 200
            held[action] = str(turn)
        elif write == "delete" and held:
            assert sender.delete(action).status == 204
            del held[action]
        elif write == "replace":
            new = json_of(sender.replace([{**NEW, "label": str(turn)}] * which))["actions"]
            held = {one["id"]: one["label"] for one in new}
    assert {one["id"]: one["label"] for one in fake.items(ACTIONS)} == held
    assert [one["id"] for one in fake.items(ACTIONS)] == sorted(held)
    assert [one["id"] for one in sender.listed()] == sorted(held)[:20]


def test_what_threads_write_at_once_is_all_there() -> None:
    fake = FakeTenant()
    fake.add_case(1)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            made = list(threads.map(lambda number: Sender(fake).created(label=str(number)), range(400)))
    finally:
        sys.setswitchinterval(before)
    assert {one["id"]: one["label"] for one in fake.items(ACTIONS)} == {one["id"]: one["label"] for one in made}
    assert {one["label"] for one in made} == {str(number) for number in range(400)}


def test_a_tenant_is_made_of_the_state_of_another() -> None:
    first = FakeTenant.sample()
    second = FakeTenant(state=first.state)
    second.case(3).add_task()
    assert (len(first.items("/api/v2/cases/3/tasks")), len(second.items("/api/v2/cases/3/tasks"))) == (0, 1)
    assert len(second.items("/api/v2/cases/2/actions")) == 1203


def test_an_update_moves_updated_at_even_of_what_was_added_from_the_future() -> None:
    fake = FakeTenant(clock=VirtualClock(MOMENT))
    late = fake.case(1).add_action(updated_at=MOMENT + datetime.timedelta(1))
    assert json_of(Sender(fake).update(late.id, label="x"))["updated_at"] == "2026-03-02T12:00:01Z"


def test_what_is_stored_cannot_be_changed_by_hand() -> None:
    action = FakeTenant().case(1).add_action(label="Escalate")
    with pytest.raises(TypeError, match="changed by requests"):
        action["label"] = "x"
    with pytest.raises(TypeError, match="changed by requests"):
        action.update(label="x")
    with pytest.raises(AttributeError, match=r"no lable; there are .*label"):
        action.lable  # noqa: B018 - reading it is what raises


def test_the_repr_of_an_action_shows_no_secret() -> None:
    shown = repr(
        FakeTenant().case(1).add_action(url="https://acme.tines.com/webhook/SECRET", query_params={"k": "HUSH"})
    )
    assert "https://acme.tines.com/…" in shown
    assert "'k': …" in shown
    assert "SECRET" not in shown
    assert "HUSH" not in shown


def test_reset_makes_it_what_it_was() -> None:
    clock = VirtualClock(MOMENT)
    fake = FakeTenant(clock=clock, quirks=Quirks(order="label"), faults=["PAGE-OVERLAP"])
    fake.case(1).add_action(label="Kept")
    fake.keep()
    fake.case(2).add_action()
    fake.quirks = Quirks()
    fake.faults("CREATE-NO-KEY")
    fake.add_route("GET", "/api/v2/info", {})
    clock.advance(60)
    Sender(fake).create()
    fake.reset()
    assert [case.case_id for case in fake.cases] == [1]
    assert [action.label for action in fake.case(1).actions] == ["Kept"]
    assert (fake.quirks.order, [one.ids for one in fake.faults.active]) == ("label", [["PAGE-OVERLAP"]])
    assert (clock.now(), len(fake.journal)) == (MOMENT, 0)
    assert Sender(fake).send("GET", "../info").status == 404


def test_what_it_holds_goes_out_as_json_and_comes_back() -> None:
    fake = FakeTenant.sample()
    fake.add_story("Case Management", ":fire:", "https://example.com/hook")
    other = FakeTenant()
    other.seed(fake.to_json())
    assert json.loads(other.to_json()) == json.loads(fake.to_json())
    assert Sender(other).listed(2) == Sender(fake).listed(2)
    assert json_of(Sender(other).create(url="https://example.com/hook"))["story_emoji"] == ":fire:"


def test_a_case_of_a_number_that_was_deleted_has_nothing_of_the_old_one() -> None:
    fake = FakeTenant()
    for case in (1, 2):
        fake.case(case).add_action()
    assert Sender(fake).send("DELETE", "1").status == 204
    assert [Sender(fake).send(method, "1/actions").status for method in ("GET", "POST")] == [404, 404]
    fake.add_case(1)
    assert (fake.case(1).actions, len(fake.case(2).actions)) == ([], 1)


def test_json_needs_no_more_than_what_matters() -> None:
    fake = FakeTenant()
    fake.seed(
        {ACTIONS: [{"label": "Escalate", "created_at": "2026-03-01T12:00:00Z"}], "/api/v2/cases": [{"case_id": 1}]}
    )
    (action,) = fake.case(1).actions
    assert (action.label, action.created_at) == ("Escalate", MOMENT)


def test_a_read_that_comes_again_is_of_what_is_there_now() -> None:
    """Its response is kept as long as nothing changes: state, quirks, faults, who asks."""
    fake = FakeTenant()
    action = fake.case(1).add_action(label="Old")
    sender = Sender(fake)
    assert sender.listed() == sender.listed()
    fake.case(1).add_action()
    assert len(sender.listed()) == 2
    sender.update(action.id, label="New")
    assert (sender.listed()[0]["label"], json_of(sender.get(action.id))["label"]) == ("New", "New")
    fake.quirks = Quirks(order="id-down")
    assert [one["id"] for one in sender.listed()] == [2, 1]
    with fake.faults("ID-TEXT"):
        assert sender.listed()[0]["id"] == "2"
    assert sender.listed()[0]["id"] == 2
    assert sender.send("GET", "1/actions/1").status == 200
    sender.credentials = Credentials.WRONG
    assert sender.send("GET", "1/actions/1").status == 401
    fake.reset()
    assert sender.send("GET", "1/actions").status == 401
