"""The SDK is not accused: not by the whole suite, nor whatever the quirks and the faults of the tenant are."""

import typing

import attrs
import hypothesis
import pytest
from hypothesis import strategies
from judge_the_sdk import awaited, blocking

from contract_tests.client.through_the_suite.calls import CASE, EMPTY_CASE, calls_of, state
from tines_contract import FakeTarget, Plan, served_fake
from tines_contract.client_side import Client, judge_client
from tines_fake import FakeTenant, Quirks, faults_of
from tines_spec import operations

BOTH = pytest.mark.parametrize("client", [blocking, awaited])


def _quirks() -> dict[str, strategies.SearchStrategy[object]]:
    hints = typing.get_type_hints(Quirks)
    values = {
        one.name: [False, True] if hints[one.name] is bool else list(typing.get_args(hints[one.name]))
        for one in attrs.fields(Quirks)
    }
    return {name: strategies.sampled_from(listed) for name, listed in values.items()}


@BOTH
def test_the_whole_suite_through_the_sdk_accuses_nobody(client: Client) -> None:
    plan = Plan(CASE, generated=0, writing_case=EMPTY_CASE, scenarios=0)
    report = judge_client(FakeTarget(FakeTenant(state=state())), client, plan)
    assert not report.tenant.broken, report.as_text()
    assert report.agreed == report.calls, report.as_text()


@BOTH
@hypothesis.given(quirks=strategies.fixed_dictionaries(_quirks()))
@hypothesis.settings(max_examples=20, derandomize=True, database=None, deadline=None)
def test_every_call_agrees_whatever_the_quirks(client: Client, quirks: dict[str, object]) -> None:
    calls = calls_of(client, quirks=Quirks(**quirks))
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
        report = judge_client(target, awaited, Plan(case_id=1, generated=0))
    assert not report.tenant.broken, report.as_text()
    assert report.agreed == report.calls, report.as_text()
