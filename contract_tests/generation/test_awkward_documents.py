"""Documents that are allowed and awkward: what is generated from them is Python, and says what they say."""

import ast
import json
import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
from contract_document import ROOT
from generate import build

from tines_spec import written_operations

TEXTS = [
    'It ends on a "quote"',
    'It holds """ three of them, and \' one.',
    "A backslash \\ here, \\N{BULLET} there, and at the end \\",
    "Braces {{ name }} and {% if %} and {# so #} and {x!r} and %s.",
    "C:\\users\\" + "x\\" * 60 + " and a very" + "long" * 40 + " word",
    "Emoji 🔥, a line\nbreak, and\n\n    an indented line.",
]
VALUES = ["plain", 'with "quotes"', "back\\slash", "two words", "naïve"]
PROGRAM = """
import inspect, json, typing, attrs
from tines_cases import models
from tines_cases.api import case_actions
from tines_cases.api.case_actions import CaseActions, AsyncCaseActions
print(json.dumps({
    "values": [entry.value for entry in models.Colour],
    "fields": {field.name: str(field.type) for field in attrs.fields(models.Awkward)},
    "methods": {
        f"{kind.__name__}.{name}": str(inspect.signature(method))
        for kind in (CaseActions, AsyncCaseActions)
        for name, method in vars(kind).items() if callable(method) and not name.startswith("_")
    },
}))
"""


def model(description: str, **properties: dict) -> dict:
    evidence = {"source": "LIST"}
    return {"type": "object", "description": description, "x-evidence": evidence, "properties": properties}


def awkward(document_as_written: dict) -> dict:
    document = deepcopy(document_as_written)
    document["info"]["version"] = '1.0 "beta" {x} \\'
    texts = {"type": "array", "items": {"type": ["string", "null"]}}
    none_such = "#/components/schemas/NoneSuch"
    moments = {"type": "array", "items": {"type": "string", "format": "date-time"}}
    document["components"]["schemas"] |= {
        "Colour": {"type": "string", "x-extensible-enum": VALUES, "description": TEXTS[0]},
        "NoneSuch": model("None such.", id={"type": "string", "description": ""}),
        "Awkward": model(
            TEXTS[1],
            items={**texts, "description": TEXTS[2]},
            more={**texts, "description": TEXTS[3]},
            noneness={"$ref": none_such},
            other={"$ref": none_such},
            day={"type": "string", "format": "date", "description": TEXTS[4]},
            moments={**moments, "description": TEXTS[5]},
        )
        | {"required": ["items", "noneness"]},
    }
    for written in written_operations(document):
        written.said.pop("x-promises")
    listing = document["paths"]["/api/v2/cases/{case_id}/actions"]["get"]
    page, size = ({"$ref": f"#/components/parameters/{name}"} for name in ("Page", "PerPage"))
    number = {"type": "integer", "minimum": 0, "maximum": 9}
    wanted = {"name": "wanted", "in": "query", "required": True, "schema": number, "description": TEXTS[0]}
    every = {"operationId": "getAllCaseActions", "description": TEXTS[4], "parameters": [page, wanted, size]}
    ids = {"application/json": {"schema": {"type": "array", "items": {"type": "integer"}}}}
    marked = {
        "operationId": "markCaseActions",
        "summary": TEXTS[0],
        "description": TEXTS[5],
        "externalDocs": {"url": "https://example.com"},
        "tags": ["case_actions"],
        "responses": {"200": {"description": "Ids.", "content": ids}, "409": {"description": TEXTS[2]}},
    }
    document["paths"] |= {"/api/v2/actions": {"get": {**listing, **every}}, "/api/v2/actions/ids": {"get": marked}}
    del listing["x-paging"]
    return document


@pytest.fixture(scope="module")
def tree(document_as_written, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("awkward")
    build(awkward(document_as_written), target)
    return target


@pytest.fixture(scope="module")
def imported(tree) -> dict:
    """What Python makes of the tree."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tree), str(ROOT / "client_runtime")])}
    command = [sys.executable, "-W", "error", "-c", PROGRAM]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_text_of_any_kind_comes_out_as_it_was_written(tree):
    body = ast.parse((tree / "tines_cases/models/awkward.py").read_text("utf-8")).body
    constants = [node.value for node in ast.walk(ast.Module(body, [])) if isinstance(node, ast.Constant)]
    found = {"".join(text.split()) for text in constants if isinstance(text, str)}

    assert {"".join(text.split()) for text in TEXTS[1:]} <= found | {text.partition("Source:")[0] for text in found}


def test_the_version_comes_out_as_it_was_written(tree):
    body = ast.parse((tree / "tines_cases/__init__.py").read_text("utf-8")).body
    versions = [ast.literal_eval(node.value) for node in body if isinstance(node, ast.Assign)]

    assert '1.0 "beta" {x} \\' in versions


def test_values_of_any_kind_are_members(imported):
    assert imported["values"] == VALUES


def test_none_is_added_where_a_field_may_be_missing_and_only_there(imported):
    assert imported["fields"] == {
        "items": "list[str | None]",
        "more": "list[str | None] | None",
        "noneness": "<class 'tines_cases.models.none_such.NoneSuch'>",
        "other": "tines_cases.models.none_such.NoneSuch | None",
        "day": "datetime.date | None",
        "moments": "list[typing.Annotated[datetime.datetime, msgspec.Meta(tz=True)]] | None",
    }


@pytest.mark.parametrize(
    ("name", "signature"),
    [
        ("list", "(self, case_id: int, *, per_page: int | None = None, page: int | None = None, {timeout}) -> {page}"),
        (
            "get_all",
            "(self, *, page: int | None = None, wanted: int, per_page: int | None = None, {timeout}) -> {page}",
        ),
        (
            "iterate",
            "(self, *, wanted: int, per_page: int | None = None, {match}, start: int = 1, {timeout}) -> {items}",
        ),
        ("mark", "(self, *, {timeout}) -> list[int]"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "Async"])
def test_operations_of_one_tag_become_methods_with_their_parameters(imported, prefix, name, signature):
    page = "tines_cases.models.case_action_page.CaseActionPage"
    expected = signature.format(
        match="match: collections.abc.Callable[[tines_cases.models.case_action.CaseAction], object] | None = None",
        timeout="timeout: float | None | tines_runtime.options.Keep = KEEP",
        items=f"tines_runtime.paging.iteration.{prefix}Items[tines_cases.models.case_action.CaseAction, {page}]",
        page=page,
    )

    assert imported["methods"][f"{prefix}CaseActions.{name}"] == expected


def test_what_no_webhook_is_sent_is_a_model_as_any_other(document, tmp_path: Path):
    del document["webhooks"]

    build(document, tmp_path)

    assert not (tmp_path / "tines_cases" / "press.py").exists()
    assert '"Press",' in (tmp_path / "tines_cases" / "models" / "__init__.py").read_text("utf-8")
