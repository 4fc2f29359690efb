"""For each response that the spec allows the SDK gives the values, for each refusal it raises: so says the suite."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from judge_the_sdk import awaited, blocking

from contract_tests.client.through_the_suite.allowed_json import allowed
from contract_tests.client.through_the_suite.calls import requests_of
from tines_cases import RetryPolicy
from tines_contract import Target, UnreachableError
from tines_contract.client_side import Call, Called, Client, Through
from tines_fake import Request, Response
from tines_spec import item_argument, operations

SETTINGS = settings(
    max_examples=15,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
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


def _called(client: Client, operation: str, *responses: Response) -> Called:
    through = Through(Responding(*responses), client)
    through.send(next(requests_of(operations()[operation], ORIGIN)))
    return through.calls[0]


@pytest.mark.parametrize("operation", WITH_BODY)
def test_any_response_that_the_spec_allows_is_agreed(operation: str) -> None:
    found = operations()[operation]
    request = next(requests_of(found, ORIGIN))
    ids = {name: int(text) for name, text in (found.arguments_of(request.method, request.path) or {}).items()}

    @SETTINGS
    @given(body=allowed(found.success_schema))
    def hold(body: Any) -> None:
        named = _naming(ids, body) if found.envelope is None else {found.envelope: _naming(ids, body[found.envelope])}
        if found.method == "DELETE":
            named |= {name: str(ids[item_argument(found) or ""]) for name in named if name not in ids}
        called = _called(blocking, operation, Response.of_json(found.success, named))
        assert called.agreed, (called.problems, called.deviations)

    hold()


def _naming(ids: dict[str, int], item: dict[str, Any]) -> dict[str, Any]:
    return {**item, **{name: number for name, number in ids.items() if name in item}}


@pytest.mark.parametrize("client", [blocking, awaited])
@pytest.mark.parametrize("operation", operations())
def test_any_refusal_is_raised(client: Client, operation: str) -> None:
    for status in (301, 304, 400, 401, 403, 404, 409, 422, 429, 500, 503, 599):
        for body in (b"", b"{}", b"<html>", b'{"errors": []}'):
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

    through = Through(Responding(NOT_FOUND), reading)
    assert through.send(next(requests_of(operations()["listCases"], ORIGIN))).status == 404
    assert (through.calls, through.not_offered) == ([], {"listCases"})


def test_a_tenant_that_is_gone_is_no_fault_of_the_client() -> None:
    class Gone(Responding):
        def send(self, request: Request) -> Response:
            raise UnreachableError("no answer")

    with pytest.raises(UnreachableError):
        Through(Gone(), blocking).send(next(requests_of(operations()["listCases"], ORIGIN)))


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
    through = Through(Responding(NOT_FOUND), blocking)
    assert through.send(request_).status == 404
    assert through.calls == []


def test_a_report_shows_nothing_of_the_case() -> None:
    body = json.dumps({"label": "my label", "url": "https://hook.test/secret"}).encode()
    called = _called(blocking, "getCaseAction", Response(status=200, body=body))
    assert "my label" not in repr(called)
    assert "hook.test" not in repr(called)
