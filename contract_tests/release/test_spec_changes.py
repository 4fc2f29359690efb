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
    "PRESSED": PRESSED,
    "PRESS": f"{PRESSED}/requestBody/content/application~1json/schema",
}
# What is changed | the new value, as YAML | what breaks then | what breaks on the way back.
# Lines that name no operation are of putThing; `¦` is the `|` of a union.
CHANGES = """
REQUEST/required | [label, count] | request.count: required was optional, is required | \
    request.count: required was required, is optional
RESPONSE/required | [label, count] | | response.count: required was required, is optional
IN/label/type | [string, "null"] | | request.label: nullability was null ¦ string, is string
IN/kind/type | [string, integer] | | request.kind: type was integer ¦ string, is string
OUT/label/type | [string, "null"] | response.label: nullability was string, is null ¦ string |
OUT/count/type | number | response.count: type was integer, is number |
IN/label/maxLength | 200 | request.label: maxLength was 300, is 200 |
IN/label/maxLength | GONE | | request.label: maxLength was not said, is 300
IN/label/minLength | 0 | | request.label: minLength was 0, is 1
OUT/count/maximum | 20 | response.count: maximum was 10, is 20 |
IN/order/enum | [up] | request.order: enum was up, down, is up |
OUT/order/enum | [up] | | response.order: enum was up, is up, down
OUT/order | {} | response.order: type was string, is not said; response.order: enum was up, down, is any value |
OUT/kind/x-extensible-enum | [page] | |
IN/time/format | GONE | | request.time: format was not said, is date-time
IN/label/pattern | ^a | request.label: pattern was not said, is ^a |
IN/label/description | Other words. | |
IN/count | GONE | request.count: property was optional, is not mentioned |
OUT/count | GONE | response.count: property was optional, is not mentioned |
OUT/tags/items/type | integer | response.tags[]: type was string, is integer | \
    response.tags[]: type was integer, is string
PUT/parameters/1/required | true | query.size: required was optional, is required |
PUT/parameters/1/in | header | query.size: location was query, is header | header.size: location was header, is query
PUT/parameters/1 | GONE | query.size: parameter was in the query, is not mentioned |
PUT/parameters/1/schema/maximum | 50 | query.size: maximum was 500, is 50 |
PUT/parameters/1/schema/default | 50 | query.size: default was 20, is 50 | query.size: default was 50, is 20
PUT/requestBody | GONE | request: body was required, is not mentioned | request: body was none, is required
PUT/responses/200 | {} | response: media type was application/json, is not said | \
    response: body was none, is application/json
PUT/responses/409 | {} | response: status was not named, is 409 |
PUT/responses/503 | {} | |
PUT/responses/201 | {} | response: status was 200, is 200, 201 |
PUT/security | [{basic: []}] | auth was http bearer, is http basic |
PUT/security | [{bearer: []}, {basic: []}] | |
PUT | GONE | PUT /things/{id}: removed; PUT-STATUS: this promise (observed) is gone; \
    PUT-ONCE: this promise (documented) is gone |
PUT/x-promises/keeps/0/grade | assumed | PUT-STATUS: grade was observed, is assumed |
PRESS/properties/label | GONE | pressed response.label: property was required, is not mentioned |
PRESS/required | [] | pressed response.label: required was required, is optional |
PRESSED | GONE | POST /pressed: removed |
"""
# What is changed | the new value | how what breaks nothing is listed.
LISTED = """
IN/label/maxLength | 400 | request.label: maxLength was 300, is 400
IN/note | {type: string} | request.note: property was not mentioned, is optional
OUT/note | {type: string} | response.note: property was not mentioned, is optional
PUT/responses/503 | {} | response: status was not named, is 503
/paths/~1others | {get: {operationId: listOthers, tags: [all], responses: {"200": {}}}} | GET /others: new
PUT/x-promises/keeps/0/rules | [STATUS, SHAPE] | PUT-SHAPE: a new promise (observed)
PUT/x-promises/keeps/0/grade | documented | PUT-STATUS: grade was observed, is documented
PUT/x-promises/own/0/rule | Never. | PUT-ONCE: its rule has other words; it breaks if it is stricter
"""


def _lines(cell: str) -> list[str]:
    return cell.replace("¦", "|").split("; ") if cell else []


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


def test_a_response_that_held_no_other_property_breaks_with_a_new_one(there_and_back):
    closed = changed(SPEC, "/components/schemas/Item/additionalProperties", "false")
    there, _ = there_and_back(closed, changed(closed, "/components/schemas/Item/properties/note", "{type: string}"))
    assert there == ["putThing response.note: property was not mentioned, is optional"]


def test_the_spec_of_this_project_is_as_it_is(tmp_path, compare):
    other = tmp_path / "other.json"
    other.write_text(json.dumps(document()))
    assert compare(write_tree(tmp_path / "tree", document()), other).lines[1:] == ["Nothing changed for users."]
