"""What breaks depends on who sends: each change of a small spec, and the same change the other way round."""

import json
from typing import Any

import pytest
import yaml

from contract_tests.release.conftest import OPERATION, SPEC, changed, write_tree
from tines_spec import document

REQUEST, RESPONSE = ("components", "schemas", "New"), ("components", "schemas", "Item")
PRESSED = ("webhooks", "pressed", "post")
PLACES = {
    "request": REQUEST,
    "response": RESPONSE,
    "in": (*REQUEST, "properties"),
    "out": (*RESPONSE, "properties"),
    "put": OPERATION,
    "body": (*OPERATION, "requestBody", "content"),
    "pressed": PRESSED,
    "paths": ("paths",),
    "press": (*PRESSED, "requestBody", "content", "application/json", "schema"),
}
# What is changed, with ~ for a slash | the new value, as YAML | what breaks then | what breaks on the way back.
# Lines that name no operation are of putThing.
CHANGES = """
request/required | [label, count] | request.count: was optional, is required |
request/required | [label, note] | request.note: new, and required | request.note: removed
response/required | [label, count] | | response 200.count: was always there, may be missing
in/label/type | [string, "null"] | | request.label: type was null, string, is string
out/label/type | [string, "null"] | response 200.label: type was string, is null, string |
out/count/type | number | response 200.count: type was integer, is number |
in/label/maxLength | 200 | request.label: maxLength was 300, is 200 |
in/label/maxLength | GONE | | request.label: maxLength was open, is 300
in/label/minLength | 0 | | request.label: minLength was 0, is 1
out/count/maximum | 20 | response 200.count: maximum was 10, is 20 |
in/count/exclusiveMaximum | 10 | request.count: maximum was 10, is 9 |
in/order/enum | [up] | request.order: enum was down, up, is up |
out/order/enum | [up] | | response 200.order: enum was up, is down, up
out/order | {} | response 200.order: type was string, is open; response 200.order: enum was down, up, is open |
out/order | {type: [string, "null"], enum: [up, down]} | |
out/order | {type: [string, "null"], enum: [up, down, null]} | response 200.order: type was string, is null, string |
in/kind/x-extensible-enum | [page] | request.kind: known values was page, webhook, is page |
out/kind/x-extensible-enum | [page] | |
in/time/format | GONE | | request.time: format was open, is date-time
in/label/pattern | ^a | request.label: pattern was open, is ^a |
in/label/readOnly | true | request.label: readOnly was open, is True |
out/label/readOnly | true | |
in/count/multipleOf | 5 | request.count: multipleOf was open, is 5 |
out/count/multipleOf | 5 | | response 200.count: multipleOf was 5, is open
in/label/description | Other words. | |
in/count | GONE | request.count: removed |
out/count | GONE | response 200.count: removed |
out/tags/items/type | integer | response 200.tags[]: type was string, is integer | \
    response 200.tags[]: type was integer, is string
in/tags/items | GONE | | request.tags[]: type was open, is string
request/additionalProperties | false | request: additionalProperties was allowed, is refused |
request/additionalProperties | {type: string} | request.*: type was open, is string |
response/additionalProperties | {type: string} | | response 200.*: type was string, is open
in/label | {anyOf: [{type: string, minLength: 1, maxLength: 300}]} | |
in/label | {anyOf: [{type: string, minLength: 1, maxLength: 300, pattern: ^a}, {type: string, pattern: ^b}]} | \
    request.label: it has to be one of several schemas, not all of which are as they were | \
    request.label: minLength was open, is 1; request.label: maxLength was open, is 300
put/parameters/1/required | true | query.size: was optional, is required |
put/parameters/1/in | header | query.size: removed | header.size: removed
put/parameters/1/name | SIZE | query.size: removed | query.SIZE: removed
put/parameters/1/schema/maximum | 50 | query.size: maximum was 500, is 50 |
put/parameters/1/schema/default | 50 | query.size: default was 20, is 50 | query.size: default was 50, is 20
put/parameters/1/style | spaceDelimited | query.size: style was form and repeated, is spaceDelimited | \
    query.size: style was spaceDelimited, is form and repeated
put/parameters/1/explode | true | |
put/parameters/0 | {name: id, in: header, required: true} | path.id: removed; header.id: new, and required | \
    header.id: removed; path.id: new, and required
put/requestBody/required | false | | request: a body is required
body/application~json/schema | {$ref: "#/components/schemas/Item"} | |
body/application~json/schema | GONE | request.label: removed; request.count: removed; request.kind: removed; \
    request.order: removed; request.time: removed; request.tags: removed | \
    request: type was open, is object; request.label: new, and required
body/text~csv | {} | | request: text/csv removed
put/responses/200/content | {} | response 200: application/json removed |
put/responses/200/headers | {ETag: {schema: {type: string}}} | | response 200 header etag: removed
put/responses/409 | {} | response 409: new, and programs expect no such status |
put/responses/503 | {} | |
put/responses/201 | {} | response 201: new, and programs expect no such status | response 201: removed
put/security | [{basic: []}] | security was http bearer, is http basic | security was http basic, is http bearer
put/security | [{bearer: []}, {basic: []}] | | security was http bearer or http basic, is http bearer
put/operationId | setThing | operationId was putThing, is setThing | setThing: operationId was setThing, is putThing
put | GONE | PUT /things/{id} removed; PUT-STATUS: this promise (observed) is gone; \
    PUT-ONCE: this promise (documented) is gone |
put/x-promises/keeps/0/grade | assumed | PUT-STATUS: grade was observed, is assumed |
press/properties/label | GONE | pressed request.label: type was string, is open |
press/required | [] | pressed request.label: was always there, may be missing |
press/additionalProperties | {type: string} | | pressed request.*: type was string, is open
pressed/requestBody/required | false | pressed request: was always there, may be missing |
pressed/requestBody/content/text~csv | {} | pressed request: text/csv is new | pressed request: text/csv removed
pressed/parameters | [{name: X-Sign, in: header, required: true, schema: {type: string}}] | | \
    pressed header.x-sign: removed
pressed/responses | {"200": {}} | | pressed response 200: removed
"""
# What is changed | the new value | how what breaks nothing is listed.
LISTED = """
in/note | {type: string} | request.note: new
out/note | {type: string} | response 200.note: new
put/responses/503 | {} | response 503: new
paths/~others | {get: {operationId: listOthers}} | listOthers: GET /others is new
put/x-promises/keeps/0/rules | [STATUS, SHAPE] | PUT-SHAPE: a new promise (observed)
put/x-promises/keeps/0/grade | documented | PUT-STATUS: grade was observed, is documented
put/x-promises/own/0/rule | Never. | PUT-ONCE: its rule has other words; it breaks if it is stricter
"""


