"""Whatever the spec says is covered by a check that a fault proves, or left open for a reason."""

import copy
import functools
import operator
from typing import Any

import pytest

from contract_tests.suite.faults.spec_coverage import LEFT_OPEN, as_text, table
from tines_contract.checks import CHECKS
from tines_spec import load

DOCUMENT = load()
Document = dict[str, Any]


def _uncovered(document: Document) -> list[str]:
    return [row.name for row in table(document) if not row.covered]


def test_everything_that_the_document_says_is_covered_or_left_open() -> None:
    assert _uncovered(DOCUMENT) == [], "\n".join(as_text(table(DOCUMENT)))


def test_no_check_is_orphaned() -> None:
    assert {promise for row in table(DOCUMENT) for promise in row.covers} == set(CHECKS)


def test_every_reason_to_leave_something_open_is_used() -> None:
    assert {row.open for row in table(DOCUMENT) if row.open} == set(LEFT_OPEN.values())


def test_each_kind_of_thing_is_in_the_table() -> None:
    kinds = {row.kind for row in table(DOCUMENT)}
    assert kinds == {"operation", "security", "argument", "response", "body", "property", "rule"}


LIST = ("paths", "/api/v2/cases/{case_id}/actions", "get")
SORTED = {"id": "LIST-SORTED", "rule": "", "grade": "assumed", "source": "", "needs": ""}
NEW: dict[str, tuple[tuple[str, ...], object]] = {
    "a longest label": (("components", "schemas", "Label", "maxLength"), 9),
    "a property": (("components", "schemas", "CaseAction", "properties", "colour"), {"type": "string"}),
    "an argument": (("components", "parameters", "Page", "name"), "offset"),
    "a rule": ((*LIST, "x-promises", "own"), [SORTED]),
    "a response": ((*LIST, "responses", "409"), {"$ref": "#/components/responses/NotFound"}),
}


@pytest.mark.parametrize(("place", "value"), NEW.values(), ids=NEW)
def test_what_is_new_in_the_spec_is_uncovered_without_a_fault(place: tuple[str, ...], value: object) -> None:
    document = copy.deepcopy(DOCUMENT)
    *above, name = place
    functools.reduce(operator.getitem, above, document)[name] = value
    assert _uncovered(document)


def test_a_check_whose_promise_goes_is_orphaned() -> None:
    document = copy.deepcopy(DOCUMENT)
    promises = document["paths"][LIST[1]]["get"]["x-promises"]
    for group in promises["keeps"]:
        group["rules"] = [rule for rule in group["rules"] if rule != "PAGES-AGREE"]
    covered = {promise for row in table(document) for promise in row.covers}
    assert set(CHECKS) - covered == {"LIST-PAGES-AGREE"}
