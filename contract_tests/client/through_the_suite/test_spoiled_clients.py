"""The suite can accuse a client: each spoiled one is named for what it does, and the tenant beneath it is not."""

import json
from typing import Any

import pytest
from judge_the_sdk import blocking

from contract_tests.client.through_the_suite.spoiled_clients import CREATE, GET, SPOILED, Spoiled
from contract_tests.client.through_the_suite.traffic import CASE, EMPTY_CASE, calls_of, state
from tines_contract import FakeTarget, Plan, Target, Verdict
from tines_contract.client_side import Call, Deviation, judge_client
from tines_fake import FakeTenant, Request, fault
from tines_spec import operations

CREATING = frozenset(promise.id for promise in operations()[CREATE].promises)
PLAN = Plan(CASE, generated=0, writing_case=EMPTY_CASE, scenarios=0, promises=CREATING)
TWICE = next(one for one in SPOILED if one.id == "creates twice")


@pytest.mark.parametrize("spoiled", SPOILED, ids=lambda spoiled: spoiled.id)
def test_a_spoiled_client_is_accused_of_what_it_does_alone(spoiled: Spoiled) -> None:
    calls = calls_of(spoiled.client)
    problems = {(called.operation, one) for called in calls for one in called.problems}
    assert problems == {(operation, spoiled.problem) for operation in spoiled.operations}
    assert not any(called.tenant_wrong for called in calls)


def _creates(fake: FakeTenant) -> int:
    return sum(one.request.method == "POST" for one in fake.journal)


def test_the_report_names_the_client_and_what_it_sends_unasked_reaches_no_tenant() -> None:
    fake, sound = FakeTenant(state=state()), FakeTenant(state=state())
    report = judge_client(FakeTarget(fake), TWICE.client, PLAN, name="the spoiled client")
    judge_client(FakeTarget(sound), blocking, PLAN)
    assert not report.tenant.broken, report.as_text()
    assert report.verdict is Verdict.ACCUSED
    assert {called.operation for called in report.client_wrong} == set(TWICE.operations)
    assert f"the spoiled client is wrong  {CREATE}: {TWICE.problem}" in report.as_text()
    assert _creates(fake) == _creates(sound) > 0


TOLERATED = {
    Deviation.BODY: "DELETE-BODY",
    Deviation.CONTENT_TYPE: "GET-HTML",
    Deviation.PATTERN: "TYPE-UPPER",
    Deviation.BLANK_TIMESTAMP: "TIME-WITH-BLANK",
    Deviation.OUT_OF_BOUNDS: "LIST-SHAPE-META-PAGES-TOO-SMALL",
}


@pytest.mark.parametrize("deviation", TOLERATED, ids=lambda deviation: deviation.name)
def test_a_client_is_accused_of_what_it_does_not_say_that_it_tolerates(deviation: Deviation) -> None:
    breach = fault(TOLERATED[deviation])
    calls = calls_of(blocking, [breach], tolerates=set(TOLERATED) - {deviation}, only=breach.operation)
    problems = {one for called in calls for one in called.problems}
    assert problems == {f"it gave a value for a response that the spec forbids: {deviation.value}"}
    tolerated = calls_of(blocking, [breach], tolerates=set(TOLERATED), only=breach.operation)
    assert any(called.tenant_wrong for called in tolerated)
    assert not any(called.client_wrong for called in tolerated)


def lax(target: Target) -> Call:
    """Not ours: a few lines that look at nothing but whether the status is below 300, and add a field of their own."""

    def call(name: str, arguments: Any) -> Any:
        if name not in operations():
            raise NotImplementedError  # how a client says that it does not offer it
        operation = operations()[name]
        query = "&".join(f"{key}={arguments[key]}" for key in operation.query_parameters if key in arguments)
        parameters = {parameter.name for parameter in operation.parameters}
        body = json.dumps({key: value for key, value in arguments.items() if key not in parameters}).encode()
        response = target.send(
            Request(
                method=operation.method,
                origin=target.origin,
                path=operation.path_for(**arguments),
                query=query,
                body=b"" if operation.body_schema is None else body,
            )
        )
        if response.status >= 300:
            raise RuntimeError(response.status)
        return {"fetched": True, **json.loads(response.body or b"{}")}

    return call


def test_a_client_of_others_is_sound_where_it_is_and_accused_where_it_is_lax() -> None:
    assert [called.problems for called in calls_of(lax) if called.client_wrong] == []
    problems = {(c.operation, one) for c in calls_of(lax, [fault("GET-CASE-OTHER")]) for one in c.problems}
    forbidden = "it gave a value for a response that the spec forbids: an id that is another than was asked for"
    assert problems == {(GET, forbidden)}