def _rows(table: str) -> list[list[str]]:
    return [[" ".join(cell.split()) for cell in f"{row} ".split(" |")] for row in table.strip().splitlines()]


def _edited(place: str, value: str) -> Any:
    first, *steps = (int(step) if step in ("0", "1") else step.replace("~", "/") for step in place.split("/"))
    return changed((*PLACES[str(first)], *steps), None if value == "GONE" else yaml.safe_load(value))


def _lines(cell: str) -> list[str]:
    return cell.split("; ") if cell else []


def _shortened(lines: list[str]) -> list[str]:
    return [line.removeprefix("putThing").lstrip(": ") for line in lines]


@pytest.mark.parametrize("row", _rows(CHANGES), ids=lambda row: " ".join(row[:2]))
def test_a_change_breaks_in_the_direction_in_which_it_is_felt(there_and_back, row):
    place, value, breaks, breaks_back = row
    there, back = there_and_back(SPEC, _edited(place, value))
    assert (_shortened(there), _shortened(back)) == (_lines(breaks), _lines(breaks_back))


@pytest.mark.parametrize("row", _rows(LISTED), ids=lambda row: " ".join(row[:2]))
def test_what_breaks_nothing_is_listed_apart(tmp_path, compare, row):
    place, value, listed = row
    other = tmp_path / "other.json"
    other.write_text(json.dumps(SPEC))

    done = compare(write_tree(tmp_path / "tree", _edited(place, value)), other)

    assert (done.exit_code, done.breaking, _shortened(done.other)) == (0, [], [listed])


def test_a_status_is_compared_with_the_wildcard_that_it_was_part_of(there_and_back):
    text, note = ({"content": {"application/json": {"schema": {"type": kind}}}} for kind in ("string", "object"))
    broad = changed((*OPERATION, "responses", "5XX"), text)
    there, back = there_and_back(broad, changed((*OPERATION, "responses", "503"), note, broad))
    assert there == ["putThing response 503: type was string, is object"]
    assert back == ["putThing response 503: type was object, is string"]


def test_a_response_that_held_no_other_property_breaks_with_a_new_one(there_and_back):
    closed = changed((*RESPONSE, "additionalProperties"), False)
    more = changed((*RESPONSE, "properties", "note"), {"type": "string"}, closed)
    there, back = there_and_back(closed, more)
    assert there == ["putThing response 200.note: new, where nothing else was allowed"]
    assert back == ["putThing response 200.note: removed"]


def test_what_a_reference_within_a_rare_word_says_is_compared(there_and_back):
    def forbidding(minimum: int, words: str) -> dict[str, Any]:
        spec = changed((*REQUEST, "properties", "count", "not"), {"$ref": "#/components/schemas/Wrong"})
        return changed(("components", "schemas", "Wrong"), {"minimum": minimum, "description": words}, spec)

    assert there_and_back(forbidding(5, "Five."), forbidding(5, "Or more.")) == ([], [])
    for lines in there_and_back(forbidding(5, "Five."), forbidding(4, "Five.")):
        assert [line.partition(" was ")[0] for line in lines] == ["putThing request.count: not"]


def test_the_spec_of_this_project_is_as_it_is(there_and_back):
    assert there_and_back(document(), document()) == ([], [])
