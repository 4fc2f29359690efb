"""The fake is true to openapi.yaml under all quirks, in each response that it gives and each request that it accepts.

Requests come from schemathesis, by the spec and against it; it and an independent validator judge what comes.
"""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from contract_tests.fake.served.sender import NEW
from contract_tests.suite.faults.covering import covering_rows
from tines_contract.engine.sequences.made_up_requests import CONFIG, found_by_schemathesis
from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import Purpose
from tines_fake import Exchange, FakeTenant, Quirks, Request
from tines_fake.contents.schemas import examples_of
from tines_spec import Operation, document, load, operation_at, operations, resource_of

SAMPLE = FakeTenant.sample().state
ALL_QUIRKS = covering_rows()
"""Each alternative of each quirk, together with each of each other one."""
CASES = "/api/v2/cases"
CHANGE = {"label": "Read", "query_params": {"a": True}}
SPECIAL: list[tuple[str, str, Any]] = [
    ("GET", f"{CASES}?per_page=500&order=PRIORITY_DESC", None),
    ("POST", f"{CASES}/1/actions", {**NEW, "query_params": {"case_id": 1}, "id": 7}),
    ("PUT", f"{CASES}/1/actions/batch", {"actions": [NEW, {**NEW, **CHANGE}]}),
    ("PUT", f"{CASES}/1/actions/batch", {"actions": [{}]}),
]


def _requests_of(operation: Operation) -> Iterator[tuple[str, str, Any]]:
    """What an operation takes, and what it refuses."""
    path = operation.path_for(**dict.fromkeys(operation.path_parameters, 1))
    if (paging := operation.paging) is not None:
        for size in ("", "501", "x", "-1", "%FF", "9" * 5000):
            yield operation.method, f"{path}?{paging.size}={size}&{paging.number}=2&unknown=1", None
        yield operation.method, f"{path}?{paging.number}=99", None
    bodies = [None] * 2 if operation.body_schema is None else [*examples_of(operation.body_schema), {}]
    for body in bodies:
        changes = [{name: other} for name in body or () for other in (7, None)]
        yield from ((operation.method, path, one) for one in (body, *({**(body or {}), **one} for one in changes)))
    for odd in (99, 0, "abc", "%2F", "é", "9" * 5000) if operation.path_parameters else ():
        yield operation.method, operation.path_for(**dict.fromkeys(operation.path_parameters, odd)), bodies[0]


# What replaces all comes last: before it, items are read and written by the ids that they have.
_IN_ORDER = sorted(operations().values(), key=lambda one: resource_of(one).replace_all == one)
REQUESTS = [*(request for one in _IN_ORDER for request in _requests_of(one)), *SPECIAL]


def _validators(part: str) -> dict[str, jsonschema_rs.Validator]:
    shared = {"components": document()["components"]}
    schemas = {name: getattr(one, part) for name, one in operations().items()}
    return {name: jsonschema_rs.Draft202012Validator({**found, **shared}) for name, found in schemas.items() if found}


RESPONSES, BODIES = _validators("success_schema"), _validators("body_schema")


def _lies(exchange: Exchange, operation: Operation) -> Iterator[str]:
    """What of an exchange is not as the spec says."""
    request, response = exchange.request, exchange.response
    if response.status >= 500 or not operation.names(response.status):
        yield f"status {response.status}"
    if response.status >= 300:
        return
    if operation.name in RESPONSES:
        yield from (error.message for error in RESPONSES[operation.name].iter_errors(response.json))
    elif response.body:
        yield "a body"
    if operation.name in BODIES:
        yield from (f"accepted: {error.message}" for error in BODIES[operation.name].iter_errors(request.json))


def test_every_exchange_is_of_the_spec_under_all_quirks() -> None:
    found = []
    for quirks in ALL_QUIRKS:
        fake = FakeTenant(state=SAMPLE, quirks=quirks)
        for method, target, body in REQUESTS:
            path, _, query = target.partition("?")
            content = b"" if body is None else json.dumps(body).encode()
            request = Request(method=method, origin=fake.origin, path=path, query=query, body=content)
            operation = operation_at(method, path)
            assert operation is not None
            exchange = Exchange(request=request, response=fake.respond(request))
            found += [(method, target, lie, quirks) for lie in _lies(exchange, operation)]
    assert found == []


def test_a_tenant_that_lies_is_found_out() -> None:
    fake = FakeTenant(state=SAMPLE, faults=["ID-TEXT"])
    request = Request(origin=fake.origin, path=f"{CASES}/1/actions")
    exchange = Exchange(request=request, response=fake.respond(request))
    assert list(_lies(exchange, operations()["listCaseActions"]))


@pytest.mark.parametrize("operation", operations().values(), ids=lambda one: one.name)
def test_schemathesis_finds_nothing_under_any_quirks(operation: Operation) -> None:
    schema = schemathesis.openapi.from_dict(load(), config=schemathesis.Config.from_dict(CONFIG))
    made = schema[operation.path][operation.method]
    modes = [made.as_strategy(generation_mode=mode) for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)]

    @settings(max_examples=8, suppress_health_check=list(HealthCheck))
    @given(st.one_of(modes), st.sampled_from(ALL_QUIRKS))
    def one(case: Any, quirks: Quirks) -> None:
        fake = FakeTenant(state=SAMPLE, quirks=quirks)
        request = _request(fake, case)
        exchange = Exchange(request=request, response=fake.respond(request))
        served = operation_at(request.method, request.path)
        if served is not None and served.name == operation.name:
            assert list(_lies(exchange, operation)) == []
            assert list(found_by_schemathesis(case, Observation(exchange, Purpose.GENERATED))) == []
        assert exchange.response.status < 500

    one()


def _request(fake: FakeTenant, case: Any) -> Request:
    """As a client would send what schemathesis made up."""
    kwargs = case.as_transport_kwargs(base_url=fake.origin)
    names = ("method", "url", "params", "json", "data", "headers")
    sent = requests.Request(**{name: kwargs.get(name) for name in names}).prepare()
    path, _, query = sent.path_url.partition("?")
    body = sent.body or b""
    return Request(
        method=str(sent.method),
        origin=fake.origin,
        path=path,
        query=query,
        body=body.encode() if isinstance(body, str) else body,
    )
