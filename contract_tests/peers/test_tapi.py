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
    """A tenant with an empty case, next to a case with an action."""
    fake = stand_in.fake = FakeTenant()
    fake.add_case(CASE)
    fake.add_action(CASE + 1, label="Another case's")
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


def test_tapi_replaces_all_actions_of_a_case(diverted, fake) -> None:
    tapi = CaseActionsAPI("acme", fake.api_key)
    replaced = tapi.batch_update(CASE, [NEW, {**NEW, "label": "Escalate"}])
    assert replaced["status_code"] == 200
    assert [action["label"] for action in replaced["body"]["actions"]] == ["Runbook", "Escalate"]
    assert tapi.list(CASE)["body"]["actions"] == replaced["body"]["actions"]


def test_tapi_is_refused_with_a_wrong_key(diverted, fake) -> None:
    assert CaseActionsAPI("acme", "wrong").list(CASE)["status_code"] == 401


RESOURCES = {
    "actions": (CaseActionsAPI, {**NEW, "action_text": "Read it"}, {"label": "Read"}),
    "comments": (CaseCommentsAPI, {"value": "It began."}, {"value": "It ended."}),
    "notes": (CaseNotesAPI, {"title": "Findings", "content": "It began."}, {"content": "It ended."}),
    "tasks": (CaseTasksAPI, {"description": "Contain"}, {"completed": True}),
}


def item(answer: Any) -> Any:
    """The one that a success holds: a task comes in an envelope."""
    return answer["body"].get("task", answer["body"])


@pytest.mark.parametrize("name", RESOURCES)
def test_tapi_creates_changes_and_deletes_what_a_case_holds(name, diverted, fake) -> None:
    """But for the change of a task, which tapi sends as a GET: it reads, and changes nothing."""
    of_type, new, changes = RESOURCES[name]
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
    assert diverted == [exchange.request.method for exchange in fake.journal]


@pytest.mark.parametrize("name", RESOURCES)
def test_tapi_gets_the_page_that_it_asks_for_unless_it_asks_in_a_body(name, diverted, fake) -> None:
    """Of actions and comments it does, in the body of a GET, which nobody says is read."""
    of_type, new, _ = RESOURCES[name]
    fake.add_many(f"/api/v2/cases/{CASE}/{name}", [new] * 3)
    page = of_type("acme", fake.api_key).list(CASE, per_page=2, page=2)["body"]
    assert len(page[name]) == (3 if name in ("actions", "comments") else 1)


def test_tapi_opens_changes_closes_and_deletes_a_case(diverted, fake) -> None:
    """By itself it sends capitals, which the documentation does not have in bodies, and the fake refuses them."""
    api = CasesAPI("acme", fake.api_key)
    assert api.create(2, "Phishing")["status_code"] == 422
    made = api.create(2, "Phishing", status="open", priority="low", tag_names=["mail"])
    assert (made["status_code"], made["body"]["status"], made["body"]["priority"]) == (201, "OPEN", "LOW")
    number = made["body"]["case_id"]
    assert api.get(number)["body"] == {**made["body"], "actions": []}
    changed = api.update(number, status="closed", add_tag_names=["done"], remove_tag_names=["mail"])["body"]
    assert (changed["name"], changed["status"]) == ("Phishing", "CLOSED")
    assert [tag["name"] for tag in changed["tags"]] == ["done"]
    assert (api.delete(number)["status_code"], api.get(number)["status_code"]) == (204, 404)
    assert diverted == ["POST", "POST", "GET", "PUT", "DELETE", "GET"]
