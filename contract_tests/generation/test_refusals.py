"""What would be lost on the way from the document to the tree, or nobody could work with, stops the generation."""

import json
import re

import pytest
from contract_document import GenerationError
from generate import build

from contract_tests.document_changes import changed, rows

ACTIONS = "/paths/~1api~1v2~1cases~1{case_id}~1actions"
# Where | what stands there instead | the message, as a regular expression.
REFUSED = r"""
RESPONSES/NotFound/content | {'*/*': {}} | openapi-python-client warns.*(\n.*)*Unsupported content_type
ITEM/anything | true | openapi-python-client warns
SCHEMAS/Wide | {allOf: [{$ref: '#/components/schemas/CaseAction'}], description: Wide.} | Wide: allOf would lose masks
ITEM/from | {type: string, description: From.} | properties/from: no Python name
ITEM/pageEmoji | {type: string, description: An emoji.} | properties/pageEmoji: no Python name
ITEM/str | {type: string, description: A text.} | CaseAction: a field called str would hide what the class is made with
ITEM/field | {type: string, description: A field.} | CaseAction: a field called field would hide
ITEM/inner | {type: object, properties: {deep: {type: string}}} | \
    CaseAction: an object is no named schema: make it one
ITEM/either | {oneOf: [{type: string}, {type: string, format: date-time}]} | \
    CaseAction: no decoder tells string from string: leave it open
ITEM/parent | {$ref: '#/components/schemas/CaseAction'} | CaseAction: it holds itself
ITEM/page | {$ref: '#/components/schemas/CaseActionPage'} | CaseActionPage: it holds itself
ITEM/query_params/oneOf/1/x-secret | true | oneOf/1: x-secret is lost here
SCHEMAS/Hook | {type: string, x-secret: true} | Hook: x-secret is lost here
LIST/parameters/- | {name: token, in: query, schema: {type: string}, x-secret: true} | \
    parameters/3: x-secret is lost here
ITEM/mood | {type: string, x-extensible-enum: [good], description: Mood.} | \
    properties/mood: x-extensible-enum is lost here
SCHEMAS/Colour | {type: integer, enum: [1, 2], description: A.} | an enum of anything but text
SCHEMAS/Colour | {type: string, enum: [9x], description: A.} | Colour: a value makes no name but VALUE_0
SCHEMAS/Colour | {type: string, enum: [''], description: A.} | Colour: a value makes no name but VALUE_0
SCHEMAS/Colour | {type: string, enum: [a_b, a-b], description: A.} | Colour: two of a_b, a-b make one name
SCHEMAS/Colour | {type: string, enum: [red, RED], description: A.} | refuses the spec.*RED
SCHEMAS/case_thing | {type: object, description: A., x-evidence: {source: LIST}, properties: {a: {type: string, \
    description: A.}}} | no class is called case_thing
SCHEMAS/Label/minLength | 1 | what is sent holds .*minLength.*, which nothing checks
SCHEMAS/CaseTask/x-evidence | GONE | CaseTask: x-evidence is missing
LIST/parameters/- | {name: tag, in: header, description: A., schema: {type: integer}} | \
    parameter tag is in a header: only path and query are sent
LIST/parameters/- | {name: tag, in: query, description: A., schema: {type: array, items: {type: string}}} | \
    parameter tag is array, and no URL says how that is written: make it a string
LIST/parameters/- | {name: tag, in: query, style: deepObject, description: A., schema: {type: object}} | \
    tag has the style of filters: make its schema a named object
GETCASE/parameters/- | {name: tag, in: query, style: deepObject, description: A., schema: {$ref: \
    '#/components/schemas/CaseFilters'}} | getCase: tag has the style of filters: give it to a list
LIST/parameters/- | {name: tag, in: query, description: A., schema: {type: [string, 'null']}} | \
    parameter tag is string or null
LIST/parameters/- | {name: tag, in: query, description: A., schema: {type: string, maxLength: 3}} | \
    what is sent holds .*maxLength.*, which nothing checks
LIST/parameters/- | {name: timeout, in: query, description: A., schema: {type: integer}} | \
    a method cannot have two arguments called timeout: give one another name
LIST/requestBody | {content: {application/json: {schema: {type: string}}}} | \
    listCaseActions: its body must be a named object
BODIES/NewCaseAction/required | GONE | createCaseAction: its body must be a named object
BODIES/NewCaseAction/content/text~1csv | {} | createCaseAction: its body must be a named object
LIST/responses/204 | {description: Nothing.} | a response without a body is for deleting
LIST/responses/2XX | {description: 'Yes.'} | names no success by its status
LIST/responses/202 | {$ref: '#/components/responses/CaseActionBatch'} | \
    its successes are CaseActionPage, CaseActionBatch: give them one schema
ONE/get/operationId | listCaseAction | (?i)redefinition of unused `list`
ONE/get/operationId | intCaseAction | builtin-attribute-shadowing
ONE/get/operationId | GONE | get /api/v2/cases/{case_id}/actions/{id}: operationId is missing
ONE/get/tags | [unheard] | a template fails: client.py.jinja:.*'unheard'
LIST/tags | [request] | listCaseActions: its tag request is a method of the client
LIST/externalDocs | GONE | listCaseActions: externalDocs is missing
ONE/delete/requestBody | {$ref: '#/components/requestBodies/NewCaseAction'} | \
    deleteCaseAction: it removes something with a body
LIST/x-paging/id | GONE | listCaseActions: x-paging has no id: name it
LIST/x-paging/id | number | x-paging needs the property number
LIST/x-paging/items | things | x-paging needs the property things
LIST/x-paging/items | case_id | x-paging needs case_id to be array
LIST/x-paging/number | leaf | x-paging needs leaf to be an optional integer in the query
/components/parameters/PerPage/required | true | x-paging needs per_page to be an optional integer in the query
SCHEMAS/PageMeta/required | [pages, per_page] | x-paging needs the property count: give it to the schema, required
SCHEMAS/PageMeta/properties/next_page_number | GONE | x-paging needs the property next_page_number
/info/x-day | 2026-11-24 | date is not JSON serializable
LIST/x-promises/keeps/0/rules/- | CASE-NAMED | \
    listCaseActions: CASE-ONLY says what CASE-NAMED does, and more: do not let it keep both
LIST/x-promises/keeps/0/rules/- | STORED | listCaseActions: STORED is for create, batch_create, and this is list
RESPONSES/Deleted/content | {application/json: {schema: {$ref: '#/components/schemas/CaseActionDetail'}}} | \
    deleteCaseAction: it keeps EMPTY, and its 204 has a body
SCHEMAS/NewCaseAction/required | [url, action_type] | createCaseAction: it requires no text that people know an item by
SCHEMAS/NewCase/properties/team_id/x-shown-as | GONE | createCase: it needs team_id, and no item shows it: give it x-sh
SCHEMAS/NewCase/properties/team_id/x-shown-as | team | createCase: it needs team_id, and no item shows it: give it x-sh
ITEM/label | GONE | createCaseAction: listed items do not show their label
ONE/delete | GONE | createCaseAction: what it creates nothing deletes
ITEM/id | {type: [integer, string], description: An id.} | \
    listCaseActions: x-paging needs ids that can be compared: give id one type
ITEM/id | {type: string, description: An id.} | \
    getCaseAction: its path takes id as int, and id of listCaseActions is str: give both one type
SCHEMAS/CaseActionDetail/properties/id | {$ref: '#/components/schemas/PageMeta'} | \
    getCaseAction: id is both in its path and an object of its success
"""
PLACES = {
    "LIST": f"{ACTIONS}/get",
    "ONE": f"{ACTIONS}~1{{id}}",
    "GETCASE": "/paths/~1api~1v2~1cases~1{case_id}/get",
    "SCHEMAS": "/components/schemas",
    "ITEM": "/components/schemas/CaseAction/properties",
    "RESPONSES": "/components/responses",
    "BODIES": "/components/requestBodies",
}


@pytest.mark.parametrize(("place", "value", "message"), rows(REFUSED, **PLACES))
def test_what_would_be_lost_stops_the_generation(document_as_written, tmp_path, place, value, message):
    document = changed(document_as_written, place, value)

    with pytest.raises(GenerationError, match=message):
        build(document, tmp_path)


def test_what_webhooks_are_sent_is_called_press(document_as_written, tmp_path):
    document = json.loads(re.sub(r'(?<=["/])Press"', 'Click"', json.dumps(document_as_written)))

    with pytest.raises(
        GenerationError, match="what webhooks are sent, Click, PressedButton, PressedCase, has no module"
    ):
        build(document, tmp_path)
