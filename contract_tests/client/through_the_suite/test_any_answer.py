"""For each answer that the document allows the SDK gives the values, for each refusal it raises: so says the suite."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from faults_seen import asked_by_all
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judge_the_sdk import awaited, blocking

from contract_tests.client.allowed_json import allowed
from tines_cases import RetryPolicy
from tines_contract import Target, UnreachableError
from tines_contract.client_side import Call, Called, Client, Through
from tines_contract.client_side.schemas import answer_schema
from tines_contract.contract.case_actions import LIST
from tines_contract.probes.action_requests import ActionRequests
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_fake import Request, Response
from tines_spec import operation_at, operations

SETTINGS = settings(
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
ORIGIN = "https://any.tines.test"
WITH_BODY = [name for name, operation in operations().items() if operation.success_schema is not None]


class Answering:
    """A tenant that answers what it is told to, one after the other; the last from then on."""

    origin = ORIGIN
    name = "a tenant that answers anything"
    requests_a_minute = None

    def __init__(self, *answers: Response) -> None:
        self._answers = list(answers)

    def send(self, request: Request) -> Response:
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


def _asked(operation: str) -> Probe:
    steps = asked_by_all(ActionRequests(ORIGIN, 7))
    return next(asked for asked in steps if operation_at(asked.request.method, asked.request.path).name == operation)


def _called(client: Client, operation: str, *answers: Response) -> Called:
    through = Through(Answering(*answers), client)
    through.send(_asked(operation).request)
    return through.calls[0]


def _body(operation: str) -> st.SearchStrategy[Any]:
    return allowed(answer_schema(operations()[operation]))


@pytest.mark.parametrize("operation", WITH_BODY)
def test_any_answer_that_the_document_allows_is_agreed(operation: str) -> None:
    @SETTINGS
    @given(body=_body(operation))
    def hold(body: Any) -> None:
        called = _called(blocking, operation, Response.of_json(operations()[operation].success, body))
        assert called.agreed, (called.told, called.odd)

    hold()


@pytest.mark.parametrize("client", [blocking, awaited])
@pytest.mark.parametrize("operation", operations())
def test_any_refusal_is_raised(client: Client, operation: str) -> None:
    for status in (301, 304, 400, 401, 403, 404, 409, 422, 429, 500, 503, 599):
        for body in (b"", b"{}", b"<html>", b'{"errors": []}'):
            assert _called(client, operation, Response(status=status, body=body)).agreed, (status, body)


@pytest.mark.parametrize("text", ["2016-12-31T23:59:60Z", 1.0])
def test_what_the_document_allows_and_no_python_has_is_told_of_the_sdk(text: Any) -> None:
    body = {"case_id": 1, "id": 1, "url": "", "label": "", "story_name": None, "story_emoji": None}
    body |= {"action_type": "page", "created_at": "2016-12-31T23:59:59Z", "updated_at": "2016-12-31T23:59:59Z"}
    body |= {"id": text} if isinstance(text, float) else {"updated_at": text}
    called = _called(blocking, "getCaseAction", Response.of_json(200, body))
    assert called.told == ["it raised DecodeError for an answer that the document allows"]
    assert not called.tenant_wrong


def _patient(target: Target) -> Call:
    """The SDK, which sends again what may be sent again, at once."""
    return blocking(target, RetryPolicy(first_wait=0))


BUSY, THROTTLED, GONE = Response(status=503), Response(status=429), Response(status=404)


@pytest.mark.parametrize(
    ("operation", "answers", "requests"),
    [
        ("deleteCaseAction", (BUSY, Response(status=204)), 2),
        ("deleteCaseAction", (BUSY, GONE), 2),
        ("deleteCaseAction", (GONE,), 1),
        ("updateCaseAction", (BUSY, THROTTLED, GONE), 3),
        ("createCaseAction", (THROTTLED, BUSY), 2),
        ("replaceAllCaseActions", (THROTTLED, BUSY), 2),
        (LIST, (BUSY, BUSY, GONE), 3),
    ],
)
def test_sending_again_what_may_be_sent_again_is_no_mistake(
    operation: str, answers: tuple[Response, ...], requests: int
) -> None:
    called = _called(_patient, operation, *answers)
    assert called.told == []
    assert len(called.exchanges) == requests


def _stubborn(target: Target) -> Call:
    """Sends everything twice where the first answer is an error of the server."""

    class Again:
        origin, name, requests_a_minute = target.origin, "again", None

        def send(self, request: Request) -> Response:
            answer = target.send(request)
            return target.send(request) if answer.status >= 500 else answer

    return blocking(Again())


@pytest.mark.parametrize(
    ("operation", "wrong"), [("createCaseAction", True), ("replaceAllCaseActions", True), ("updateCaseAction", False)]
)
def test_sending_again_what_may_have_been_done_is_one(operation: str, wrong: bool) -> None:
    told = _called(_stubborn, operation, BUSY, GONE).told
    assert told == (["it sends the request again after an answer of 503"] if wrong else [])


def test_what_a_client_does_not_offer_is_asked_raw_and_said() -> None:
    def reading(target: Target) -> Call:
        def call(operation: str, arguments: Any) -> Any:
            raise NotImplementedError  # how a client says that it does not offer it

        return call

    through = Through(Answering(GONE), reading)
    assert through.send(_asked(LIST).request).status == 404
    assert (through.calls, through.not_offered) == ([], {LIST})


def test_a_tenant_that_is_gone_is_no_fault_of_the_client() -> None:
    class Gone(Answering):
        def send(self, request: Request) -> Response:
            raise UnreachableError("no answer")

    with pytest.raises(UnreachableError):
        Through(Gone(), blocking).send(_asked(LIST).request)


ODD: list[Callable[[ActionRequests], Probe]] = [
    lambda builder: builder.reads.raw(Purpose.ODD, "per_page=0"),
    lambda builder: builder.reads.raw(Purpose.ODD, "page=1&page=2"),
    lambda builder: builder.reads.raw(Purpose.ODD, "limit=1"),
    lambda builder: builder.get(Purpose.ODD, "abc"),
    lambda builder: builder.create(Purpose.INCOMPLETE, {"url": ""}),
    lambda builder: builder.update(Purpose.SERVER_OWNED, 1, {"story_name": "x"}),
    lambda builder: builder.create(Purpose.ODD, b"oops"),
    lambda builder: builder.reads.nowhere(),
]


@pytest.mark.parametrize("ask", ODD)
def test_what_no_client_can_ask_is_asked_raw(ask: Callable[[ActionRequests], Probe]) -> None:
    through = Through(Answering(GONE), blocking)
    assert through.send(ask(ActionRequests(ORIGIN, 7)).request).status == 404
    assert through.calls == []


def test_a_report_shows_nothing_of_the_case() -> None:
    body = json.dumps({"label": "my label", "url": "https://hook.test/secret"}).encode()
    called = _called(blocking, "getCaseAction", Response(status=200, body=body))
    assert "my label" not in repr(called)
    assert "hook.test" not in repr(called)
