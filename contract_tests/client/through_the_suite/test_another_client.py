"""A client that is not ours, of a few lines: judged by the same suite, sound where it is, and told where it is lax."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from faults_seen import calls_of

from tines_contract import Target
from tines_contract.client_side import Call
from tines_contract.client_side.values import same_json
from tines_fake import FAULTS, Request, Response
from tines_spec import operations

Read = Callable[[Response], Any]


def _lax(target: Target, read: Read, defaults: str = "") -> Call:
    """Says all it is given, also what it need not, and looks at nothing but whether the status is below 300."""

    def call(name: str, given: Any) -> Any:
        if name not in operations():
            raise NotImplementedError  # how a client says that it does not offer it
        operation = operations()[name]
        query = "&".join(f"{key}={given[key]}" for key in operation.query_parameters if key in given) or defaults
        parameters = {parameter.name for parameter in operation.parameters}
        body = {key: value for key, value in given.items() if key not in parameters}
        request = Request(
            method=operation.method,
            origin=target.origin,
            path=operation.path_for(**given),
            query=query if operation.query_parameters else "",
            body=json.dumps(body).encode() if operation.body_schema is not None else b"",
        )
        response = target.send(request)
        if response.status >= 300:
            raise RuntimeError(response.status)
        return read(response)

    return call


def _as_it_came(response: Response) -> Any:
    return json.loads(response.body) if response.body else None


def _or_nothing(response: Response) -> Any:
    try:
        return _as_it_came(response)
    except ValueError:
        return {}


def _with_more(response: Response) -> Any:
    """Fields of its own, and none that is null."""
    told = _as_it_came(response) or {}
    return {"fetched": True, **{name: value for name, value in told.items() if value is not None}}


@pytest.mark.parametrize("read", [_as_it_came, _with_more])
@pytest.mark.parametrize("defaults", ["", "per_page=20", "page=1&per_page=20"])
def test_a_client_may_say_defaults_leave_null_out_and_add_fields_of_its_own(read: Read, defaults: str) -> None:
    calls = calls_of(lambda target: _lax(target, read, defaults))
    assert [called.told for called in calls if not called.agreed] == []


FORBIDDEN = {
    "STATUS-PARTIAL": "a status of success that the document does not name",
    "ID-TEXT": "a field of another type",
    "URL-MISSING": "a required field is missing",
    "TIME-WITHOUT-OFFSET": "a timestamp that is none",
    "BODY-CUT": "no JSON",
    "UPDATE-TIME-WITHOUT-OFFSET": "a timestamp that is none",
    "REPLACE-TIME-WITHOUT-OFFSET": "a timestamp that is none",
    "CREATE-CUT": "no JSON",
    "GET-STATUS-PARTIAL": "a status of success that the document does not name",
}


@pytest.mark.parametrize(("fault_id", "told"), FORBIDDEN.items())
def test_a_client_that_checks_nothing_is_told_what_it_takes(fault_id: str, told: str) -> None:
    fault = next(fault for fault in FAULTS if fault.id == fault_id)
    calls = calls_of(lambda target: _lax(target, _or_nothing), [fault])
    found = {(called.operation, one) for called in calls for one in called.told}
    assert found == {(fault.operation, f"it gave a value for an answer that the document forbids: {told}")}
    assert {called.operation for called in calls if called.tenant_wrong} == {fault.operation}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1, 1.0, True),
        (1, True, False),
        ([1], [True], False),
        ([1], [1, 1], False),
        ({"a": [{"b": 0}]}, {"a": [{"b": False}]}, False),
        ({"a": None}, {}, False),
        ({"a": [{"b": 0}]}, {"a": [{"b": 0.0}]}, True),
    ],
)
def test_values_that_the_document_leaves_open_are_the_same_as_json(one: Any, other: Any, same: bool) -> None:
    assert same_json(one, other) is same
