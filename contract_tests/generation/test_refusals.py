"""What would be lost on the way from the document to the tree stops the generation, and says what it is."""

import datetime

import pytest
from contract_document import GenerationError
from generate import build

from contract_tests.generation.document_changes import (
    ROUTE,
    operation,
    pressed_as,
    properties,
    with_another_operation,
    with_paging,
    with_parameter,
    with_property,
    with_schema,
    with_values,
    without,
)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(
            lambda document: document["components"]["responses"]["NotFound"].update(content={"*/*": {}}),
            r"openapi-python-client warns.*(\n.*)*Unsupported content_type",
            id="a content type that the generator drops",
        ),
        pytest.param(with_property("anything", True), "openapi-python-client warns", id="a boolean schema"),
        pytest.param(
            with_schema(Wide={"allOf": [{"$ref": "#/components/schemas/CaseAction"}], "description": "Wide."}),
            "Wide: allOf would lose masks",
            id="allOf",
        ),
        pytest.param(
            with_property("from", {"type": "string", "description": "From."}),
            "properties/from: no Python name",
            id="a property that is no name of Python",
        ),
        pytest.param(
            pressed_as("Click"),
            "what webhooks are sent, Click, PressedButton, PressedCase, has no module",
            id="a webhook that is sent no Press",
        ),
        pytest.param(
            with_property("str", {"type": "string", "description": "A text."}),
            "CaseAction: a field called str would hide what the class is made with",
            id="a property that is called as a type is",
        ),
        pytest.param(
            with_property("inner", {"type": "object", "properties": {"deep": {"type": "string"}}}),
            "CaseAction: an object is no named schema: make it one",
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
            "parameters/3: x-secret is lost here",
            id="a secret that is a parameter",
        ),
        pytest.param(
            with_property("mood", {"type": "string", "x-extensible-enum": ["good"], "description": "Mood."}),
            "properties/mood: x-extensible-enum is lost here",
            id="an open enum without a name",
        ),
        pytest.param(with_values(1, 2), "an enum of anything but text", id="an enum of numbers"),
        pytest.param(with_values("9x"), "Colour: a value makes no name but VALUE_0", id="a value that makes no name"),
        pytest.param(with_values(""), "Colour: a value makes no name but VALUE_0", id="an empty value"),
        pytest.param(
            with_values("a_b", "a-b"), "Colour: two of a_b, a-b make one name", id="two values that make one name"
        ),
        pytest.param(with_values("red", "RED"), "refuses the spec.*RED", id="two values that differ in case only"),
        pytest.param(
            with_parameter(
                **{"name": "tag", "in": "header", "schema": {"type": "integer", "minimum": 1, "maximum": 9}}
            ),
            "parameter tag is in a header: only path and query are sent",
            id="a parameter in a header",
        ),
        pytest.param(
            with_parameter(**{"name": "tag", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}),
            "parameter tag is array, and no URL says how that is written: make it a string",
            id="an array in the query",
        ),
        pytest.param(
            with_parameter(**{"name": "tag", "in": "query", "schema": {"type": ["string", "null"]}}),
            "parameter tag is string or null",
            id="null in the query",
        ),
        pytest.param(
            with_parameter(**{"name": "tag", "in": "query", "schema": {"type": "string", "maxLength": 3}}),
            "what is sent holds .*maxLength.*, which nothing checks",
            id="a bound of a parameter that nothing checks",
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
            "what is sent holds .*minLength.*, which nothing checks",
            id="a bound of what is sent that nothing checks",
        ),
        pytest.param(
            lambda document: operation(document)["responses"].update({"204": {"description": "Nothing."}}),
            "a response without a body is for deleting",
            id="an answer without a body to what does not delete",
        ),
        pytest.param(
            lambda document: operation(document)["responses"].update({"2XX": {"description": "Yes."}}),
            "names no success by its status",
            id="a range of successes",
        ),
        pytest.param(
            with_another_operation(operationId="listAction"),
            r"Redefinition of unused `iterate`|redefinition of unused `iterate`",
            id="two methods of one name",
        ),
        pytest.param(
            with_another_operation(operationId="listAction", tags=["unheard"]),
            "a template fails: endpoint_init.py.jinja:.*'unheard'",
            id="a tag that is not described",
        ),
        pytest.param(
            with_another_operation(operationId="intCaseActions"),
            "builtin-attribute-shadowing",
            id="a method that hides a type",
        ),
        pytest.param(
            with_parameter(**{"name": "timeout", "in": "query", "schema": {"type": "integer"}}),
            "a method cannot have two arguments called timeout: give one another name",
            id="a parameter with the name of another argument",
        ),
        pytest.param(
            lambda document: operation(document)["responses"].update({"202": {"description": "Later."}}),
            "a response without a body is for deleting",
            id="a success with a body and one without",
        ),
        pytest.param(
            lambda document: operation(document)["responses"].update(
                {"202": {"$ref": "#/components/responses/CaseActionBatch"}}
            ),
            "its successes are CaseActionPage, CaseActionBatch: give them one schema",
            id="successes of two types",
        ),
        pytest.param(
            with_property("either", {"oneOf": [{"type": "string"}, {"type": "string", "format": "date-time"}]}),
            "CaseAction: no decoder tells string from string: leave it open",
            id="one of two that look alike",
        ),
        pytest.param(
            with_property("field", {"type": "string", "description": "A field."}),
            "CaseAction: a field called field would hide",
            id="a field with the name of what makes fields",
        ),
        pytest.param(
            with_property("parent", {"$ref": "#/components/schemas/CaseAction"}),
            "CaseAction: it holds itself",
            id="a schema inside itself",
        ),
        pytest.param(
            with_property("page", {"$ref": "#/components/schemas/CaseActionPage"}),
            "CaseActionPage: it holds itself",
            id="a schema inside another that is inside it",
        ),
        pytest.param(
            with_property("pageEmoji", {"type": "string", "description": "An emoji."}),
            "properties/pageEmoji: no Python name",
            id="a property in camel case",
        ),
        pytest.param(
            lambda document: document["components"]["schemas"].update(
                case_thing=document["components"]["schemas"]["PageMeta"]
            ),
            "no class is called case_thing",
            id="a schema whose name is no class's",
        ),
        pytest.param(
            lambda document: operation(document)["x-paging"].pop("id"),
            "listCaseActions: x-paging has no id: name it",
            id="paging without an id",
        ),
        pytest.param(with_paging(id="number"), "x-paging needs the property number", id="an id that no item has"),
        pytest.param(with_paging(items="things"), "x-paging needs the property things", id="items that no page has"),
        pytest.param(with_paging(items="case_id"), "x-paging needs case_id to be array", id="items that are no array"),
        pytest.param(
            with_paging(number="leaf"),
            "x-paging needs leaf to be an optional integer in the query",
            id="a page parameter that there is none of",
        ),
        pytest.param(
            lambda document: document["components"]["parameters"]["PerPage"].update(required=True),
            "x-paging needs per_page to be an optional integer in the query",
            id="a page size that is required",
        ),
        pytest.param(
            without("schemas", "PageMeta", "required", "count"),
            "x-paging needs the property count: give it to the schema, required",
            id="a meta that may not count",
        ),
        pytest.param(
            without("schemas", "PageMeta", "properties", "next_page_number"),
            "x-paging needs the property next_page_number",
            id="a meta without the next number",
        ),
        pytest.param(
            lambda document: operation(document).pop("externalDocs"),
            "listCaseActions: externalDocs is missing",
            id="an operation without a source",
        ),
        pytest.param(
            lambda document: operation(document).pop("operationId"),
            "get /api/v2/cases/{case_id}/actions: operationId is missing",
            id="an operation without a name",
        ),
        pytest.param(
            without("schemas", "CaseTask", "x-evidence"),
            "CaseTask: x-evidence is missing",
            id="a schema without a source",
        ),
        pytest.param(
            lambda document: document["paths"][f"{ROUTE}/{{id}}"]["delete"].update(
                requestBody={"$ref": "#/components/requestBodies/NewCaseAction"}
            ),
            "deleteCaseAction: it removes something with a body",
            id="a body that deletes",
        ),
        pytest.param(
            lambda document: document["paths"][ROUTE].update(post=document["paths"][ROUTE].pop("get")),
            "listCaseActions: it pages and is no GET",
            id="a list that is posted",
        ),
        pytest.param(
            lambda document: operation(document).update(tags=["request"]),
            "listCaseActions: its tag request is a method of the client",
            id="a tag with the name of a method",
        ),
        pytest.param(
            lambda document: document["info"].update({"x-day": datetime.date(2026, 11, 24)}),
            "date is not JSON serializable",
            id="a day without quotes",
        ),
    ],
)
def test_what_would_be_lost_stops_the_generation(document, tmp_path, change, message):
    change(document)

    with pytest.raises(GenerationError, match=message):
        build(document, tmp_path)
