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
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from contract_tests.fake.sender import NEW
from contract_tests.suite.covering import alternatives, covering_rows
from tines_contract.engine.schemathesis_requests import CONFIG, found_by_schemathesis
from tines_contract.evidence.observation import Observation
from tines_contract.probes.purpose import Purpose
from tines_fake import Exchange, FakeTenant, Quirks, Request
from tines_spec import Operation, document, load, operation_at, operations

SAMPLE = FakeTenant.sample().state
EACH = [evolve(Quirks(), **{name: value}) for name, values in alternatives().items() for value in values]
ALL_QUIRKS = list(dict.fromkeys([*EACH, *covering_rows()]))
CASES = "/api/v2/cases"
CHANGE = {"label": "Read", "query_params": {"a": True}}
# Of every operation, with what it takes and with what it refuses.
REQUESTS: list[tuple[str, str, Any]] = [
    ("GET", f"{CASES}?per_page=500&order=PRIORITY_DESC", None),
    ("GET", f"{CASES}?per_page=x", None),
    ("GET", f"{CASES}/1", None),
    ("GET", f"{CASES}/99", None),
    ("GET", f"{CASES}/2/tasks?page=2", None),
    ("GET", f"{CASES}/1/actions", None),
    ("GET", f"{CASES}/2/actions?per_page=501&page=2", None),
    ("GET", f"{CASES}/3/actions?page=9", None),
    ("POST", f"{CASES}/1/actions", NEW),
    ("POST", f"{CASES}/1/actions", {**NEW, "query_params": {"case_id": 1}, "id": 7}),
    ("POST", f"{CASES}/1/actions", {"label": 7}),
    ("GET", f"{CASES}/1/actions/1", None),
    ("PUT", f"{CASES}/1/actions/1", CHANGE),
    ("PUT", f"{CASES}/1/actions/1", {}),
    ("PUT", f"{CASES}/1/actions/1", {"label": None}),
    ("DELETE", f"{CASES}/1/actions/1", None),
    ("DELETE", f"{CASES}/1/actions/1", None),
    ("PUT", f"{CASES}/1/actions/batch", {"actions": [NEW, {**NEW, **CHANGE}]}),
    ("PUT", f"{CASES}/1/actions/batch", {"actions": []}),
    ("PUT", f"{CASES}/1/actions/batch", {"actions": [{}]}),
]


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


def test_all_operations_are_among_these_requests() -> None:
    sent = [operation_at(method, target.partition("?")[0]) for method, target, _ in REQUESTS]
    assert {one.name for one in sent if one is not None} == operations().keys()


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

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
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
