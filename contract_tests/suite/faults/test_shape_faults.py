"""Every change of one property of a response: what the spec forbids is accused, what it allows is not.

Which is which says a validator that is neither the suite's nor the SDK's.
"""

import functools
import json
import zlib
from collections.abc import Callable

import jsonschema
import pytest

from contract_tests.suite.faults.matrix import Cell, Result
from tines_cases import TinesClient
from tines_cases.errors import DecodeError
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import Purpose
from tines_contract.promises.lists import PagedList, item_schema
from tines_fake import FakeTenant, Fault, Request
from tines_fake.faults.catalogue import shape_faults
from tines_spec import load, operations, resolve, resource_of

READ_ALL_THE_SAME = "too-small", "too-large", "in-capitals"
"""What the SDK reads although the spec forbids it: a value out of bounds is a value."""

NEW = {"url": "https://example.com", "label": "Runbook", "action_type": "page"}
BODIES = {"createCaseAction": NEW, "updateCaseAction": {"label": "Other"}, "replaceAllCaseActions": {"actions": [NEW]}}
WITH_BODIES = [
    name
    for name, operation in operations().items()
    if operation.success_schema is not None and (name in BODIES or not operation.writes)
]
"""What reads, of every list, and what writes, of one: what a write responds with is judged by its schema alone."""
FAULTS = [fault for fault in shape_faults() if fault.operation in WITH_BODIES]
ALSO_BROKEN = ("-NEXT-UNTIL-LAST", "-PREVIOUS-FROM-SECOND", "-AS-LISTED", "REPLACE-ANSWER")
"""What null may break though its schema allows it: not on every page, and not where another response has a value."""


def _request(operation: str, origin: str) -> Request:
    found = operations()[operation]
    owner = resource_of(found).list
    assert owner is not None
    requests = ListRequests(origin, {"case_id": 1, "id": 1}, PagedList(owner))
    return requests.probe(found, Purpose.WRITE, body=BODIES.get(operation)).request


@functools.cache
def _validator(operation: str) -> jsonschema.Draft202012Validator:
    schema = operations()[operation].success_schema
    return jsonschema.Draft202012Validator({**schema, "components": load()["components"]})


@functools.cache
def _forbidden(fault: Fault) -> bool:
    fake = FakeTenant.sample(faults=[fault])
    response = fake.respond(_request(fault.operation, fake.origin))
    return not _validator(fault.operation).is_valid(json.loads(response.body))


BY_ID = {fault.id: fault for fault in FAULTS}
SAME_TO_A_CHECK = {"renamed": "dropped", "too-large": "too-small"}
"""A key is missing, whatever is there instead; a bound is broken, whichever. One of each two is judged."""

ANY_OF_THE_SAME = {
    (fault.operation, property_name, SAME_TO_A_CHECK.get(change, change)): fault.id
    for fault in sorted(FAULTS, key=lambda fault: zlib.crc32(fault.id.encode()))
    for property_name, _, change in [fault.description.partition(": ")]
}
# All lists describe a page by one schema.
IN_LISTS = {
    ("" if name.startswith("meta.") else operation, name, change): fault
    for (operation, name, change), fault in ANY_OF_THE_SAME.items()
    if operations()[operation].paging is not None
}
JUDGED = [fault for fault in FAULTS if fault.id in IN_LISTS.values() or fault.description.endswith(": retyped")]
"""Each change of a property of lists once; and one change of each property of each response."""


@pytest.mark.parametrize("cell", [Cell(fault.id, items=21, whole=False) for fault in JUDGED], ids=str)
def test_a_changed_property_is_accused_just_where_it_is_forbidden(
    cell: Cell, results: Callable[[Cell], Result]
) -> None:
    fault, found = BY_ID[cell.fault], results(cell)
    if _forbidden(fault):
        assert found.broken == [fault.promise]
    else:
        assert all(one.endswith(ALSO_BROKEN) for one in found.broken)
        assert not found.broken or fault.description.endswith(": null")


def _read_by_the_sdk(operation: str, tines: TinesClient) -> object:
    actions = tines.case_actions
    writes = {
        "createCaseAction": lambda: actions.create(1, **NEW),
        "updateCaseAction": lambda: actions.update(1, 1, label="Other"),
        "replaceAllCaseActions": lambda: actions.replace_all(1, [NEW]),
    }
    if operation in writes:
        return writes[operation]()
    read = operations()[operation]
    resource = getattr(tines, read.tag.lower().replace(" ", "_"))
    return (resource.get if read.paging is None else resource.list)(*[1] * len(read.path_parameters))


def _names_what_was_requested(fault: Fault) -> bool:
    """Whether it changes the case or the item that a response names: another than requested is never read."""
    operation, name = operations()[fault.operation], fault.description.partition(":")[0]
    item = f"{operation.envelope}." if operation.envelope is not None and name.count(".") == 1 else ""
    return name.removeprefix(item) in operations()[fault.operation].path_parameters


@pytest.mark.parametrize("fault", [BY_ID[one] for one in ANY_OF_THE_SAME.values()], ids=lambda fault: fault.id)
def test_the_sdk_raises_just_where_the_spec_forbids_a_property(fault: Fault) -> None:
    fake = FakeTenant.sample(faults=[fault])
    with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as tines:
        read_all_the_same = fault.description.endswith(READ_ALL_THE_SAME) and not _names_what_was_requested(fault)
        if _forbidden(fault) and not read_all_the_same:
            with pytest.raises(DecodeError):
                _read_by_the_sdk(fault.operation, tines)
        else:
            assert _read_by_the_sdk(fault.operation, tines) is not None


@pytest.mark.parametrize("operation", WITH_BODIES)
def test_each_property_of_each_response_has_its_faults(operation: str) -> None:
    changed = {fault.description.split(":")[0].split(".")[-1] for fault in FAULTS if fault.operation == operation}
    body = resolve(operations()[operation].success_schema)
    assert changed >= {*body["properties"], *item_schema(operations()[operation])["properties"]}


def test_some_changes_are_forbidden_and_some_are_not() -> None:
    assert {_forbidden(fault) for fault in FAULTS} == {True, False}
