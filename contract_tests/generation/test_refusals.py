"""What would be lost on the way from the document to the tree stops the generation, and says what it is."""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rendering
from contract_document import GenerationError
from generate import build

ROUTE = "/api/v2/cases/{case_id}/actions"
Document = dict[str, Any]


def operation(document: Document) -> dict[str, Any]:
    return document["paths"][ROUTE]["get"]


def properties(document: Document) -> dict[str, Any]:
    return document["components"]["schemas"]["CaseAction"]["properties"]


def with_property(name: str, schema: Any) -> Callable[[Document], None]:
    return lambda document: properties(document).update({name: schema})


def with_schema(**schemas: Any) -> Callable[[Document], None]:
    return lambda document: document["components"]["schemas"].update(schemas)


def with_values(*values: Any, **others: Any) -> Callable[[Document], None]:
    kind = "integer" if isinstance(values[0], int) else "string"
    return with_schema(Colour={"type": kind, "enum": list(values), "description": "A colour.", **others})


def with_parameter(**parameter: Any) -> Callable[[Document], None]:
    return lambda document: operation(document)["parameters"].append({"description": "More.", **parameter})


def with_another_operation(**changes: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        document["paths"]["/api/v2/actions/{case_id}"] = {"get": {**operation(document), **changes}}

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(
            lambda document: document["components"]["responses"]["NotFound"].update(content={"*/*": {}}),
            r"openapi-python-client warns.*(\n.*)*Unsupported content_type",
            id="a content type that the generator drops",
        ),
        pytest.param(with_property("anything", True), "openapi-python-client warns", id="a boolean schema"),
        pytest.param(
            with_schema(Wide={"allOf": [{"$ref": "#/components/schemas/CaseAction"}], "description": "Wide."}),
            "Wide: allOf is flattened",
            id="allOf",
        ),
        pytest.param(
            with_property("from", {"type": "string", "description": "From."}),
            "properties/from: no Python name",
            id="a property that is no name of Python",
        ),
        pytest.param(
            with_property("inner", {"type": "object", "properties": {"deep": {"type": "string"}}}),
            "CaseActionInner is no named schema with x-evidence",
            id="an object without a name",
        ),
        pytest.param(
            lambda document: properties(document)["query_params"]["oneOf"][1].update({"x-secret": True}),
            "oneOf/1: x-secret is lost here",
            id="a secret that is no property",
        ),
        pytest.param(
            with_schema(Hook={"type": "string", "x-secret": True}),
            "Hook: x-secret is lost here",
            id="a secret that is a named schema",
        ),
        pytest.param(
            with_parameter(**{"name": "token", "in": "query", "schema": {"type": "string"}, "x-secret": True}),
            "token is no integer",
            id="a parameter of another type",
        ),
        pytest.param(
            with_property("mood", {"type": "string", "x-extensible-enum": ["good"], "description": "Mood."}),
            "properties/mood: x-extensible-enum is lost here",
            id="an open enum without a name",
        ),
        pytest.param(with_values(1, 2), "Colour: enums of anything but text", id="an enum of numbers"),
        pytest.param(with_values("9x"), "value '9x' makes no name", id="a value that makes no name"),
        pytest.param(with_values(""), "value '' makes no name", id="an empty value"),
        pytest.param(with_values("a_b", "a-b"), "value 'a_b' has no member", id="two values that make one name"),
        pytest.param(with_values("red", "RED"), "refuses the document.*RED", id="two values that differ in case only"),
        pytest.param(
            with_parameter(
                **{"name": "tag", "in": "header", "schema": {"type": "integer", "minimum": 1, "maximum": 9}}
            ),
            "parameter tag is no argument",
            id="a parameter in a header",
        ),
        pytest.param(
            with_parameter(**{"name": "day", "in": "query", "schema": {"type": "integer", "minimum": 1}}),
            "day is no integer with bounds",
            id="a parameter without bounds",
        ),
        pytest.param(
            lambda document: operation(document).update(
                requestBody={"content": {"application/json": {"schema": {"type": "string"}}}}
            ),
            "listCaseActions: its body must be a named object",
            id="a body without a name",
        ),
        pytest.param(
            lambda document: document["components"]["requestBodies"]["NewCaseAction"].pop("required"),
            "createCaseAction: its body must be a named object",
            id="a body that may be missing",
        ),
        pytest.param(
            lambda document: document["components"]["requestBodies"]["NewCaseAction"]["content"].update(
                {"text/csv": {}}
            ),
            "createCaseAction: its body must be a named object",
            id="a body of two kinds",
        ),
        pytest.param(
            lambda document: document["components"]["schemas"]["Label"].update(minLength=1),
            "a body holds .*minLength.*, which nothing checks",
            id="a bound of what is sent that nothing checks",
        ),
        pytest.param(
            lambda document: document["components"]["schemas"]["NewCaseAction"]["properties"].update(
                action_type={"type": "string", "enum": ["webhook"], "description": "What a click does."}
            ),
            "the enum of webhook is sent: name it",
            id="an enum without a name that is sent",
        ),
        pytest.param(
            lambda document: operation(document)["responses"].update({"204": {"description": "Nothing."}}),
            "an answer without a body is for deleting",
            id="an answer without a body to what does not delete",
        ),
        pytest.param(
            lambda document: operation(document)["responses"].update({"2XX": {"description": "Yes."}}),
            "names no success by its status",
            id="a range of successes",
        ),
        pytest.param(
            with_another_operation(operationId="listAction"),
            r"CaseActions\.iterate: two of that name",
            id="two methods of one name",
        ),
        pytest.param(
            with_another_operation(operationId="listAction", tags=["unheard"]),
            "a template fails: endpoint_init.py.jinja:.*'unheard'",
            id="a tag that is not described",
        ),
        pytest.param(
            lambda document: operation(document).pop("externalDocs"),
            r"a template fails: shared.jinja:\d+.*'externalDocs'",
            id="an operation without a source",
        ),
        pytest.param(
            lambda document: document["info"].update({"x-day": datetime.date(2026, 11, 24)}),
            "date is not JSON serializable",
            id="a day without quotes",
        ),
    ],
)
def test_what_would_be_lost_stops_the_generation(document, tmp_path, change, told):
    change(document)

    with pytest.raises(GenerationError, match=told):
        build(document, tmp_path)


