"""Each rule sees the fault that it is there for: openapi.yaml, broken in one place, gives one finding."""

import pytest

from contract_tests.document_changes import changed, rows
from contract_tests.spec.rules import findings

ACTIONS = "/paths/~1api~1v2~1cases~1{case_id}~1actions"
MODEL = "/components/schemas/CaseAction/properties"
# Where | what stands there instead | how the finding begins.
FAULTS = """
SCHEMAS/CaseAction/x-evidence | GONE | SCHEMAS/CaseAction: a schema without x-evidence
URL/x-evidence | GONE | URL: a property without x-evidence
URL/properties | {inner: {type: string}} | URL/properties/inner: a property without x-evidence
PARAMETERS/Page/x-evidence | GONE | PARAMETERS/Page: a parameter without x-evidence
ACTIONS/parameters | [{name: draft, in: query}] | ACTIONS/parameters/0: a parameter without x-evidence
LIST/parameters/2 | {name: page, in: query} | LIST/parameters/2: a parameter without x-evidence
RESPONSES/NotFound/x-evidence | GONE | RESPONSES/NotFound: a response without x-evidence
LIST/responses/404 | {description: No.} | LIST/responses/404: a response without x-evidence
RESPONSES/TooManyRequests/headers | {Retry-After: {schema: {type: string}}} | \
    RESPONSES/TooManyRequests/headers/Retry-After: a header without x-evidence
PRESS/x-evidence | GONE | PRESS: a webhook operation without x-evidence
BEARER/x-evidence | GONE | BEARER: a security scheme without x-evidence
URL/x-evidence | hearsay | URL/x-evidence: 'hearsay' is not of type 'object'
URL/x-evidence/seen | GONE | URL/x-evidence: 'seen' is a required property
URL/x-evidence/seen | '2026-02-30' | URL/x-evidence/seen: '2026-02-30' is not a 'date'
URL/x-evidence/by | me | URL/x-evidence: Additional properties are not allowed
URL/x-evidence/grade | certain | URL/x-evidence/grade: 'certain' is not one of
URL/x-evidence/source | HEARSAY | URL/x-evidence/source: 'HEARSAY' is not one of
MODEL/action_type/x-secret | true | MODEL/action_type: x-secret beside a $ref, where it is ignored
GET/x-promises | GONE | GET/x-promises: None is not of type 'object'
GET/x-promises/keeps | [] | GET/x-promises/keeps: [] should be non-empty
GET/x-promises/prefix | Get | GET/x-promises/prefix: 'Get' does not match
KEPT/source | GONE | KEPT: 'source' is a required property
KEPT/grade | sure | KEPT/grade: 'sure' is not one of
LIST/x-promises/keeps/4/rules/0 | SORTED | LIST/x-promises/keeps/4/rules/0: 'SORTED' is not one of
OWN/needs | GONE | OWN: 'needs' is a required property
OWN/source | HEARSAY | OWN/source: 'HEARSAY' is not one of
OWN/id | CREATE-stored | OWN/id: 'CREATE-stored' does not match
OWN/id | LIST-STORED | ACTIONS/post: the id LIST-STORED does not begin with CREATE-
OWN/id | CREATE-SHAPE | /paths: 2 promises have the id CREATE-SHAPE
TEMPLATES/SORTED | {rule: The items are sorted., needs: a page} | TEMPLATES/SORTED: no operation keeps it
TEMPLATES/SHAPE/rule | GONE | TEMPLATES/SHAPE: 'rule' is a required property
TEMPLATES/SHAPE/needs | a {thing} | TEMPLATES/SHAPE/needs: 'a {thing}' does not match
TEMPLATES/SHAPE/kept_by | list all | TEMPLATES/SHAPE/kept_by: 'list all' does not match
OPEN/ids/question | GONE | OPEN/ids: 'question' is a required property
OPEN/ids/at | GONE | OPEN/ids: {'question'
OPEN/ids/at/0 | CaseAction.none | OPEN/ids: CaseAction.none is no such place
OPEN/ids/described_in | [GivenActionText.oneOf.1] | OPEN/ids: GivenActionText.oneOf.1 is no such place
OPEN/ids/alternatives | [1] | OPEN/ids/alternatives: [1] is too short
OPEN/ids/alternatives | [1, 1, 2] | OPEN/ids/alternatives: [1, 1, 2] has non-unique elements
OPEN/ids/quirk | order | OPEN/ids: {'question'
OPEN/odd_size/quirk | no_url | OPEN/odd_size: no_url is no point with alternatives
URL/description | What it is for is not documented. | URL: what is not documented belongs into x-open
PARAMETERS/Other | {name: a-b, in: query, x-evidence: {grade: assumed, source: NOBODY, seen: '2026-11-24'}} | \
    PARAMETERS/Other: the parameter a-b has no such name in Python
PARAMETERS/Page/schema/maximum | GONE | PARAMETERS/Page/schema: an integer without a maximum within 64 bits
META/count/maximum | 9223372036854775808 | META/count: an integer without a maximum within 64 bits
META/next_page_number/minimum | GONE | META/next_page_number: an integer without a minimum within 64 bits
LINK/operationId | readCaseAction | LINK: leads to readCaseAction, which is no operation
LINK/parameters/action_id | $response.body#/id | LINK: getCaseAction takes case_id, id, and needs case_id, id
LINK/parameters/id | GONE | LINK: getCaseAction takes case_id, id, and needs case_id, id
FILTERS/status/x-shown-by/rule | some | FILTERS/status/x-shown-by/rule: 'some' is not one of
FILTERS/status/x-shown-by/at | [state] | listCases: the filter status is shown by state, which no item has
FILTERS/tags/x-shown-by/by | [title] | listCases: the filter tags is shown by title of tags, which has id, name
FILTERS/start_date/x-shown-by/at | [status] | listCases: the filter start_date is shown by status, which is no time
TEAM/x-shown-as | team | TEAM/x-shown-as: 'team' does not match
TEAM/x-shown-as | group.id | listCases: team_id is shown by group, which no item has
TEAM/x-shown-as | team.key | listCases: team_id is shown by key of team, which has id, name
ACTIONS~1{id}/post | {operationId: pressCaseAction, x-promises: {prefix: PRESS, keeps: [{grade: assumed, \
    source: NOBODY, rules: [SHAPE]}]}} | ACTIONS~1{id}/post: the fake tenant does not implement it
SCHEMAS/CaseActionChanges/properties/id | {$ref: '#/components/schemas/ActionId'} | \
    /components/requestBodies/CaseActionChanges: id is readOnly, and sent
TASK/put/x-shortcuts | {close: {closed: true}} | TASK/put/x-shortcuts/close: Additional properties
TASK/get/x-embeds | {actions: getCaseAction} | TASK/get/x-embeds/actions: getCaseAction is no list
TASK/put/x-shortcuts/complete | {completed: 'yes'} | TASK/put/x-shortcuts/complete: 'yes' is not of type 'boolean'
SCHEMAS/NewCaseAction/properties/url/x-secret | GONE | \
    SCHEMAS/NewCaseAction/properties/url: no x-secret, which url is elsewhere
SCHEMAS/NewCaseAction/properties/url | {$ref: '#/components/schemas/Label'} | \
    SCHEMAS/NewCaseAction/properties/url: no x-secret, which url is elsewhere
"""
PLACES = {
    "ACTIONS": ACTIONS,
    "LIST": f"{ACTIONS}/get",
    "TASK": "/paths/~1api~1v2~1cases~1{case_id}~1tasks~1{id}",
    "KEPT": f"{ACTIONS}/get/x-promises/keeps/0",
    "OWN": f"{ACTIONS}/post/x-promises/own/0",
    "GET": f"{ACTIONS}~1{{id}}/get",
    "PRESS": "/webhooks/caseActionPressed/post",
    "SCHEMAS": "/components/schemas",
    "MODEL": MODEL,
    "URL": f"{MODEL}/url",
    "FILTERS": "/components/schemas/CaseFilters/properties",
    "TEAM": "/components/schemas/NewCase/properties/team_id",
    "META": "/components/schemas/PageMeta/properties",
    "PARAMETERS": "/components/parameters",
    "RESPONSES": "/components/responses",
    "LINK": "/components/responses/CreatedCaseAction/links/Get",
    "BEARER": "/components/securitySchemes/bearer",
    "TEMPLATES": "/x-promise-templates",
    "OPEN": "/x-open",
}


@pytest.mark.parametrize(("place", "value", "finding"), rows(FAULTS, **PLACES))
def test_a_seeded_fault_gives_its_finding_and_no_other(document_as_written, place, value, finding):
    (found,) = findings(changed(document_as_written, place, value))

    assert found.startswith(finding)


def test_data_is_not_taken_for_a_schema(document_as_written):
    data = "{nullable: true, allOf: [], x-evidence: '', type: integer}"

    assert findings(changed(document_as_written, f"{MODEL}/query_params/examples/0", data)) == []
