"""What breaks depends on who sends: each change of a small spec, and the same change the other way round."""

import json
from typing import Any

import pytest

from contract_tests.release.conftest import write_tree
from contract_tests.release.small_spec import FIELDS, GONE, OPERATION, PRESS, REQUEST, RESPONSE, SPEC, changed

# What is changed, the new value, what breaks then, and what breaks on the way back.
CHANGES: list[tuple[tuple[Any, ...], Any, list[str], list[str]]] = [
    # The same changes in a request and in a response: what breaks the one is fine for the other.
    ((*REQUEST, "required"), ["label", "count"], ["putThing request.count: was optional, is required"], []),
    (
        (*RESPONSE, "required"),
        ["label", "count"],
        [],
        ["putThing response 200.count: was always there, may be missing"],
    ),
    (
        (*REQUEST, "properties", "label", "type"),
        ["string", "null"],
        [],
        ["putThing request.label: type was null, string, is string"],
    ),
    (
        (*RESPONSE, "properties", "label", "type"),
        ["string", "null"],
        ["putThing response 200.label: type was string, is null, string"],
        [],
    ),
    ((*REQUEST, "properties", "label", "maxLength"), 200, ["putThing request.label: maxLength was 300, is 200"], []),
    ((*REQUEST, "properties", "label", "maxLength"), GONE, [], ["putThing request.label: maxLength was open, is 300"]),
    ((*REQUEST, "properties", "label", "minLength"), 0, [], ["putThing request.label: minLength was 0, is 1"]),
    ((*RESPONSE, "properties", "count", "maximum"), 20, ["putThing response 200.count: maximum was 10, is 20"], []),
    ((*REQUEST, "properties", "order", "enum"), ["up"], ["putThing request.order: enum was down, up, is up"], []),
    ((*RESPONSE, "properties", "order", "enum"), ["up"], [], ["putThing response 200.order: enum was up, is down, up"]),
    (
        (*REQUEST, "properties", "kind", "x-extensible-enum"),
        ["page"],
        ["putThing request.kind: known values was page, webhook, is page"],
        [],
    ),
    ((*RESPONSE, "properties", "kind", "x-extensible-enum"), ["page"], [], []),
    ((*REQUEST, "properties", "time", "format"), GONE, [], ["putThing request.time: format was open, is date-time"]),
    (
        (*RESPONSE, "properties", "time", "format"),
        GONE,
        ["putThing response 200.time: format was date-time, is open"],
        [],
    ),
    ((*REQUEST, "properties", "label", "pattern"), "^a", ["putThing request.label: pattern was open, is ^a"], []),
    (
        (*RESPONSE, "properties", "tags", "items", "type"),
        "integer",
        ["putThing response 200.tags[]: type was string, is integer"],
        ["putThing response 200.tags[]: type was integer, is string"],
    ),
    (
        (*RESPONSE, "properties", "count", "type"),
        "number",
        ["putThing response 200.count: type was integer, is number"],
        [],
    ),
    (
        (*RESPONSE, "properties", "order"),
        {},
        [
            "putThing response 200.order: type was string, is open",
            "putThing response 200.order: enum was down, up, is open",
        ],
        [],
    ),
    (
        (*REQUEST, "properties", "order"),
        {},
        [],
        ["putThing request.order: type was open, is string", "putThing request.order: enum was open, is down, up"],
    ),
    (
        REQUEST,
        {"type": "object", "required": ["label", "note"], "properties": {**FIELDS, "note": {}}},
        ["putThing request.note: new, and required"],
        ["putThing request.note: removed"],
    ),
    ((*REQUEST, "properties", "count"), GONE, ["putThing request.count: removed"], []),
    ((*RESPONSE, "properties", "count"), GONE, ["putThing response 200.count: removed"], []),
    ((*REQUEST, "additionalProperties"), False, ["putThing request: additionalProperties was allowed, is refused"], []),
    # What is no schema.
    ((*OPERATION, "parameters", 1, "required"), True, ["putThing query.size: was optional, is required"], []),
    (
        (*OPERATION, "parameters", 1, "in"),
        "header",
        ["putThing query.size: removed"],
        ["putThing header.size: removed"],
    ),
    ((*OPERATION, "parameters", 1, "schema", "maximum"), 50, ["putThing query.size: maximum was 500, is 50"], []),
    (
        (*OPERATION, "parameters", 1, "schema", "default"),
        50,
        ["putThing query.size: default was 20, is 50"],
        ["putThing query.size: default was 50, is 20"],
    ),
    (
        (*OPERATION, "parameters", 0),
        {"name": "id", "in": "header", "required": True},
        ["putThing path.id: removed", "putThing header.id: new, and required"],
        ["putThing header.id: removed", "putThing path.id: new, and required"],
    ),
    ((*OPERATION, "parameters", 1), GONE, ["putThing query.size: removed"], []),
    ((*OPERATION, "requestBody", "required"), False, [], ["putThing request: a body is required"]),
    ((*OPERATION, "responses", "200", "content"), {}, ["putThing response 200: application/json removed"], []),
    ((*OPERATION, "responses", "409"), {}, ["putThing response 409: new, and programs expect no such status"], []),
    ((*OPERATION, "responses", "503"), {}, [], []),
    ((*OPERATION, "responses", "404"), GONE, [], ["putThing response 404: new, and programs expect no such status"]),
    (
        (*OPERATION, "responses", "201"),
        {},
        ["putThing response 201: new, and programs expect no such status"],
        ["putThing response 201: removed"],
    ),
    (
        (*OPERATION, "security"),
        [{"basic": []}],
        ["putThing: security was http bearer, is http basic"],
        ["putThing: security was http basic, is http bearer"],
    ),
    (
        (*OPERATION, "security"),
        [{"bearer": []}, {"basic": []}],
        [],
        ["putThing: security was http bearer or http basic, is http bearer"],
    ),
    (
        (*OPERATION, "operationId"),
        "setThing",
        ["putThing: operationId was putThing, is setThing"],
        ["setThing: operationId was setThing, is putThing"],
    ),
    (
        ("paths", "/things/{id}", "put"),
        GONE,
        [
            "putThing: PUT /things/{id} removed",
            "PUT-STATUS: this promise (observed) is gone",
            "PUT-ONCE: this promise (documented) is gone",
        ],
        [],
    ),
    # A press is sent by Tines, and received by the program.
    ((*PRESS, "properties", "label"), GONE, ["pressed request.label: type was string, is open"], []),
    ((*PRESS, "required"), [], ["pressed request.label: was always there, may be missing"], []),
    # Promises.
    ((*OPERATION, "x-promises", "keeps", 0, "grade"), "assumed", ["PUT-STATUS: grade was observed, is assumed"], []),
    ((*OPERATION, "x-promises", "own"), [], ["PUT-ONCE: this promise (documented) is gone"], []),
]


