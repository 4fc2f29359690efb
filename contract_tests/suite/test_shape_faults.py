"""Every change of one property of an answer: what the document forbids is accused, what it allows is not.

Which is which says a validator that is neither the suite's nor the SDK's.
"""

import functools
import json
from collections.abc import Callable

import jsonschema
import pytest

from contract_tests.suite.matrix import Cell, Result
from tines_cases import TinesClient
from tines_cases.errors import DecodeError
from tines_contract.probes.action_requests import ActionRequests
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_fake import FakeTenant, Fault
from tines_fake.shape_faults import shape_faults
from tines_spec import load

FAULTS = shape_faults()
READ_ALL_THE_SAME = "too-small", "too-large", "in-capitals"
"""What the SDK reads although the document forbids it: a value out of bounds is a value."""

NEW = {"url": "https://example.com", "label": "Runbook", "action_type": "page"}
SCHEMAS = {
    "listCaseActions": "CaseActionPage",
    "getCaseAction": "CaseActionDetail",
    "createCaseAction": "CaseActionDetail",
    "updateCaseAction": "CaseActionDetail",
    "replaceAllCaseActions": "CaseActionBatch",
}
TOLD_BY_A_RULE = {"LIST-NEXT-UNTIL-LAST", "LIST-PREVIOUS-FROM-SECOND", "GET-AS-LISTED", "REPLACE-ANSWER"}
"""What null may break though its schema allows it: not on every page, and not where another answer has a value."""


def _asked(operation: str, origin: str) -> Probe:
    requests = ActionRequests(origin, 1)
    return {
        "listCaseActions": lambda: requests.list(Purpose.DEFAULT),
        "getCaseAction": lambda: requests.get(Purpose.READ, 1),
        "createCaseAction": lambda: requests.create(Purpose.WRITE, NEW),
        "updateCaseAction": lambda: requests.update(Purpose.WRITE, 1, {"label": "Other"}),
        "replaceAllCaseActions": lambda: requests.replace(Purpose.WRITE, {"actions": [NEW]}),
    }[operation]()


@functools.cache
def _validator(operation: str) -> jsonschema.Draft202012Validator:
    reference = f"#/components/schemas/{SCHEMAS[operation]}"
    return jsonschema.Draft202012Validator({"$ref": reference, "components": load()["components"]})


@functools.cache
def _forbidden(fault: Fault) -> bool:
    fake = FakeTenant.sample(faults=[fault])
    answer = fake.answer(_asked(fault.operation, fake.origin).request)
    return not _validator(fault.operation).is_valid(json.loads(answer.body))


BY_ID = {fault.id: fault for fault in FAULTS}


@pytest.mark.parametrize("cell", [Cell(fault.id, whole=False) for fault in FAULTS], ids=str)
def test_a_changed_property_is_accused_just_where_the_document_forbids_it(
    cell: Cell, results: Callable[[Cell], Result]
) -> None:
    fault, found = BY_ID[cell.fault], results(cell)
    if _forbidden(fault):
        assert found.broken == [fault.promise]
    else:
        assert set(found.broken) <= (TOLD_BY_A_RULE if fault.description.endswith(": null") else set())


def _read_by_the_sdk(operation: str, tines: TinesClient) -> object:
    actions = tines.case_actions
    return {
        "listCaseActions": lambda: actions.list(1),
        "getCaseAction": lambda: actions.get(1, 1),
        "createCaseAction": lambda: actions.create(1, **NEW),
        "updateCaseAction": lambda: actions.update(1, 1, label="Other"),
        "replaceAllCaseActions": lambda: actions.replace_all(1, [NEW]),
    }[operation]()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_the_sdk_refuses_a_property_that_the_document_forbids_and_reads_one_that_it_allows(fault: Fault) -> None:
    fake = FakeTenant.sample(faults=[fault])
    with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as tines:
        if _forbidden(fault) and not fault.description.endswith(READ_ALL_THE_SAME):
            with pytest.raises(DecodeError):
                _read_by_the_sdk(fault.operation, tines)
        else:
            assert _read_by_the_sdk(fault.operation, tines).case_id is not None


def test_each_property_of_each_answer_has_its_faults() -> None:
    schemas = load()["components"]["schemas"]
    nested = {"CaseActionPage": ("CaseAction", "PageMeta"), "CaseActionBatch": ("CaseAction",)}
    for operation, name in SCHEMAS.items():
        told = {fault.description.split(":")[0].split(".")[-1] for fault in FAULTS if fault.operation == operation}
        assert told >= {prop for one in (name, *nested.get(name, ())) for prop in schemas[one]["properties"]}


def test_a_fault_of_shape_changes_the_answers_of_its_operation_alone() -> None:
    for fault in FAULTS:
        sound, faulty = FakeTenant.sample(), FakeTenant.sample(faults=[fault])
        others = [operation for operation in SCHEMAS if operation != fault.operation]
        asked = [_asked(operation, sound.origin).request for operation in others]
        assert all(_alike(sound.answer(one).body, faulty.answer(one).body) for one in asked)


def _alike(one: bytes, other: bytes) -> bool:
    """Whether two answers have the same keys: the times of writes differ."""
    return _keys(json.loads(one)) == _keys(json.loads(other))


def _keys(value: object) -> object:
    if isinstance(value, dict):
        return {key: _keys(entry) for key, entry in value.items()}
    return [_keys(entry) for entry in value] if isinstance(value, list) else type(value)


def test_some_changes_are_forbidden_and_some_are_not() -> None:
    assert {_forbidden(fault) for fault in FAULTS} == {True, False}
