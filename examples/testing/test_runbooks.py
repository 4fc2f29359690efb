"""Tests of `runbooks.py` with the fixtures that come with tines-cases.

    pip install '.[fake]' pytest
    pytest examples/testing

They need no tenant, no key and no waiting.
"""

import asyncio
import json
import urllib.request

import pytest
import runbooks

from tines_cases import AsyncTinesClient, TinesClient
from tines_cases.errors import DecodeError
from tines_fake import FakeTenant, failures

URL = "https://wiki.example.com/phishing"


def test_a_case_gets_its_button(tines_fake: FakeTenant) -> None:
    tines_fake.case(42).add_action(label="Escalate")
    assert runbooks.main([URL, "42"]) == 0
    assert [action.label for action in tines_fake.case(42).actions] == ["Escalate", "Runbook"]
    assert tines_fake.journal.requests(method="POST")[0].json == {"url": URL, "label": "Runbook", "action_type": "page"}


def test_a_button_that_is_there_is_left(tines_fake: FakeTenant, tines_client: TinesClient) -> None:
    tines_fake.case(42).add_actions([{}] * 1200)
    tines_fake.case(42).add_action(label="Runbook")
    assert not runbooks.add_runbook(tines_client, 42, URL)
    assert tines_fake.journal.requests(method="POST") == []


def test_a_case_that_is_not_there_is_said(tines_fake: FakeTenant, capsys: pytest.CaptureFixture[str]) -> None:
    tines_fake.add_case(43)
    assert runbooks.main([URL, "42", "43"]) == 0
    assert capsys.readouterr().out == "case 42: there is no such case\ncase 43: added\n"


def test_a_rate_limit_is_waited_for(tines_fake: FakeTenant) -> None:
    tines_fake.add_case(42)
    before = tines_fake.clock.now()
    with tines_fake.faults(failures.rate_limited(retry_after=60), operation="createCaseAction", nth=1):
        assert runbooks.main([URL, "42"]) == 0
    assert (tines_fake.clock.now() - before).total_seconds() == 60  # and the test takes a millisecond


@pytest.mark.parametrize("lost", [failures.reset("after"), failures.reset("during"), failures.truncated()])
def test_a_lost_response_adds_no_second_button(tines_fake: FakeTenant, lost: failures.Failure) -> None:
    tines_fake.add_case(42)
    with tines_fake.faults(lost, operation="createCaseAction"):
        assert runbooks.main([URL, "42"]) == 0
    assert [action.label for action in tines_fake.case(42).actions] == ["Runbook"]


def test_a_tenant_that_is_down_is_an_error(tines_fake: FakeTenant, capsys: pytest.CaptureFixture[str]) -> None:
    tines_fake.add_case(42)
    with tines_fake.faults(failures.status(503, body="html")):
        assert runbooks.main([URL, "42"]) == 1
    assert "503" in capsys.readouterr().out


def test_a_page_that_loses_an_action_is_noticed(tines_fake: FakeTenant, tines_client: TinesClient) -> None:
    tines_fake.case(42).add_actions([{}] * 1200)
    with tines_fake.faults("PAGE-GAP"), pytest.raises(DecodeError):
        runbooks.has_runbook(tines_client, 42)


def test_an_async_client_is_at_hand_too(tines_fake: FakeTenant, async_tines_client: AsyncTinesClient) -> None:
    tines_fake.case(42).add_action(label="Escalate")

    async def labels() -> list[str]:
        return [action.label async for action in async_tines_client.case_actions.iterate(42)]

    assert asyncio.run(labels()) == ["Escalate"]


def test_any_client_reaches_the_served_fake(tines_fake_server: FakeTenant) -> None:
    tines_fake_server.add_case(42)
    assert runbooks.main([URL, "42"]) == 0
    address = f"{tines_fake_server.origin}/api/v2/cases/42/actions"
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {tines_fake_server.api_key}"})
    with urllib.request.urlopen(request) as response:
        assert json.load(response)["actions"][0]["label"] == "Runbook"
