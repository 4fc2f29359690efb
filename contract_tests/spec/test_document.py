"""openapi.yaml as it stands."""

from pathlib import Path

import contract_document
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from contract_tests.document_changes import GONE, changed
from contract_tests.spec.rules import findings


def test_the_document_breaks_no_rule_of_the_project(document_as_written):
    assert findings(document_as_written) == []


def test_the_document_is_valid_openapi(document_as_written):
    assert list(OpenAPIV31SpecValidator(document_as_written).iter_errors()) == []


@pytest.mark.parametrize(
    ("place", "value"), [("/info/title", GONE), ("/components/parameters/PerPage/schema/default", "0")]
)
def test_a_document_that_is_no_openapi_is_seen(document_as_written, place, value):
    assert list(OpenAPIV31SpecValidator(changed(document_as_written, place, value)).iter_errors()) != []


def test_a_property_has_the_evidence_of_its_schema_or_its_own(tmp_path: Path):
    path = tmp_path / "openapi.yaml"
    path.write_text("components: {schemas: {A: {x-evidence: {seen: a}, properties: {b: {}, c: {x-evidence: {}}}}}}\n")

    properties = contract_document.read(path)["components"]["schemas"]["A"]["properties"]

    assert properties == {"b": {"x-evidence": {"seen": "a"}}, "c": {"x-evidence": {}}}
