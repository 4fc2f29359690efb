"""Every change of one property of an answer: what the document forbids is accused, what it allows is not.

Which is which says a validator that is neither the suite's nor the SDK's.
"""

import json
from collections.abc import Callable

import jsonschema
import pytest

from tines_cases import TinesClient
from tines_cases.errors import DecodeError
from tines_contract import Report
from tines_fake import FakeTenant, Fault, Request
from tines_fake.shape_faults import shape_faults
from tines_spec import load

FAULTS = shape_faults()
READ_ALL_THE_SAME = "too-small", "too-large", "in-capitals"
"""What the SDK reads although the document forbids it: a value out of bounds is a value."""


def _forbidden(fault: Fault) -> bool:
    schema = {"$ref": "#/components/schemas/CaseActionPage", "components": load()["components"]}
    fake = FakeTenant.sample(faults=[fault])
    answer = fake.answer(Request(origin=fake.origin, path="/api/v2/cases/1/actions"))
    return not jsonschema.Draft202012Validator(schema).is_valid(json.loads(answer.body))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_changed_property_is_accused_just_where_the_document_forbids_it(
    fault: Fault, judged: Callable[..., Report]
) -> None:
    assert ("LIST-SHAPE" in judged(45, faults=[fault]).broken) is _forbidden(fault)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_the_sdk_refuses_a_property_that_the_document_forbids_and_reads_one_that_it_allows(fault: Fault) -> None:
    fake = FakeTenant.sample(faults=[fault])
    with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as tines:
        if _forbidden(fault) and not fault.told.endswith(READ_ALL_THE_SAME):
            with pytest.raises(DecodeError):
                tines.case_actions.list(1)
        else:
            assert tines.case_actions.list(1).case_id is not None


def test_each_property_of_the_document_has_its_faults() -> None:
    schemas = load()["components"]["schemas"]
    told = {fault.told.split(":")[0].split(".")[-1] for fault in FAULTS}
    assert told >= {name for s in ("CaseActionPage", "CaseAction", "PageMeta") for name in schemas[s]["properties"]}


def test_some_changes_are_forbidden_and_some_are_not() -> None:
    assert {_forbidden(fault) for fault in FAULTS} == {True, False}