@pytest.mark.parametrize(("path", "value", "breaks", "breaks_back"), CHANGES, ids=range(len(CHANGES)))
def test_a_change_breaks_in_the_direction_in_which_it_is_felt(there_and_back, path, value, breaks, breaks_back):
    assert there_and_back(SPEC, changed(path, value)) == (breaks, breaks_back)


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ((*REQUEST, "properties", "note"), {"type": "string"}, "putThing request.note: new"),
        ((*RESPONSE, "properties", "note"), {"type": "string"}, "putThing response 200.note: new"),
        ((*OPERATION, "responses", "503"), {}, "putThing response 503: new"),
        (("paths", "/others"), {"get": {"operationId": "listOthers"}}, "listOthers: GET /others is new"),
        ((*OPERATION, "x-promises", "keeps", 0, "rules"), ["STATUS", "SHAPE"], "PUT-SHAPE: a new promise (observed)"),
        (
            (*OPERATION, "x-promises", "keeps", 0, "grade"),
            "documented",
            "PUT-STATUS: grade was observed, is documented",
        ),
        ((*OPERATION, "x-promises", "own", 0, "rule"), "Never.", "PUT-ONCE: its rule has other words"),
    ],
)
def test_what_breaks_nothing_is_listed_apart(tmp_path, compare, path, value, expected):
    other = tmp_path / "other.json"
    other.write_text(json.dumps(SPEC))

    done = compare(write_tree(tmp_path / "tree", changed(path, value)), other)

    assert (done.exit_code, done.breaking, len(done.other)) == (0, [], 1)
    assert done.other[0].startswith(expected)
