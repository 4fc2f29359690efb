"""What else of a spec breaks programs: rare words of schemas, headers, media types, wildcards of statuses, webhooks."""

import copy
from typing import Any

import pytest

from contract_tests.release.small_spec import FIELDS, GONE, OPERATION, PRESS, REQUEST, RESPONSE, SPEC, changed
from tines_spec import document

BODY = (*OPERATION, "requestBody", "content")
OK = (*OPERATION, "responses", "200")
SENT, RECEIVED = (*REQUEST, "properties"), (*RESPONSE, "properties")
PRESSED = ("webhooks", "pressed", "post")
TEXT = {"type": "string"}
LABEL = FIELDS["label"]
NOTE = {"type": "object", "required": ["note"], "properties": {"note": TEXT}}
UP_OR_DOWN = {"type": ["string", "null"], "enum": ["up", "down"]}
IN, OUT = "putThing request", "putThing response 200"

# What is changed, the new value, what breaks then, and what breaks on the way back.
SCHEMAS: list[tuple[tuple[Any, ...], Any, list[str], list[str]]] = [
    ((*SENT, "label", "readOnly"), True, [f"{IN}.label: readOnly was open, is True"], []),
    ((*RECEIVED, "label", "readOnly"), True, [], []),
    ((*SENT, "count", "multipleOf"), 5, [f"{IN}.count: multipleOf was open, is 5"], []),
    ((*RECEIVED, "count", "multipleOf"), 5, [], [f"{OUT}.count: multipleOf was 5, is open"]),
    ((*SENT, "tags", "uniqueItems"), True, [f"{IN}.tags: uniqueItems was open, is True"], []),
    ((*SENT, "count", "exclusiveMaximum"), 10, [f"{IN}.count: maximum was 10, is 9"], []),
    ((*REQUEST, "additionalProperties"), TEXT, [f"{IN}.*: type was open, is string"], []),
    ((*RESPONSE, "additionalProperties"), TEXT, [], [f"{OUT}.*: type was string, is open"]),
    ((*SENT, "tags", "items"), GONE, [], [f"{IN}.tags[]: type was open, is string"]),
    ((*RECEIVED, "tags", "items"), GONE, [f"{OUT}.tags[]: type was string, is open"], []),
    ((*REQUEST, "required"), ["label", "note"], [f"{IN}.note: new, and required"], [f"{IN}.note: removed"]),
    # A closed enum says for itself whether it has null.
    ((*RECEIVED, "order"), UP_OR_DOWN, [], []),
    (
        (*RECEIVED, "order"),
        {**UP_OR_DOWN, "enum": ["up", "down", None]},
        [f"{OUT}.order: type was string, is null, string"],
        [],
    ),
    # One of several schemas.
    (
        (*RECEIVED, "label"),
        {"anyOf": [LABEL, NOTE]},
        [
            f"{OUT}.label: type was string, is object, string",
            f"{OUT}.label: minLength was 1, is open",
            f"{OUT}.label: maxLength was 300, is open",
        ],
        [f"{OUT}.label.note: removed"],
    ),
    (
        (*SENT, "label"),
        {"anyOf": [{**LABEL, "pattern": "^a"}, {**LABEL, "pattern": "^b"}]},
        [f"{IN}.label: it has to be one of several schemas, not all of which are as they were"],
        [],
    ),
    # The same in other words.
    ((*SENT, "label"), {"anyOf": [LABEL]}, [], []),
    ((*SENT, "label", "description"), "Other words.", [], []),
]
MESSAGES: list[tuple[tuple[Any, ...], Any, list[str], list[str]]] = [
    (
        (*BODY, "application/json", "schema"),
        GONE,
        [f"{IN}.{name}: removed" for name in FIELDS],
        [f"{IN}: type was open, is object", f"{IN}.label: new, and required"],
    ),
    ((*BODY, "text/csv"), {}, [], [f"{IN}: text/csv removed"]),
    ((*OK, "headers"), {"ETag": {"schema": TEXT}}, [], [f"{OUT} header etag: removed"]),
    ((*OPERATION, "parameters", 1, "name"), "SIZE", ["putThing query.size: removed"], ["putThing query.SIZE: removed"]),
    (
        (*OPERATION, "parameters", 1, "style"),
        "spaceDelimited",
        ["putThing query.size: style was form and repeated, is spaceDelimited"],
        ["putThing query.size: style was spaceDelimited, is form and repeated"],
    ),
    ((*OPERATION, "parameters", 1, "explode"), True, [], []),
    # Webhooks are sent by the API, and their responses by programs.
    ((*PRESSED, "requestBody", "required"), False, ["pressed request: was always there, may be missing"], []),
    (
        (*PRESSED, "requestBody", "content", "text/csv"),
        {},
        ["pressed request: text/csv is new"],
        ["pressed request: text/csv removed"],
    ),
    (
        (*PRESSED, "parameters"),
        [{"name": "X-Sign", "in": "header", "required": True, "schema": TEXT}],
        [],
        ["pressed header.x-sign: removed"],
    ),
    ((*PRESSED, "responses"), {"200": {}}, [], ["pressed response 200: removed"]),
    ((*PRESS, "additionalProperties"), TEXT, [], ["pressed request.*: type was string, is open"]),
]


