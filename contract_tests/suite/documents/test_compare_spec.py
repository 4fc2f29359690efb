"""`python -m tines_contract compare-spec`: documents in 3.0 and 3.1, what they contradict, and what cannot be read."""

import copy
import functools
import json
from typing import Any

import pytest

from contract_tests.document_changes import changed, rows
from contract_tests.suite.command.command_runs import Run
from contract_tests.suite.documents.other_specs import WRITTEN_APART, Document, same_in_3_0, same_in_3_1
from contract_tests.suite.tenants.plain_server import serving
from tines_contract.__main__ import main
from tines_contract.spec_comparison import spec_document
from tines_contract.spec_comparison.difference import Effect
from tines_contract.spec_comparison.spec_diff import compare_specs
from tines_contract.spec_comparison.spec_document import SpecDocument
from tines_fake import Response
from tines_spec import document as spec

EDITIONS = {"3.0": same_in_3_0(), "3.1": same_in_3_1()}


@pytest.fixture
def run(run_on: Run) -> Run:
    return functools.partial(run_on, "compare-spec")


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_openapi_yaml_says_itself_contradicts_nothing(edition: str, run: Run) -> None:
    code, said = run(EDITIONS[edition], "--json")
    found = json.loads(said)
    assert (code, found["contradictions"], found["operations"]["ours_only"]) == (0, 0, [])
    assert found["promises"]["contradicted"] == []
    assert {"LIST-STATUS", "LIST-SHAPE", "LIST-DEFAULT-PER-PAGE", "DELETE-EMPTY"} <= set(found["promises"]["supported"])


