"""Each rule sees the fault that it is there for: the document, broken in one place, gives just that finding."""

from copy import deepcopy
from typing import Any

import pytest

from contract_tests.spec.rules.document_lint import RULES, findings
from contract_tests.spec.rules.fault_places import GONE, MODEL
from contract_tests.spec.rules.seeded_faults import FAULTS


def put(document: dict[str, Any], pointer: str, value: Any) -> None:
    """Set what a JSON pointer names, or take it away."""
    *steps, last = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
    place: Any = document
    for step in steps:
        place = place[int(step) if isinstance(place, list) else step]
    key = int(last) if isinstance(place, list) else last
    if value is GONE:
        del place[key]
    else:
        place[key] = value


@pytest.mark.parametrize(("pointer", "value", "finding"), [fault[1:] for fault in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_seeded_fault_gives_its_finding_and_no_other(document, pointer, value, finding):
    put(document, pointer, value)

    assert findings(document) == [finding]


def test_each_rule_is_proven_by_a_fault(document_as_written):
    proven = set()
    for _, pointer, value, _ in FAULTS:
        broken = deepcopy(document_as_written)
        put(broken, pointer, value)
        proven |= {rule for rule in {*RULES} - proven if list(rule(broken))}

    assert proven == {*RULES}


def test_data_is_not_taken_for_a_schema(document):
    put(
        document,
        f"{MODEL}/properties/query_params/examples/0",
        {"nullable": True, "allOf": [], "x-evidence": "", "type": "integer"},
    )
    put(
        document,
        f"{MODEL}/properties/nullable",
        {"type": "boolean", "x-evidence": document["components"]["schemas"]["CaseAction"]["x-evidence"]},
    )

    assert findings(document) == []
