"""The SDK is not accused, nor the tenant, wherever both are sound: whatever the quirks, blocking and async."""

import typing

import attrs
import hypothesis
import pytest
from faults_seen import calls_of
from hypothesis import strategies
from judge_the_sdk import awaited, blocking

from contract_tests.client.through_the_suite.sound_tenants import PLAN, tenant
from tines_contract import FakeTarget, Plan, Verdict, served_fake
from tines_contract.client_side import ALL_PAGES, Client, judge_client
from tines_fake import Quirks
from tines_spec import operations

BOTH = pytest.mark.parametrize("client", [blocking, awaited])
QUIRKY = (
    Quirks(),
    Quirks(item="oldest", order="id-down", timestamps="offset", past_the_end=404, next_page_number=False),
    Quirks(largest_page=50, over_largest=422, error_body="html", odd_values=422, wrong_key=404, link_order="page"),
    Quirks(smallest_page=20, action_text="null", unknown_fields=True, order="updated"),
)


def _alternatives() -> dict[str, list[object]]:
    hints = typing.get_type_hints(Quirks)
    return {
        field.name: [False, True] if hints[field.name] is bool else list(typing.get_args(hints[field.name]))
        for field in attrs.fields(Quirks)
    }


ONE_BY_ONE = [(name, value) for name, values in _alternatives().items() for value in values]
ANY_QUIRKS = strategies.fixed_dictionaries({n: strategies.sampled_from(v) for n, v in _alternatives().items()})


@BOTH
@pytest.mark.parametrize("quirks", QUIRKY, ids=["plain", "oldest", "strict", "lenient"])
def test_the_whole_suite_through_the_sdk_accuses_nobody(client: Client, quirks: Quirks) -> None:
    report = judge_client(FakeTarget(tenant(quirks=quirks)), client, PLAN, takes=())
    assert report.tenant.verdict is Verdict.ACCEPTED, report.as_text()
    assert report.verdict is Verdict.ACCEPTED, report.as_text()
    assert {called.operation for called in report.calls} == {*operations(), ALL_PAGES}
    assert report.agreed == report.calls


@pytest.mark.parametrize(("name", "value"), ONE_BY_ONE, ids=str)
def test_every_call_agrees_whatever_the_quirk(name: str, value: object) -> None:
    calls = calls_of(blocking, quirks=Quirks(**{name: value}))
    assert [called.told for called in calls if not called.agreed] == []


@BOTH
@hypothesis.given(quirks=ANY_QUIRKS)
@hypothesis.settings(max_examples=20, derandomize=True, database=None, deadline=None)
def test_every_call_agrees_whatever_the_quirks(client: Client, quirks: dict[str, object]) -> None:
    calls = calls_of(client, quirks=Quirks(**quirks))
    assert [called.told for called in calls if not called.agreed] == []


def test_a_tenant_behind_a_socket_is_asked_through_the_sdk_alike() -> None:
    with served_fake() as target:
        report = judge_client(target, awaited, Plan(case_id=1, generated=0))
    assert not report.tenant.broken, report.as_text()
    assert report.agreed == report.calls, report.as_text()
