"""Whatever is sent to any operation of the spec, the response is one that the spec has, and never a server error."""

import json
from typing import Any
from urllib.parse import quote, urlencode

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.fake.served.sender import NEW
from contract_tests.suite.faults.covering import any_quirks
from tines_fake import Credentials, FakeTenant, Quirks, Request
from tines_spec import Operation, document, operations

SAMPLE = FakeTenant.sample().state
ODD = ["0", "-1", "abc", "", "1.5", "%2F", "é", "9" * 30, "9" * 5000, "true", "null", "1 OR 1=1"]
IDS = st.sampled_from(["1", "2", "3", "61", "1001", *(text for text in ODD if text)]) | st.text(min_size=1, max_size=5)
VALUES = st.sampled_from(["1", "2", "50", "501", "CREATED_ASC", "false", *ODD]) | st.text(max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
BODIES = st.sampled_from([NEW, {"actions": [NEW]}, {"label": "x"}, {}]) | JSON


@st.composite
def _requests(draw: st.DrawFn, operation: Operation) -> Request:
    arguments = {name: quote(draw(IDS), safe="") for name in operation.path_parameters}
    names = [*operation.query_parameters, "unknown"]
    query = draw(st.dictionaries(st.sampled_from(names), VALUES, max_size=4))
    return Request(
        method=operation.method,
        origin="https://fake.tines.test",
        path=operation.path_for(**arguments),
        query=urlencode(query),
        credentials=draw(st.sampled_from([Credentials.RIGHT] * 4 + [Credentials.NONE, Credentials.WRONG])),
        body=draw(BODIES.map(lambda body: json.dumps(body).encode()) | st.binary(max_size=20)),
    )


def _is_valid(operation: Operation, body: Any) -> bool:
    schema = {**(operation.success_schema or {}), "components": document()["components"]}
    return jsonschema.Draft202012Validator(schema).is_valid(body)


@settings(max_examples=50)
@given(st.sampled_from(list(operations().values())), any_quirks(), st.data())
def test_any_request_has_a_response_of_the_spec(operation: Operation, quirks: Quirks, data: st.DataObject) -> None:
    response = FakeTenant(state=SAMPLE, quirks=quirks).respond(data.draw(_requests(operation)))
    assert response.status < 500
    assert operation.names(response.status), response.status
    if response.status == operation.success and operation.success_schema is not None:
        assert _is_valid(operation, json.loads(response.body))


@settings(max_examples=40)
@given(st.lists(st.sampled_from(list(operations().values())), min_size=1, max_size=8), st.data())
def test_requests_leave_a_tenant_that_can_be_read(chosen: list[Operation], data: st.DataObject) -> None:
    fake = FakeTenant(state=SAMPLE)
    for operation in chosen:
        fake.respond(data.draw(_requests(operation)))
    for path in ("/api/v2/cases", "/api/v2/cases/1/actions", "/api/v2/cases/2/tasks"):
        assert fake.respond(Request(origin=fake.origin, path=path)).status == 200


@given(st.text())
def test_a_path_that_no_operation_has_is_404(path: str) -> None:
    fake = FakeTenant(state=SAMPLE)
    assert fake.respond(Request(origin=fake.origin, path=f"/elsewhere/{quote(path)}")).status == 404
