"""What client, fake or suite could not work with stops the generation, with a sentence for the author of the spec."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from contract_document import GenerationError
from generate import build

from contract_tests.generation.document_changes import ROUTE, operation, with_property, without

TEXT = {"type": "string", "description": "A text.", "examples": ["a"]}


def keeping(rule: str) -> Callable[[Any], None]:
    """With a list that keeps one rule more."""
    return lambda document: operation(document)["x-promises"]["keeps"][0]["rules"].append(rule)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(
            keeping("CASE-NAMED"),
            "listCaseActions: CASE-ONLY says what CASE-NAMED does, and more: do not let it keep both",
            id="a list that names its case twice",
        ),
        pytest.param(
            keeping("STORED"),
            "listCaseActions: STORED is for create, batch_create, and this is list",
            id="a rule of another kind of operation",
        ),
        pytest.param(
            lambda document: document["components"]["responses"]["Deleted"].update(
                content={"application/json": {"schema": {"$ref": "#/components/schemas/CaseActionDetail"}}}
            ),
            "deleteCaseAction: it keeps EMPTY, and its 204 has a body",
            id="a body that is promised to be empty",
        ),
        pytest.param(
            without("schemas", "NewCaseAction", "required", "label"),
            "createCaseAction: it requires no text that people know an item by",
            id="nothing to know a new item by",
        ),
        pytest.param(
            without("schemas", "CaseAction", "properties", "label"),
            "createCaseAction: listed items do not show their label",
            id="items that do not show what they are known by",
        ),
        pytest.param(
            lambda document: document["paths"][f"{ROUTE}/{{id}}"].pop("delete"),
            "createCaseAction: what it creates nothing deletes",
            id="what nothing deletes",
        ),
        pytest.param(
            with_property("id", {**TEXT, "type": ["integer", "string"], "minimum": 1, "maximum": 9}),
            "listCaseActions: x-paging needs ids that can be compared: give id one type",
            id="ids that are numbers and texts",
        ),
        pytest.param(
            lambda document: document["components"]["schemas"]["CaseActionDetail"]["properties"].update(
                id={"$ref": "#/components/schemas/PageMeta"}
            ),
            "getCaseAction: id is both in its path and an object of its success",
            id="an envelope that is called as an argument is",
        ),
        pytest.param(
            with_property("id", TEXT),
            "getCaseAction: its path takes id as int, and id of listCaseActions is str: give both one type",
            id="an id that its path takes as another type",
        ),
    ],
)
def test_what_nobody_could_work_with_stops_the_generation(
    document: dict[str, Any], tmp_path: Path, change: Callable[[Any], object], message: str
) -> None:
    change(document)

    with pytest.raises(GenerationError, match=message):
        build(document, tmp_path)
