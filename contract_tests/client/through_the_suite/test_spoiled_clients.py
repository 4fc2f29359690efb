"""The suite can accuse a client: each spoiled one is named for what it does, and the tenant beneath it is not."""

import pytest
from faults_seen import calls_of
from judge_the_sdk import blocking

from contract_tests.client.through_the_suite.sound_tenants import EMPTY_CASE, PLAN, tenant
from contract_tests.client.through_the_suite.spoiled_clients import SPOILED, Spoiled
from tines_contract import FakeTarget, Verdict
from tines_contract.client_side import Client, judge_client


@pytest.mark.parametrize("spoiled", SPOILED, ids=lambda spoiled: spoiled.id)
def test_a_spoiled_client_is_told_for_what_it_does_and_for_nothing_else(spoiled: Spoiled) -> None:
    calls = calls_of(spoiled.client)
    told = {(called.operation, one) for called in calls for one in called.told}
    assert told == {(operation, spoiled.told) for operation in spoiled.operations}
    assert not any(called.tenant_wrong for called in calls)


WHOLE = ("drops a field", "ignores per_page", "creates twice", "shows no key", "gives the first page twice")


@pytest.mark.parametrize("spoiled", [one for one in SPOILED if one.id in WHOLE], ids=lambda spoiled: spoiled.id)
def test_where_the_tenant_is_good_and_the_client_bad_the_report_names_the_client(spoiled: Spoiled) -> None:
    report = judge_client(FakeTarget(tenant()), spoiled.client, PLAN, name="the spoiled client")
    assert report.tenant.verdict is Verdict.ACCEPTED, report.as_text()
    assert report.verdict is Verdict.ACCUSED
    assert {called.operation for called in report.client_wrong} == set(spoiled.operations)
    assert "the spoiled client is wrong" in report.as_text()


def _creates(client: Client) -> int:
    fake = tenant()
    judge_client(FakeTarget(fake), client, PLAN)
    assert not fake.items(f"/api/v2/cases/{EMPTY_CASE}/actions")
    return sum(one.request.method == "POST" for one in fake.journal)


def test_what_a_client_sends_unasked_never_reaches_the_tenant() -> None:
    twice = next(one for one in SPOILED if one.id == "creates twice")
    assert _creates(twice.client) == _creates(blocking) > 0
