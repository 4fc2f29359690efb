"""tapi 0.2.3, a client that others wrote before us, at the served fake: each of its calls is answered as it expects.

It knows one address, https://<domain>.tines.com. What it sends there goes to the fake; all else is as it comes. It is
GPL-3: it is installed for these tests and nowhere else, and nothing of it is in this project.
"""

import importlib
from typing import Any

import httpx
import pytest
from tapi.api.case.actions import CaseActionsAPI
from tapi.api.case.cases import CasesAPI
from tapi.api.case.comments import CaseCommentsAPI
from tapi.api.case.notes import CaseNotesAPI
from tapi.api.case.tasks import CaseTasksAPI

from contract_tests.peers.conftest import NEW
from tines_fake import FakeTenant

TENANT = "https://acme.tines.com/"
CASE = 42


@pytest.fixture
def fake(stand_in) -> FakeTenant:
    """A tenant whose case has three actions, next to a case with one."""
    fake = stand_in.fake = FakeTenant()
    fake.add_action(CASE + 1, label="Another case's")
    for number in range(3):
        fake.add_action(CASE, label=f"Button {number}")
    return fake


@pytest.fixture
def diverted(stand_in, monkeypatch) -> list[str]:
    """Sends what tapi asks of its tenant to the fake, and nothing else anywhere; gives what was asked."""
    asked: list[str] = []

    def request(method: str, url: str, **options: Any) -> httpx.Response:
        assert url.startswith(TENANT)
        asked.append(method)
        return httpx.request(method, url.replace(TENANT, f"{stand_in.origin}/", 1), **options)

    monkeypatch.setattr(importlib.import_module("tapi.client.client"), "request", request)
    return asked


@pytest.fixture
def tapi(diverted, fake) -> CaseActionsAPI:
    return CaseActionsAPI("acme", fake.api_key)


@pytest.fixture
def ids(tapi) -> list[int]:
    """Of the actions of the case."""
    return [action["id"] for action in tapi.list(CASE)["body"]["actions"]]


def test_tapi_lists_the_actions_of_a_case(tapi) -> None:
    answer = tapi.list(CASE)
    assert answer["status_code"] == 200
    assert answer["body"]["case_id"] == CASE
    assert [action["label"] for action in answer["body"]["actions"]] == ["Button 0", "Button 1", "Button 2"]


def test_tapi_creates_an_action_and_gets_it(tapi, ids) -> None:
    made = tapi.create(CASE, **NEW, action_text="Read it")
    assert made["status_code"] == 201
    assert made["body"]["id"] not in ids
    assert made["body"].items() >= {**NEW, "action_text": "Read it", "case_id": CASE, "story_name": None}.items()
    got = tapi.get(CASE, made["body"]["id"])
    assert (got["status_code"], got["body"]) == (200, made["body"])


def test_tapi_updates_what_it_gives_and_nothing_else(tapi, ids) -> None:
    before = tapi.get(CASE, ids[1])["body"]
    changed = tapi.update(CASE, ids[1], label="Read")
    assert changed["status_code"] == 200
    assert changed["body"] == {**before, "label": "Read", "updated_at": changed["body"]["updated_at"]}
    assert tapi.get(CASE, ids[1])["body"] == changed["body"]


def test_tapi_replaces_all_actions_of_a_case(tapi, ids) -> None:
    replaced = tapi.batch_update(CASE, [NEW, {**NEW, "label": "Escalate"}])
    assert replaced["status_code"] == 200
    assert [action["label"] for action in replaced["body"]["actions"]] == ["Runbook", "Escalate"]
    assert tapi.list(CASE)["body"]["actions"] == replaced["body"]["actions"]


def test_tapi_deletes_an_action(tapi, ids) -> None:
    deleted = tapi.delete(CASE, ids[0])
    assert (deleted["status_code"], deleted["body"]) == (204, "")
    assert tapi.get(CASE, ids[0])["status_code"] == 404
    assert [action["id"] for action in tapi.list(CASE)["body"]["actions"]] == ids[1:]


def test_tapi_is_refused_with_a_wrong_key(diverted, fake) -> None:
    assert CaseActionsAPI("acme", "wrong").list(CASE)["status_code"] == 401


def test_all_that_tapi_asked_the_fake_has_answered(tapi, ids, diverted, fake) -> None:
    tapi.delete(CASE, tapi.create(CASE, **NEW)["body"]["id"])
    assert diverted == [exchange.request.method for exchange in fake.journal] == ["GET", "POST", "DELETE"]


OTHERS = {
    "comments": (CaseCommentsAPI, {"value": "It began."}, {"value": "It ended."}),
    "notes": (CaseNotesAPI, {"title": "Findings", "content": "It began."}, {"content": "It ended."}),
    "tasks": (CaseTasksAPI, {"description": "Contain"}, {"completed": True}),
}


def item(answer: Any) -> Any:
    """The one that a success holds: a task comes in an envelope."""
    return answer["body"].get("task", answer["body"])


@pytest.mark.parametrize("name", OTHERS)
def test_tapi_creates_changes_and_deletes_what_is_around_an_action(name, diverted, fake) -> None:
    """But for the change of a task, which tapi sends as a GET: it reads, and changes nothing."""
    of_type, new, changes = OTHERS[name]
    api = of_type("acme", fake.api_key)
    first, second = api.create(CASE, **new), api.create(CASE, **new)
    assert (first["status_code"], second["status_code"]) == (201, 201)
    assert item(first).items() >= new.items()
    number = item(first)["id"]
    assert item(api.get(CASE, number)) == item(first)
    changed = item(api.update(CASE, number, **changes))
    assert changed.items() >= (new if name == "tasks" else {**new, **changes}).items()
    assert diverted[-1] == ("GET" if name == "tasks" else "PUT")
    assert api.delete(CASE, number)["status_code"] == (200 if name == "tasks" else 204)
    assert [one["id"] for one in api.list(CASE)["body"][name]] == [item(second)["id"]]


@pytest.mark.parametrize("name", OTHERS)
def test_tapi_gets_the_page_that_it_asks_for_unless_it_asks_in_a_body(name, diverted, fake) -> None:
    """Of comments it does, in the body of a GET, which nobody says is read."""
    of_type, new, _ = OTHERS[name]
    fake.add_many(f"/api/v2/cases/{CASE}/{name}", [new] * 3)
    page = of_type("acme", fake.api_key).list(CASE, per_page=2, page=2)["body"]
    assert len(page[name]) == (3 if name == "comments" else 1)


def test_tapi_opens_changes_closes_and_deletes_a_case(diverted, fake) -> None:
    """By itself it sends capitals, which the documentation does not have in bodies, and the fake refuses them."""
    api = CasesAPI("acme", fake.api_key)
    assert api.create(2, "Phishing")["status_code"] == 422
    made = api.create(2, "Phishing", status="open", priority="low", tag_names=["mail"])
    assert (made["status_code"], made["body"]["status"], made["body"]["priority"]) == (201, "OPEN", "LOW")
    number = made["body"]["case_id"]
    assert api.get(number)["body"] == made["body"]
    changed = api.update(number, status="closed", add_tag_names=["done"], remove_tag_names=["mail"])["body"]
    assert (changed["name"], changed["status"]) == ("Phishing", "CLOSED")
    assert [tag["name"] for tag in changed["tags"]] == ["done"]
    assert (api.delete(number)["status_code"], api.get(number)["status_code"]) == (204, 404)
    assert diverted == ["POST", "POST", "GET", "PUT", "DELETE", "GET"]
