"""What breaks depends on who sends: each change of a small spec, and the same change the other way round."""

import json

import pytest

from contract_tests.document_changes import changed, rows
from contract_tests.release.conftest import OPERATION, SPEC, write_tree
from tines_spec import document

PRESSED = "/webhooks/pressed/post"
PLACES = {
    "REQUEST": "/components/schemas/New",
    "RESPONSE": "/components/schemas/Item",
    "IN": "/components/schemas/New/properties",
    "OUT": "/components/schemas/Item/properties",
    "PUT": OPERATION,
    "BODY": f"{OPERATION}/requestBody/content",
    "PRESSED": PRESSED,
    "PRESS": f"{PRESSED}/requestBody/content/application~1json/schema",
}
# What is changed | the new value, as YAML | what breaks then | what breaks on the way back.
# Lines that name no operation are of putThing.
CHANGES = """
REQUEST/required | [label, count] | request.count: was optional, is required |
REQUEST/required | [label, note] | request.note: new, and required | request.note: removed
RESPONSE/required | [label, count] | | response 200.count: was always there, may be missing
IN/label/type | [string, "null"] | | request.label: type was null, string, is string
OUT/label/type | [string, "null"] | response 200.label: type was string, is null, string |
OUT/count/type | number | response 200.count: type was integer, is number |
IN/label/maxLength | 200 | request.label: maxLength was 300, is 200 |
IN/label/maxLength | GONE | | request.label: maxLength was open, is 300
IN/label/minLength | 0 | | request.label: minLength was 0, is 1
OUT/count/maximum | 20 | response 200.count: maximum was 10, is 20 |
IN/count/exclusiveMaximum | 10 | request.count: maximum was 10, is 9 |
IN/order/enum | [up] | request.order: enum was down, up, is up |
OUT/order/enum | [up] | | response 200.order: enum was up, is down, up
OUT/order | {} | response 200.order: type was string, is open; response 200.order: enum was down, up, is open |
OUT/order | {type: [string, "null"], enum: [up, down]} | |
OUT/order | {type: [string, "null"], enum: [up, down, null]} | response 200.order: type was string, is null, string |
IN/kind/x-extensible-enum | [page] | request.kind: known values was page, webhook, is page |
OUT/kind/x-extensible-enum | [page] | |
IN/time/format | GONE | | request.time: format was open, is date-time
IN/label/pattern | ^a | request.label: pattern was open, is ^a |
OUT/label/readOnly | true | |
IN/count/multipleOf | 5 | request.count: multipleOf was open, is 5 | request.count: multipleOf was 5, is open
IN/label/description | Other words. | |
IN/count | GONE | request.count: removed |
OUT/count | GONE | response 200.count: removed |
OUT/tags/items/type | integer | response 200.tags[]: type was string, is integer | \
    response 200.tags[]: type was integer, is string
IN/tags/items | GONE | | request.tags[]: type was open, is string
REQUEST/additionalProperties | false | request: additionalProperties was allowed, is refused |
REQUEST/additionalProperties | {type: string} | request.*: type was open, is string |
RESPONSE/additionalProperties | {type: string} | | response 200.*: type was string, is open
IN/label | {anyOf: [{type: string, minLength: 1, maxLength: 300}]} | |
PUT/parameters/1/required | true | query.size: was optional, is required |
PUT/parameters/1/in | header | query.size: removed | header.size: removed
PUT/parameters/1/name | SIZE | query.size: removed | query.SIZE: removed
PUT/parameters/1/schema/maximum | 50 | query.size: maximum was 500, is 50 |
PUT/parameters/1/schema/default | 50 | query.size: default was 20, is 50 | query.size: default was 50, is 20
PUT/parameters/1/style | spaceDelimited | query.size: style was form and repeated, is spaceDelimited | \
    query.size: style was spaceDelimited, is form and repeated
PUT/parameters/1/explode | true | |
PUT/parameters/0 | {name: id, in: header, required: true} | path.id: removed; header.id: new, and required | \
    header.id: removed; path.id: new, and required
PUT/requestBody/required | false | | request: a body is required
BODY/application~1json/schema | {$ref: "#/components/schemas/Item"} | |
BODY/application~1json/schema | GONE | request.label: removed; request.count: removed; request.kind: removed; \
    request.order: removed; request.time: removed; request.tags: removed | \
    request: type was open, is object; request.label: new, and required
BODY/text~1csv | {} | | request: text/csv removed
PUT/responses/200/content | {} | response 200: application/json removed |
PUT/responses/200/headers | {ETag: {schema: {type: string}}} | | response 200 header etag: removed
PUT/responses/409 | {} | response 409: new, and programs expect no such status |
PUT/responses/503 | {} | |
PUT/responses/201 | {} | response 201: new, and programs expect no such status | response 201: removed
PUT/security | [{basic: []}] | security was http bearer, is http basic | security was http basic, is http bearer
PUT/security | [{bearer: []}, {basic: []}] | | security was http bearer or http basic, is http bearer
PUT/operationId | setThing | operationId was putThing, is setThing | setThing: operationId was setThing, is putThing
PUT | GONE | PUT /things/{id} removed; PUT-STATUS: this promise (observed) is gone; \
    PUT-ONCE: this promise (documented) is gone |
PUT/x-promises/keeps/0/grade | assumed | PUT-STATUS: grade was observed, is assumed |
PRESS/properties/label | GONE | pressed request.label: type was string, is open |
PRESS/required | [] | pressed request.label: was always there, may be missing |
PRESS/additionalProperties | {type: string} | | pressed request.*: type was string, is open
PRESSED/requestBody/required | false | pressed request: was always there, may be missing |
PRESSED/requestBody/content/text~1csv | {} | pressed request: text/csv is new | pressed request: text/csv removed
PRESSED/parameters | [{name: X-Sign, in: header, required: true, schema: {type: string}}] | | \
    pressed header.x-sign: removed
PRESSED/responses | {"200": {}} | | pressed response 200: removed
"""
# What is changed | the new value | how what breaks nothing is listed.
LISTED = """
IN/note | {type: string} | request.note: new
OUT/note | {type: string} | response 200.note: new
PUT/responses/503 | {} | response 503: new
/paths/~1others | {get: {operationId: listOthers}} | listOthers: GET /others is new
PUT/x-promises/keeps/0/rules | [STATUS, SHAPE] | PUT-SHAPE: a new promise (observed)
PUT/x-promises/keeps/0/grade | documented | PUT-STATUS: grade was observed, is documented
PUT/x-promises/own/0/rule | Never. | PUT-ONCE: its rule has other words; it breaks if it is stricter
"""


