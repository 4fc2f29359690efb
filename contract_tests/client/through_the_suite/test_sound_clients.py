"""The SDK is not accused: what the spec allows it gives as it came, and what is forbidden it raises or tolerates."""

import itertools
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from judge_the_sdk import awaited, blocking

from contract_tests.client.through_the_suite.traffic import allowed, calls_of, requests_of
from contract_tests.suite.faults.covering import HALF, rows_for_faults
from contract_tests.suite.tenants.tenants import CASE, EMPTY, full_tenant
from tines_cases import RetryPolicy
from tines_contract import FakeTarget, Plan, Target, UnreachableError, served_fake
from tines_contract.client_side import Call, Client, ClientCall, ClientTarget, judge_client
from tines_fake import Request, Response, faults_of
from tines_spec import item_argument, operations

SETTINGS = settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
BOTH = pytest.mark.parametrize("client", [blocking, awaited])
ORIGIN = "https://any.tines.test"
WITH_BODY = [name for name, operation in operations().items() if operation.success_schema is not None]
BUSY, THROTTLED, NOT_FOUND = Response(status=503), Response(status=429), Response(status=404)


class Responding:
    """A tenant that gives these responses, one after the other; the last from then on."""

    origin = ORIGIN
    name = "a tenant that responds with anything"
    requests_a_minute = None

    def __init__(self, *responses: Response) -> None:
        self._responses = list(responses)

    def send(self, request: Request) -> Response:
        return self._responses.pop(0) if len(self._responses) > 1 else self._responses[0]


def _called(client: Client, operation: str, *responses: Response) -> ClientCall:
    through = ClientTarget(Responding(*responses), client)
    through.send(next(requests_of(operations()[operation], ORIGIN)))
    return through.calls[0]


def _named(body: Any, ids: dict[str, int]) -> Any:
    """With the ids that were asked for, also within an envelope."""
    if not isinstance(body, dict):
        return body
    return {name: ids[name] if name in ids else _named(value, ids) for name, value in body.items()}


@pytest.mark.parametrize("operation", WITH_BODY)
def test_any_response_that_the_spec_allows_is_agreed(operation: str) -> None:
    found = operations()[operation]
    request = next(requests_of(found, ORIGIN))
    ids = {name: int(text) for name, text in (found.arguments_of(request.method, request.path) or {}).items()}

    @SETTINGS
    @given(body=allowed(found.success_schema))
    def hold(body: Any) -> None:
        named = _named(body, ids)
        if found.method == "DELETE":  # what it shows is the id of what is gone, by any name
            named |= {name: str(ids[item_argument(found) or ""]) for name in named if name not in ids}
        called = _called(blocking, operation, Response.of_json(found.success, named))
        assert called.agreed, (called.problems, called.deviations)

    hold()


@BOTH
@pytest.mark.parametrize("operation", operations())
def test_any_refusal_is_raised(client: Client, operation: str) -> None:
    statuses = (301, 304, 400, 401, 403, 404, 409, 422, 429, 500, 503, 599)
    for status, body in zip(statuses, itertools.cycle((b"", b"{}", b"<html>", b'{"errors": []}', b"[]"))):
        assert _called(client, operation, Response(status=status, body=body)).agreed, (status, body)


def _patient(target: Target) -> Call:
    """The SDK, which sends again what may be sent again, at once."""
    return blocking(target, RetryPolicy(first_wait=0))


@pytest.mark.parametrize(
    ("operation", "responses", "requests"),
    [
        ("deleteCaseAction", (BUSY, Response(status=204)), 2),
        ("deleteCaseAction", (BUSY, NOT_FOUND), 2),
        ("deleteCaseAction", (NOT_FOUND,), 1),
        ("updateCaseAction", (BUSY, THROTTLED, NOT_FOUND), 3),
        ("createCaseAction", (THROTTLED, BUSY), 2),
        ("replaceAllCaseActions", (THROTTLED, BUSY), 2),
        ("listCases", (BUSY, BUSY, NOT_FOUND), 3),
    ],
)
def test_sending_again_what_may_be_sent_again_is_no_mistake(
    operation: str, responses: tuple[Response, ...], requests: int
) -> None:
    called = _called(_patient, operation, *responses)
    assert called.problems == []
    assert len(called.exchanges) == requests


def test_what_a_client_does_not_offer_is_asked_raw_and_said() -> None:
    def reading(target: Target) -> Call:
        def call(operation: str, arguments: Any) -> Any:
            raise NotImplementedError  # how a client says that it does not offer it

        return call

    through = ClientTarget(Responding(NOT_FOUND), reading)
    assert through.send(next(requests_of(operations()["listCases"], ORIGIN))).status == 404
    assert (through.calls, through.not_offered) == ([], {"listCases"})


def test_a_tenant_that_is_gone_is_no_fault_of_the_client() -> None:
    class Gone(Responding):
        def send(self, request: Request) -> Response:
            raise UnreachableError("no answer")

    with pytest.raises(UnreachableError):
        ClientTarget(Gone(), blocking).send(next(requests_of(operations()["listCases"], ORIGIN)))


ACTIONS = "/api/v2/cases/7/actions"


@pytest.mark.parametrize(
    "request_",
    [
        Request(origin=ORIGIN, path=ACTIONS, query="per_page=0"),
        Request(origin=ORIGIN, path=ACTIONS, query="page=1&page=2"),
        Request(origin=ORIGIN, path=ACTIONS, query="limit=1"),
        Request(origin=ORIGIN, path=f"{ACTIONS}/abc"),
        Request(origin=ORIGIN, path=ACTIONS, method="POST", body=b'{"url": ""}'),
        Request(origin=ORIGIN, path=f"{ACTIONS}/1", method="PUT", body=b'{"story_name": "x"}'),
        Request(origin=ORIGIN, path=ACTIONS, method="POST", body=b"oops"),
        Request(origin=ORIGIN, path="/nowhere"),
    ],
)
def test_what_no_client_can_ask_is_asked_raw(request_: Request) -> None:
    through = ClientTarget(Responding(NOT_FOUND), blocking)
    assert through.send(request_).status == 404
    assert through.calls == []


def test_a_report_shows_nothing_of_the_case() -> None:
    body = json.dumps({"label": "my label", "url": "https://hook.test/secret"}).encode()
    called = _called(blocking, "getCaseAction", Response(status=200, body=body))
    assert "my label" not in repr(called)
    assert "hook.test" not in repr(called)


def test_the_suite_through_the_sdk_accuses_nobody() -> None:
    plan = Plan(CASE, generated=0, writing_case=EMPTY, scenarios=0)
    report = judge_client(FakeTarget(full_tenant()), blocking, plan)
    assert not report.tenant.broken, report.as_text()
    assert report.agreed == report.calls, report.as_text()


@pytest.mark.parametrize("row", range(len(rows_for_faults())))
def test_every_call_agrees_whatever_the_quirks(row: int) -> None:
    """Each half of the rows holds the alternatives of all quirks, but for the bodies of errors."""
    calls = calls_of(blocking if row < HALF else awaited, quirks=rows_for_faults()[row])
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
