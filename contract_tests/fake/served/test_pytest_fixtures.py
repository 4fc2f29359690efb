"""The fixtures give each test a tenant of its own, which the environment names as long as the test lasts."""

import asyncio
import importlib.util
import json
import os
import urllib.request

import httpx
import pytest

from contract_tests.fake.served.sender import NEW
from tines_cases import AsyncTinesClient, TinesClient
from tines_cases.errors import AuthenticationError, TransportError
from tines_fake import FakeTenant, running
from tines_pytest.session_server import session_server

pytest_plugins = "pytester"
CASE = "/api/v2/cases/1/actions"


def _program() -> list[str]:
    """Code under test, which makes its own client."""
    with TinesClient() as tines:
        tines.case_actions.create(1, **NEW)
        return [action.label for action in tines.case_actions.iterate(1)]


def test_a_client_that_the_program_makes_reaches_the_tenant(tines_fake: FakeTenant) -> None:
    tines_fake.case(1).add_action(label="First")
    assert _program() == ["First", "Escalate"]
    assert len(tines_fake.journal.requests(method="POST")) == 1


def test_the_tenant_of_a_test_may_be_like_one_that_was_probed(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ntines_fake_like = probed.json")
    pytester.makepyfile("def test_it(tines_fake):\n    assert tines_fake.quirks.order == 'label'")
    for probed, outcome in (('{"quirks": {"order": "label"}}', {"passed": 1}), ('{"order": "up"}', {"errors": 1})):
        pytester.path.joinpath("probed.json").write_text(probed)
        pytester.runpytest_inprocess("-p", "no:xdist").assert_outcomes(**outcome)


def test_any_client_reaches_the_served_tenant(tines_fake_server: FakeTenant) -> None:
    tines_fake_server.case(1).add_action(label="First")
    address, key = os.environ["TINES_TENANT"] + CASE, os.environ["TINES_API_KEY"]
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(request) as response:
        assert json.load(response)["actions"][0]["label"] == "First"
    assert httpx.get(address, headers={"Authorization": f"Bearer {key}"}).json()["meta"]["count"] == 1
    assert _program() == ["First", "Escalate"]


def test_the_served_tenant_is_the_one_in_process(tines_fake: FakeTenant, tines_fake_server: FakeTenant) -> None:
    assert tines_fake is tines_fake_server


def test_clients_are_wired_to_the_served_tenant_where_there_is_one(
    tines_client: TinesClient, async_tines_client: AsyncTinesClient, tines_fake_server: FakeTenant
) -> None:
    tines_fake_server.case(1).add_action(label="First")
    assert repr(tines_client) == f"TinesClient('{tines_fake_server.origin}')"
    assert tines_client.case_actions.list(1).meta.count == 1
    assert asyncio.run(async_tines_client.case_actions.list(1)).meta.count == 1  # type: ignore[arg-type]  # awaitable
    assert "user-agent" in tines_fake_server.journal.requests()[0].headers


def test_one_server_serves_a_tenant_a_test() -> None:
    with session_server() as server:
        for label in ("one", "two"):
            with running() as fake, server.serving(fake):
                fake.case(1).add_action(label=label)
                with TinesClient() as tines:
                    assert [action.label for action in tines.case_actions.list(1).actions] == [label]
        left = httpx.get(server.origin + CASE, headers={"Authorization": f"Bearer {fake.api_key}"})
    assert left.status_code == 404


def test_a_server_that_is_missing_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(pytest.fail.Exception, match=r"pip install 'tines-cases\[fake\]'"), session_server():
        pass


def test_after_the_session_nobody_is_at_home() -> None:
    with session_server() as server:
        origin = server.origin
    with TinesClient(origin, "key", timeout=5) as tines, pytest.raises(TransportError):
        tines.with_options(timeout=0.2).case_actions.list(1)


@pytest.mark.parametrize("library", ["respx_mock", "httpx_mock"])
def test_mocks_of_what_else_the_program_calls_stand(
    tines_fake: FakeTenant, request: pytest.FixtureRequest, library: str
) -> None:
    mock = request.getfixturevalue(library)
    if library == "respx_mock":
        mock.get("https://example.com/").respond(200, text="mocked")
    else:
        mock.add_response(url="https://example.com/", text="mocked")
    tines_fake.add_case(1)
    assert httpx.get("https://example.com/").text == "mocked"
    assert _program() == ["Escalate"]


def test_a_key_of_its_own_is_the_wrong_one(tines_fake: FakeTenant) -> None:
    tines_fake.add_case(1)
    with TinesClient(api_key="another") as tines, pytest.raises(AuthenticationError):
        tines.case_actions.list(1)
