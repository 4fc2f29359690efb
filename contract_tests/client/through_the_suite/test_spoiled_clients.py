"""The suite can accuse a client: each spoiled one is named for what it does, and the tenant beneath it is not."""

import pytest
from faults_seen import calls_of
from spoiled_clients import SPOILED, Spoiled
from tenants import EMPTY_CASE, PLAN, tenant

from tines_contract import FakeTarget, Verdict
from tines_contract.client_side import judge_client


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


def test_what_a_client_sends_unasked_never_reaches_the_tenant() -> None:
    fake = tenant()
    twice = next(one for one in SPOILED if one.id == "creates twice")
    judge_client(FakeTarget(fake), twice.client, PLAN)
    made = [one.request.body for one in fake.journal if one.request.method == "POST" and one.response.status == 201]
    assert made
    assert len(made) == len(set(made))
    assert not fake._state.cases[EMPTY_CASE]