def _lines(cell: str) -> list[str]:
    return cell.split("; ") if cell else []


def _shortened(lines: list[str]) -> list[str]:
    return [line.removeprefix("putThing").lstrip(": ") for line in lines]


@pytest.mark.parametrize("row", rows(CHANGES, **PLACES), ids=lambda row: " ".join(row[:2]))
def test_a_change_breaks_in_the_direction_in_which_it_is_felt(there_and_back, row):
    place, value, breaks, breaks_back = row
    there, back = there_and_back(SPEC, changed(SPEC, place, value))
    assert (_shortened(there), _shortened(back)) == (_lines(breaks), _lines(breaks_back))


@pytest.mark.parametrize("row", rows(LISTED, **PLACES), ids=lambda row: " ".join(row[:2]))
def test_what_breaks_nothing_is_listed_apart(tmp_path, compare, row):
    place, value, listed = row
    other = tmp_path / "other.json"
    other.write_text(json.dumps(SPEC))

    done = compare(write_tree(tmp_path / "tree", changed(SPEC, place, value)), other)

    assert (done.exit_code, done.breaking, _shortened(done.other)) == (0, [], [listed])


def test_a_status_is_compared_with_the_wildcard_that_it_was_part_of(there_and_back):
    broad = changed(SPEC, f"{OPERATION}/responses/5XX", "{content: {application/json: {schema: {type: string}}}}")
    narrow = changed(broad, f"{OPERATION}/responses/503", "{content: {application/json: {schema: {type: object}}}}")
    there, back = there_and_back(broad, narrow)
    assert there == ["putThing response 503: type was string, is object"]
    assert back == ["putThing response 503: type was object, is string"]


def test_a_response_that_held_no_other_property_breaks_with_a_new_one(there_and_back):
    closed = changed(SPEC, "/components/schemas/Item/additionalProperties", "false")
    there, back = there_and_back(closed, changed(closed, "/components/schemas/Item/properties/note", "{type: string}"))
    assert there == ["putThing response 200.note: new, where nothing else was allowed"]
    assert back == ["putThing response 200.note: removed"]


def test_the_spec_of_this_project_is_as_it_is(there_and_back):
    assert there_and_back(document(), document()) == ([], [])
