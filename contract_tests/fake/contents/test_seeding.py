"""A tenant is filled in a line, refuses what makes no sense where it is given, and can be looked at."""

import datetime
import json
from collections.abc import Callable

import pytest

from contract_tests.fake.served.sender import Sender, json_of
from tines_fake import Credentials, FakeTenant, Quirks, Request, Response, VirtualClock

MOMENT = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
NAIVE = datetime.datetime(2026, 3, 1, 12)
ACTIONS = "/api/v2/cases/1/actions"


def test_a_case_is_filled_and_looked_at() -> None:
    fake = FakeTenant()
    made = fake.case(1).add_action(label="Escalate")
    fake.case(1).add_actions([{"label": "Claim", "action_type": "page"}, {}])
    fake.case(1).add_task(description="Call the user")
    fake.case(1).add_tasks([{}, {}])
    assert [action.label for action in fake.case(1).actions] == ["Escalate", "Claim", "Action 3"]
    assert [task.description for task in fake.case(1).tasks] == ["Call the user", "Task 2", "Task 3"]
    assert (made.id, made["id"], fake.case(1).fields.name) == (1, 1, "Case 1")
    assert [case.case_id for case in fake.cases] == [1]


def test_what_requests_write_is_looked_at_too() -> None:
    fake = FakeTenant()
    fake.add_case(1)
    Sender(fake).create(label="Runbook")
    assert [action.label for action in fake.case(1).actions] == ["Runbook"]


def test_looking_at_a_case_that_is_not_there_is_an_error_and_no_empty_list() -> None:
    fake = FakeTenant()
    fake.add_case(1)
    with pytest.raises(LookupError, match="no case 7; its cases are 1"):
        fake.case(7).actions  # noqa: B018


@pytest.mark.parametrize(
    ("give", "kind", "message"),
    [
        (lambda fake: fake.case(0), ValueError, "from 1, not 0"),
        (lambda fake: fake.case("1"), ValueError, "from 1, not '1'"),
        (lambda fake: fake.case(1).add_action(label=7), TypeError, "label must be string, not 7"),
        (lambda fake: fake.case(1).add_action(lable="x"), TypeError, "lable; it has .*label"),
        (lambda fake: fake.case(1).add_action(action_type="WEBHOOK"), ValueError, "action_type"),
        (lambda fake: fake.case(1).add_action(query_params={"a": float("nan")}), ValueError, "query_params"),
        (lambda fake: fake.case(1).add_action(query_params={"a": object()}), ValueError, "query_params"),
        (lambda fake: fake.seed({"/api/v2/case/1/actions": []}), ValueError, "no list at"),
        (lambda fake: fake.seed({ACTIONS: {}}), TypeError, "must be a list"),
        (lambda fake: fake.seed({ACTIONS: [7]}), TypeError, "must be a list of objects"),
        (lambda fake: fake.seed({ACTIONS: [{"created_at": "yesterday"}]}), ValueError, "yesterday"),
        (lambda fake: fake.seed("[]"), TypeError, "object of lists"),
        (lambda fake: fake.seed("{"), ValueError, "no JSON"),
        (lambda fake: fake.seed('{"a":' * 100_000), ValueError, "nested too deeply"),
        (lambda fake: setattr(fake, "quirks", {"order": "label"}), TypeError, "Quirks"),
        (lambda _: FakeTenant(clock=lambda: NAIVE), TypeError, "time zone"),
        (lambda _: FakeTenant(clock=lambda: 7), TypeError, "time zone"),
        (lambda _: FakeTenant(clock=MOMENT), TypeError, "clock must be a Clock"),
        (lambda _: VirtualClock(NAIVE), TypeError, "time zone"),
        (lambda _: VirtualClock().advance(-1), ValueError, "from 0 on"),
        (lambda _: VirtualClock().advance(1e15), ValueError, "year"),
        (lambda _: VirtualClock(MOMENT).set(MOMENT - datetime.timedelta(1)), ValueError, "from 0 on"),
    ],
)
def test_what_makes_no_sense_is_refused_where_it_is_given(
    give: Callable[[FakeTenant], object], kind: type[Exception], message: str
) -> None:
    fake = FakeTenant()
    with pytest.raises(kind, match=message):
        give(fake)
    assert fake.cases == []


def test_many_are_added_or_none() -> None:
    fake = FakeTenant()
    with pytest.raises(TypeError):
        fake.case(1).add_actions([{}, {}, {"label": 7}])
    assert fake.cases == []


def test_what_is_added_with_a_clock_has_its_time() -> None:
    clock = VirtualClock(MOMENT)
    fake = FakeTenant(clock=clock)
    first = fake.case(1).add_action()
    clock.advance(3600)
    second = fake.case(1).add_action()
    given = fake.case(1).add_action(created_at=MOMENT - datetime.timedelta(1))
    hour = datetime.timedelta(hours=1)
    assert (first.created_at, first.updated_at, second.created_at) == (MOMENT, MOMENT, MOMENT + hour)
    assert given.created_at == MOMENT - datetime.timedelta(1)
    assert json_of(Sender(fake).create())["created_at"] == "2026-03-01T13:00:00Z"


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
        action.lable  # noqa: B018


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


def test_json_needs_no_more_than_what_matters() -> None:
    fake = FakeTenant()
    fake.seed(
        {ACTIONS: [{"label": "Escalate", "created_at": "2026-03-01T12:00:00Z"}], "/api/v2/cases": [{"case_id": 1}]}
    )
    (action,) = fake.case(1).actions
    assert (action.label, action.created_at) == ("Escalate", MOMENT)


@pytest.mark.parametrize("order", ["id", "id-down", "label", "updated"])
def test_every_page_of_a_large_case_is_where_it_belongs(order: str) -> None:
    fake = FakeTenant(quirks=Quirks(order=order))
    fake.case(1).add_actions([{"label": f"{number:04}"} for number in range(1000)])
    sender = Sender(fake)
    pages = [[one["label"] for one in json_of(_page(sender, number))["actions"]] for number in (1, 7, 10, 11)]
    labels = [f"{number:04}" for number in range(1000)]
    if order in ("id-down", "updated"):
        labels.reverse()
    assert pages == [labels[:100], labels[600:700], labels[900:], []]


def _page(sender: Sender, number: int) -> Response:
    return sender.fake.respond(Request(origin=sender.fake.origin, path=ACTIONS, query=f"per_page=100&page={number}"))


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