ACTIONS = "/api/v2/cases/{case_id}/actions"
PATHS = ("/api/v2/cases", ACTIONS, f"{ACTIONS}/{{id}}")
"""In which the changes show."""
PLACES = {
    "SCHEMAS": "/components/schemas",
    "PARAMETERS": "/components/parameters",
    "RESPONSES": "/components/responses",
    "BEARER": "/components/securitySchemes/bearer",
    "LIST": f"/paths/{ACTIONS.replace('/', '~1')}/get",
    "CREATE": f"/paths/{ACTIONS.replace('/', '~1')}/post",
    "ITEM": "response.actions[]",
}
# What is changed | the new value, as YAML | then one thing that comes of it: place | kind | effect | promises.
CHANGES = """
SCHEMAS/Label/type | [string, "null"] | ITEM/label | nullability | contradicts | LIST-SHAPE
SCHEMAS/ActionId/type | string | ITEM/id | type | contradicts | LIST-SHAPE
SCHEMAS/ActionId/type | GONE | ITEM/id | type | leaves_open | LIST-SHAPE
SCHEMAS/ActionId/minimum | 0 | ITEM/id | minimum | contradicts | LIST-SHAPE
SCHEMAS/ActionType/enum | [WEBHOOK] | ITEM/action_type | enum | contradicts | LIST-SHAPE
SCHEMAS/ActionType/enum | [webhook, page, url] | ITEM/action_type | enum | adds | LIST-SHAPE
SCHEMAS/Label/enum | [A] | ITEM/label | enum | differs | LIST-SHAPE
SCHEMAS/Label/maxLength | 80 | request/label | maxLength | differs |
SCHEMAS/KnownActionType/enum | [webhook, page, url] | request/action_type | enum | contradicts | CREATE-TYPE-KNOWN
SCHEMAS/KnownActionType/enum | [page] | request/action_type | enum | contradicts | CREATE-TYPE-KNOWN
SCHEMAS/KnownActionType/enum | GONE | request/action_type | enum | leaves_open | CREATE-TYPE-KNOWN
SCHEMAS/NewCaseAction/required | [url] | request/label | required | contradicts | CREATE-REQUIRED
SCHEMAS/NewCaseAction/required | GONE | request/label | required | leaves_open | CREATE-REQUIRED
SCHEMAS/NewCaseAction/required/- | action_text | request/action_text | required | contradicts |
SCHEMAS/NewCaseAction/properties/colour | {} | request/colour | property | adds |
SCHEMAS/NewCaseAction/allOf | [{properties: {colour: {}}, required: [colour]}] | request/colour | property | \
    contradicts |
SCHEMAS/CreatedAt/format | date | ITEM/created_at | format | contradicts | LIST-TIMESTAMPS
SCHEMAS/CreatedAt/format | GONE | ITEM/created_at | format | leaves_open | LIST-TIMESTAMPS
SCHEMAS/CaseAction/properties/story_name | GONE | ITEM/story_name | property | leaves_open | LIST-SHAPE
SCHEMAS/CaseAction | {additionalProperties: false} | ITEM/story_name | property | contradicts | LIST-SHAPE
SCHEMAS/CaseAction/required | [id] | ITEM/story_name | required | contradicts | LIST-SHAPE
SCHEMAS/CaseOrder/enum/0 | GONE | query/order | enum | contradicts |
PARAMETERS/PerPage/schema/default | 30 | query/per_page | default | contradicts | LIST-DEFAULT-PER-PAGE
PARAMETERS/PerPage/schema/default | GONE | query/per_page | default | leaves_open | LIST-DEFAULT-PER-PAGE
PARAMETERS/Page/schema/default | 0 | query/page | default | contradicts | LIST-DEFAULT-PAGE
PARAMETERS/PerPage/schema/maximum | 40 | query/per_page | largest page | contradicts | LIST-PER-PAGE-OBEYED
PARAMETERS/PerPage/schema/maximum | 100 | query/per_page | maximum | differs |
PARAMETERS/PerPage/in | header | query/per_page | location | contradicts |
PARAMETERS/PerPage/required | true | query/per_page | required | contradicts |
LIST/parameters/1 | GONE | query/per_page | parameter | leaves_open |
LIST/parameters/- | {name: view, in: query, schema: {}} | query/view | parameter | adds |
LIST/parameters/- | {name: view, in: query, schema: {}, required: true} | query/view | parameter | contradicts |
LIST/requestBody | {required: true, content: {}} | request | body | contradicts |
CREATE/requestBody | {content: {text/xml: {}}} | request | media type | contradicts |
CREATE/responses/200 | {description: ""} | response | status | contradicts | CREATE-STATUS
CREATE/responses | {2XX: {description: ""}} | response | status | leaves_open | CREATE-STATUS
LIST/responses/302 | {description: ""} | response | status | contradicts | LIST-STATUS
LIST/responses/409 | {description: ""} | response | status | adds |
RESPONSES/CaseActionPage/content | {text/xml: {}} | response | media type | contradicts | LIST-CONTENT-TYPE
RESPONSES/CaseActionPage/content | {} | response | media type | leaves_open | LIST-CONTENT-TYPE LIST-SHAPE
RESPONSES/Deleted/content | {text/html: {}} | response | body | contradicts | DELETE-EMPTY
LIST/security | [] | | auth | contradicts | LIST-KEY-MISSING
LIST/security/- | {} | | auth | contradicts | LIST-KEY-MISSING
LIST/security | GONE | | auth | leaves_open | LIST-KEY-MISSING
BEARER | {type: apiKey, in: header, name: X-User-Token} | | auth | contradicts |
BEARER | {type: apiKey, in: header, name: Authorization} | | auth | leaves_open |
"""


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_difference_is_found_with_the_promise_that_it_is_about(edition: str) -> None:
    document = {**EDITIONS[edition], "paths": {path: EDITIONS[edition]["paths"][path] for path in PATHS}}
    for place, value, where, kind, effect, promises in rows(CHANGES, **PLACES):
        other = SpecDocument("d", changed(document, place, value), is_3_0=edition == "3.0")
        found = compare_specs(SpecDocument("ours", spec(), is_3_0=False), other).differences
        expected = (where.replace("/", "."), kind, Effect[effect.upper()], tuple(promises.split()))
        assert expected in [(one.place, one.kind, one.effect, one.promises) for one in found], (place, value)
        accused = {one.place for one in found if one.accuses}
        assert (expected[0] in accused) is (expected[2] is Effect.CONTRADICTS), (place, value)


def test_null_that_is_only_assumed_to_be_taken_is_reported_and_accuses_nobody(run: Run) -> None:
    document = copy.deepcopy(EDITIONS["3.1"])
    document["components"]["schemas"]["GivenActionText"]["oneOf"].pop()
    code, said = run(document)
    assert code == 0
    assert "request.action_text: nullability: ours null | string, theirs string, which is only assumed" in said


@pytest.mark.parametrize(("edition", "code"), [("3.1", 0), ("3.0", 1)])
def test_nullable_means_something_in_a_document_of_3_0_alone(edition: str, code: int, run: Run) -> None:
    document = copy.deepcopy(EDITIONS[edition])
    document["components"]["schemas"]["Label"]["nullable"] = True
    assert run(document)[0] == code


def test_a_document_that_was_written_apart_is_read_by_what_it_says(run: Run) -> None:
    code, said = run(WRITTEN_APART, "--json")
    found = json.loads(said)
    assert code == 1
    assert found["operations"]["both"] == ["GET /api/v2/cases/{case_id}/actions"]
    assert found["operations"]["theirs_only"] == ["GET /api/v2/cases/{id}/gadgets"]
    accused = [(one["place"], one["kind"]) for one in found["compared"] if one["accuses"]]
    assert accused == [("response.actions[].url", "nullability")]
    added = [one["place"] for one in found["compared"] if one["effect"] == "adds"]
    assert {"query.search", "response.total", "response.actions[].colour", "response.actions[].parent"} <= set(added)
    assert "1 contradiction of" in run(WRITTEN_APART)[1]


