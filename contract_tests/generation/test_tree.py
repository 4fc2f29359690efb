"""What the committed tree holds: the document's words and masks."""

import importlib

import attrs
import pytest
from operations import operations
from schemas import Schemas

import tines_spec
from tines_runtime.secret import shown_names, shown_url

DOCUMENT = tines_spec.load()
SCHEMAS = Schemas(DOCUMENT)
MODELS = sorted(SCHEMAS.models)
OF_THE_RUNTIME = {"Press": {"query_params", "raw_case"}}
"""Fields of a model that the document does not name."""


def flat(text: str) -> str:
    return " ".join(text.split())


def model(name: str) -> type:
    module = "press" if name in SCHEMAS.only_in_webhooks else "models"
    return getattr(importlib.import_module(f"tines_cases.{module}"), name)


@pytest.mark.parametrize("name", MODELS)
def test_the_masked_fields_of_a_model_are_the_secrets_of_its_schema(name):
    masked = {field.name for field in attrs.fields(model(name)) if field.repr in (shown_names, shown_url)}

    properties = DOCUMENT["components"]["schemas"][name]["properties"]
    assert masked - OF_THE_RUNTIME.get(name, set()) == {
        key for key, schema in properties.items() if schema.get("x-secret")
    }


@pytest.mark.parametrize("operation", operations(DOCUMENT, SCHEMAS), ids=lambda operation: operation.name)
@pytest.mark.parametrize("prefix", ["", "Async"])
def test_a_method_is_described_in_the_words_of_its_operation(operation, prefix):
    api = importlib.import_module(f"tines_cases.api.{operation.tag}")
    resource = getattr(api, f"{prefix}{operation.tag.title().replace('_', '')}")
    docstring = flat(getattr(resource, operation.method_name).__doc__)

    assert flat(operation.description) in docstring
    for argument in operation.arguments:
        assert f"{argument.python_name}: {flat(argument.description)}" in docstring
    responses = DOCUMENT["paths"][operation.path][operation.method.lower()]["responses"]
    for code, response in responses.items():
        assert code.startswith("2") or f"{code}: {flat(SCHEMAS.resolved(response)['description'])}" in docstring
