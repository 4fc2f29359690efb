"""The SDK is not accused: not by the whole suite, nor whatever the quirks and the faults of the tenant are."""

import pytest
from judge_the_sdk import awaited, blocking

from contract_tests.client.through_the_suite.calls import calls_of
from contract_tests.suite.faults.covering import rows_for_faults
from contract_tests.suite.tenants.tenants import CASE, EMPTY, full_tenant
from tines_contract import FakeTarget, Plan, served_fake
from tines_contract.client_side import Client, judge_client
from tines_fake import faults_of
from tines_spec import operations

BOTH = pytest.mark.parametrize("client", [blocking, awaited])


@BOTH
def test_the_whole_suite_through_the_sdk_accuses_nobody(client: Client) -> None:
    plan = Plan(CASE, generated=0, writing_case=EMPTY, scenarios=0)
    report = judge_client(FakeTarget(full_tenant()), client, plan)
    assert not report.tenant.broken, report.as_text()
    assert report.agreed == report.calls, report.as_text()


@pytest.mark.parametrize("row", range(len(rows_for_faults())))
def test_every_call_agrees_whatever_the_quirks(row: int) -> None:
    """Each alternative of each quirk is in some row."""
    for client in (blocking, awaited):
        calls = calls_of(client, quirks=rows_for_faults()[row])
        assert [called.problems for called in calls if not called.agreed] == []


@pytest.mark.parametrize("operation", operations())
def test_the_sdk_raises_or_tolerates_whatever_the_fault(operation: str) -> None:
    faults = faults_of(operation)
    problems = {
        fault.id: [one for c in calls_of(blocking, [fault], only=operation) for one in c.problems] for fault in faults
    }
    assert len(problems) > 4
    assert {fault_id: found for fault_id, found in problems.items() if found} == {}


def test_a_tenant_behind_a_socket_is_asked_through_the_sdk_alike() -> None:
    with served_fake() as target:
        report = judge_client(target, awaited, Plan(case_id=1, generated=0, lists=("listCaseActions",)))
    assert not report.tenant.broken, report.as_text()
    assert report.agreed == report.calls, report.as_text()
