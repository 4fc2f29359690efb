"""Prism's mock, which makes its answers up from the document alone: the SDK decodes them, in every operation.

From the document's examples; from those of its schemas alone; and at random from what its schemas allow.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import tines_spec
from contract_tests.peers.calls import CALLS
from tines_cases import RetryPolicy, TinesClient
from tines_cases.errors import DecodeError

WAYS = {
    "examples": [],
    "schemas' examples": ["--ignoreExamples"],
    **{f"random {seed}": ["--dynamic", "--seed", str(seed)] for seed in range(1, 7)},
}


def _client(origin: str) -> TinesClient:
    return TinesClient(origin, "any-key", retry=RetryPolicy.none())


@pytest.fixture(scope="module", params=WAYS.values(), ids=WAYS)
def mocked(request, node, document) -> Iterator[TinesClient]:
    with node.prism("mock", document, *request.param) as origin, _client(origin) as tines:
        yield tines


def _type_or_error(call: Callable[[TinesClient], object], tines: TinesClient) -> type | str:
    try:
        return type(call(tines))
    except DecodeError as error:
        return str(error)


@pytest.mark.parametrize("operation", CALLS)
def test_what_the_mock_makes_up_is_decoded_or_refused_for_whose_it_is(mocked, operation) -> None:
    call, expected = CALLS[operation]
    outcome = _type_or_error(call, mocked)
    # The mock does not repeat the numbers of the request.
    assert outcome is expected or re.search(r"\b(case_id|id) is \d+, and 1 was asked for", str(outcome))


def test_there_is_a_call_for_each_operation_of_the_document() -> None:
    items = [item for path in tines_spec.load()["paths"].values() for item in path.values()]
    assert {item["operationId"] for item in items} == CALLS.keys()


def test_the_sample_of_the_documentation_is_iterated(node, document) -> None:
    with node.prism("mock", document) as origin, _client(origin) as tines:
        assert [action.label for action in tines.case_actions.iterate(1)] == ["Claim case", "Escalate"]


@pytest.fixture(scope="module")
def mocked_otherwise(node, tmp_path_factory) -> Iterator[TinesClient]:
    """What a document says that has other names for what every answer with a body holds."""
    other: dict[str, Any] = tines_spec.load()
    for name in ("CaseActionPage", "CaseActionDetail", "CaseActionBatch", "Case"):
        schema = other["components"]["schemas"][name]
        schema["properties"]["case_number"] = schema["properties"].pop("case_id")
        schema["required"] = ["case_number", *schema["required"][1:]]
    path = tmp_path_factory.mktemp("document") / "otherwise.json"
    path.write_text(json.dumps(other), "utf-8")
    with node.prism("mock", str(path), "--dynamic", "--seed", "1") as origin, _client(origin) as tines:
        yield tines


@pytest.mark.parametrize(
    "operation", [name for name in CALLS if name not in ("listCases", "listCaseTasks", "deleteCaseAction")]
)
def test_what_another_document_has_the_mock_make_up_is_not_decoded(mocked_otherwise, operation) -> None:
    call, _ = CALLS[operation]
    with pytest.raises(DecodeError, match="case_id"):
        call(mocked_otherwise)