@pytest.mark.parametrize(("path", "value", "breaks", "breaks_back"), SCHEMAS, ids=range(len(SCHEMAS)))
def test_no_word_of_a_schema_is_passed_over(there_and_back, path, value, breaks, breaks_back):
    assert there_and_back(SPEC, changed(path, value)) == (breaks, breaks_back)


@pytest.mark.parametrize(("path", "value", "breaks", "breaks_back"), MESSAGES, ids=range(len(MESSAGES)))
def test_nothing_around_a_body_is_passed_over(there_and_back, path, value, breaks, breaks_back):
    assert there_and_back(SPEC, changed(path, value)) == (breaks, breaks_back)


def _with(spec: Any, path: tuple[Any, ...], value: Any) -> Any:
    other = copy.deepcopy(spec)
    *steps, last = path
    place = other
    for step in steps:
        place = place[step]
    place[last] = value
    return other


def test_a_status_is_compared_with_the_wildcard_that_it_was_part_of(there_and_back):
    broad = changed((*OPERATION, "responses", "5XX"), {"content": {"application/json": {"schema": TEXT}}})
    narrow = _with(broad, (*OPERATION, "responses", "503"), {"content": {"application/json": {"schema": NOTE}}})
    said = "putThing response 503"
    assert there_and_back(broad, narrow) == (
        [f"{said}: type was string, is object"],
        [f"{said}: type was object, is string", f"{said}.note: removed"],
    )


def test_a_response_that_held_no_other_property_breaks_with_a_new_one(there_and_back):
    closed = changed((*RESPONSE, "additionalProperties"), False)
    assert there_and_back(closed, _with(closed, (*RECEIVED, "note"), TEXT)) == (
        [f"{OUT}.note: new, where nothing else was allowed"],
        [f"{OUT}.note: removed"],
    )


def test_a_new_name_of_a_schema_changes_nothing(there_and_back):
    renamed = changed((*BODY, "application/json", "schema"), {"$ref": "#/components/schemas/Fresh"})
    schemas = renamed["components"]["schemas"]
    schemas["Fresh"] = schemas.pop("New")
    assert there_and_back(SPEC, renamed) == ([], [])


def test_what_a_reference_within_a_rare_word_says_is_compared(there_and_back):
    def forbidding(minimum: int, words: str) -> dict[str, Any]:
        spec = changed((*SENT, "count", "not"), {"$ref": "#/components/schemas/Wrong"})
        spec["components"]["schemas"]["Wrong"] = {"minimum": minimum, "description": words}
        return spec

    assert there_and_back(forbidding(5, "Five."), forbidding(5, "Or more.")) == ([], [])
    for lines in there_and_back(forbidding(5, "Five."), forbidding(4, "Five.")):
        assert [line.partition(" was ")[0] for line in lines] == [f"{IN}.count: not"]


def test_the_spec_of_this_project_is_as_it_is(there_and_back):
    assert there_and_back(document(), document()) == ([], [])