@pytest.mark.parametrize(
    ("template", "old", "new", "told"),
    [
        pytest.param(
            "model.py.jinja",
            "@frozen",
            "{{ misspelt }}@frozen",
            r"a template fails: model.py.jinja:\d+: 'misspelt' is undefined",
            id="a variable that is misspelt",
        ),
        pytest.param(
            "model.py.jinja",
            "model.description,",
            "model.descripton,",
            r"model.py.jinja:\d+: .*'descripton'",
            id="an attribute that is misspelt",
        ),
        pytest.param(
            "model.py.jinja",
            "for property in properties",
            "for property in properties if property.python_name != 'label'",
            "schema CaseAction: property label has no field",
            id="a property that is left out",
        ),
        pytest.param(
            "model.py.jinja",
            "{{ field(model, property) }}",
            ": str{{ ' = None' if not property.required }}",
            "schema CaseAction: property url is secret, and its field is not masked",
            id="a secret that is not masked",
        ),
        pytest.param(
            "model.py.jinja", "class ", "class Other", "property label has no field", id="a model that is lost"
        ),
        pytest.param(
            "str_enum.py.jinja", "enum.values.items()", "()", "value 'webhook' has no member", id="values that are lost"
        ),
        pytest.param(
            "endpoint_module.py.jinja",
            "def call(",
            "def called(",
            "listCaseActions: parameter case_id is no argument",
            id="an operation that is lost",
        ),
        pytest.param(
            "endpoint_init.py.jinja",
            "{{ name }}={{ name }}",
            "{{ name }}=None",
            "createCaseAction: url of the body is no argument, or is not handed on",
            id="a body that is not handed on",
        ),
        pytest.param(
            "endpoint_module.py.jinja",
            "{{ body_check(operation) }}",
            "Fields({}, ())",
            "updateCaseAction: label of the body is checked by nobody",
            id="a body that is not checked",
        ),
        pytest.param(
            "endpoint_module.py.jinja", "def call(", "def call((", "ruff refuses what was generated", id="no Python"
        ),
    ],
)
def test_a_template_that_loses_something_stops_the_generation(
    document, tmp_path, monkeypatch, template, old, new, told
):
    templates = shutil.copytree(rendering.TEMPLATES, tmp_path / "templates")
    text = Path(templates, template).read_text("utf-8")
    assert old in text
    Path(templates, template).write_text(text.replace(old, new), "utf-8")
    monkeypatch.setattr(rendering, "TEMPLATES", templates)
    (tmp_path / "tree").mkdir()

    with pytest.raises(GenerationError, match=told):
        build(document, tmp_path / "tree")