def test_a_document_with_none_of_our_operations_is_unjudged(run: Run) -> None:
    code, said = run({"openapi": "3.1.0", "paths": {"/api/v1/stories": {"get": {}}}})
    assert code == 7
    assert "nothing to compare" in said


def _with_label(schema: Any, **more: Any) -> Document:
    document = copy.deepcopy(EDITIONS["3.1"])
    document["components"]["schemas"].update({"Label": schema, **more})
    return document


DOUBLING = {f"D{n}": {"allOf": [{"$ref": f"#/components/schemas/D{n + 1}"}] * 9} for n in range(9)}
FANNING_OUT = "\n".join(f"x{n}: &x{n} {{<<: [{', '.join([f'*x{n - 1}'] * 9)}]}}" for n in range(1, 12))
MANY = {"enum": list(range(5_000)), "properties": {f"p{n}": {} for n in range(5_000)}}
UNREADABLE: list[tuple[str | bytes | Document, str]] = [
    ("", "it is no object"),
    ("{", "neither JSON nor YAML"),
    ("a: [", "neither JSON nor YAML that can be read"),
    (b"\xff\xfe", "it is not UTF-8"),
    ("[" * 100_000, "neither JSON nor YAML"),
    ('{"a":' * 100_000, "it is nested too deeply"),
    ("openapi: " + "9" * 5000, "neither JSON nor YAML"),
    (f"x0: &x0 {{a: b}}\n{FANNING_OUT}", "with its aliases written out it is larger than 16 MiB"),
    (f"x0: &x0 [a]\n{FANNING_OUT.replace('{<<: ', '').replace(']}', ']')}", "with its aliases written out"),
    (f"x0: &x0 {{}}\n{FANNING_OUT.replace('<<', 'allOf')}", "with its aliases written out"),
    ("openapi: &all [*all]", "with its aliases written out it is larger than 16 MiB, or has no end"),
    ("openapi: " + "1:" * 500_000 + "1", "a number has more than 100 digits"),
    ("openapi: " + "1:" * 5_000 + "1.5", "a number has more than 100 digits"),
    ('{"openapi": ' + "9" * 4_000 + "}", "a number has more than 100 digits"),
    ("openapi: !!int ''", "neither JSON nor YAML that can be read"),
    ("swagger: '2.0'", "it is of Swagger 2"),
    ({"openapi": "3.2.0"}, "openapi is '3.2.0'"),
    ({"openapi": "3.1.0"}, "has no paths"),
    ({"openapi": "3.0.0", "paths": {"/api": []}}, "the path /api must be an object"),
    (b" " * (16 * 1024 * 1024 + 1), "larger than"),
    (
        _with_label({"$ref": "#/components/schemas/Nowhere"}),
        "refers to #/components/schemas/Nowhere, which it does not have",
    ),
    (_with_label({"$ref": "#/components/schemas/Label"}), "#/components/schemas/Label refers to itself"),
    (_with_label({"allOf": [{"$ref": "#/components/schemas/Label"}]}), "contains itself"),
    (_with_label({"$ref": "other.yaml#/Label"}), "is in another document"),
    (_with_label({"$ref": "#/components/schemas/D0"}, **DOUBLING, D9={}), "take too much to work out"),
    (_with_label({"allOf": [MANY, MANY]}), "take too much to work out"),
    (_with_label({"anyOf": [MANY] * 9}), "take too much to work out"),
    (_with_label([]), "must be an object"),
    (_with_label({"enum": "a"}), "enum of response.actions[].label must be an array"),
]


def test_what_cannot_be_compared_is_one_message_that_says_why(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spec_document, "_MOST_STEPS", 20_000)
    for document, message in UNREADABLE:
        code, said = run(document)
        assert (code, said.count("\n")) == (2, 1), said[:300]
        assert message in said


def test_a_document_is_fetched_without_a_key_and_within_bounds(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINES_API_KEY", "a-key-that-must-not-be-sent")
    shown: list[Any] = []
    bodies = {"/d": (200, WRITTEN_APART.encode()), "/huge": (200, b" " * (16 * 1024 * 1024 + 1)), "/none": (404, b"")}

    def wire(handler: Any, _: Response) -> None:
        shown.append(handler.headers["authorization"])
        status, body = bodies[handler.path.partition("?")[0]]
        handler.reply(Response(status=status, body=body))

    with serving(wire) as server:
        codes = [main(["compare-spec", f"{server.origin}{path}?token=secret"]) for path in bodies]
    said = capsys.readouterr()
    assert codes == [1, 2, 2]
    assert set(shown) == {None}
    assert "larger than" in said.err
    assert "/none responds with 404" in said.err
    assert "secret" not in said.err + said.out
    assert main(["compare-spec", f"{server.origin}/d"]) == 6
