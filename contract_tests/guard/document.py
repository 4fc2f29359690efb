"""The document with one list more, which nobody has: what works for it works for any list.

Everything about it differs from the lists that there are: a page holds 50 things at most, a thing is known by its
`number`, which its path calls `thing_id`, the pages are counted by `leaf`, and one of its filters is required. Things
are written, too: what people know one by is its `name`, a thing by itself comes in an envelope, and deleting one
responds with its number, as a text.
"""

from copy import deepcopy
from typing import Any

import tines_spec

PATH = "/api/v2/cases/{case_id}/things"
LARGEST = 50
_SIZE = {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": 20}
_EVIDENCE = {"grade": "documented", "source": "LIST", "seen": "2026-11-25"}


def document_with_things() -> dict[str, Any]:
    """A copy of the document, and the list of things of a case in it."""
    document = deepcopy(tines_spec.load())
    document["tags"].append({"name": "things", "x-displayName": "Things", "description": "What nobody has."})
    document["paths"][PATH] = {"get": _list_things(document), "post": _create_thing(document)}
    document["paths"][f"{PATH}/{{thing_id}}"] = {
        "parameters": [{"$ref": "#/components/parameters/ThingId"}],
        **{method: _on_one(document, method) for method in ("get", "put", "delete")},
    }
    document["components"]["parameters"]["ThingId"] = _number()
    document["components"]["schemas"] |= {
        "ThingPage": _page(),
        "Thing": _thing(),
        "ThingOwner": _owner(),
        "ThingAlone": _object("A thing by itself.", ["thing"], {"thing": {"$ref": "#/components/schemas/Thing"}}),
        "ThingGone": _object("The thing that is gone.", ["gone_id"], {"gone_id": _text("Its number.", "7")}),
        "NewThing": _object("A thing to be.", ["name", "lost"], _given()),
        "ThingChanges": _object("What is to change of a thing.", [], _given()),
    }
    return document


def _create_thing(document: dict[str, Any]) -> dict[str, Any]:
    model = document["paths"]["/api/v2/cases/{case_id}/actions"]["post"]
    return _writing(model, "createThing", {**model["responses"], "201": _success("ThingAlone")}, "NEW", "NewThing")


def _on_one(document: dict[str, Any], method: str) -> dict[str, Any]:
    model = document["paths"]["/api/v2/cases/{case_id}/actions/{id}"][method]
    refused = {code: one for code, one in model["responses"].items() if code[0] != "2"}
    if method == "delete":
        return _writing(model, "deleteThing", {"200": _success("ThingGone"), **refused}, "GONE")
    name, body = ("updateThing", "ThingChanges") if method == "put" else ("getThing", None)
    return _writing(model, name, {"200": _success("ThingAlone"), **refused}, "CHANGE" if body else "THING", body)


def _writing(
    model: dict[str, Any], name: str, responses: dict[str, Any], prefix: str, body: str | None = None
) -> dict[str, Any]:
    """The operation on a thing that is like one on an action, with those of its promises that things keep."""
    left_out = {"CASE-NAMED", "TYPE-KNOWN", "EMPTY"}
    groups = [{**one, "rules": [r for r in one["rules"] if r not in left_out]} for one in model["x-promises"]["keeps"]]
    made = {
        **{key: value for key, value in model.items() if key != "requestBody"},
        "operationId": name,
        "tags": ["things"],
        "summary": f"{name.removesuffix('Thing').capitalize()} a thing",
        "description": "Of a case.",
        "parameters": [{"$ref": "#/components/parameters/CaseId"}],
        "responses": responses,
        "x-promises": {"prefix": prefix, "keeps": [one for one in groups if one["rules"]]},
    }
    if body is not None:
        schema = {"schema": {"$ref": f"#/components/schemas/{body}"}}
        made["requestBody"] = {"required": True, "content": {"application/json": schema}}
    return made


def _success(schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": "It.", "content": content, "x-evidence": _EVIDENCE}


def _number() -> dict[str, Any]:
    schema = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}
    found = {"name": "thing_id", "in": "path", "required": True, "description": "The number of a thing.", "example": 7}
    return {**found, "schema": schema, "x-evidence": _EVIDENCE}


def _text(description: str, example: str) -> dict[str, Any]:
    return {"type": "string", "description": description, "examples": [example]}


def _given() -> dict[str, Any]:
    return {
        "name": _text("Its name.", "Hat"),
        "lost": {"type": "boolean", "description": "Whether it is lost.", "examples": [False]},
        "weight": {"type": ["number", "null"], "description": "Its weight.", "examples": [0.5]},
        "remark": {"type": ["string", "null"], "description": "A remark.", "examples": ["Old.", None]},
    }


def _list_things(document: dict[str, Any]) -> dict[str, Any]:
    tasks = document["paths"]["/api/v2/cases/{case_id}/tasks"]["get"]
    page = {"schema": {"$ref": "#/components/schemas/ThingPage"}}
    success = {"description": "One page.", "content": {"application/json": page}, "x-evidence": _EVIDENCE}
    return {
        **tasks,
        "operationId": "listThings",
        "tags": ["things"],
        "summary": "List things",
        "description": "The things of a case, one page at a time.",
        "parameters": [
            {"$ref": "#/components/parameters/CaseId"},
            _parameter("kind", "Only the things of this kind.", {"type": "string", "enum": ["SMALL", "LARGE"]}, True),
            _parameter("named", "Only the things of this name.", {"type": "string"}),
            _parameter("lost", "Only the things that are lost.", {"type": "boolean"}),
            _parameter("since", "Only the things since this year.", {"type": "integer"}),
            _parameter("size", "How many things a page holds.", _SIZE),
            _parameter("leaf", "Which page.", {"type": "integer", "minimum": 1, "maximum": 2**63 - 1, "default": 1}),
        ],
        "responses": {**tasks["responses"], "200": success},
        "x-paging": {
            "items": "things",
            "item": "thing",
            "id": "number",
            "number": "leaf",
            "size": "size",
            "meta": "meta",
        },
        "x-promises": {**tasks["x-promises"], "prefix": "THINGS"},
    }


def _parameter(name: str, description: str, schema: dict[str, Any], required: bool = False) -> dict[str, Any]:
    found = {"name": name, "in": "query", "description": description, "schema": schema, "x-evidence": _EVIDENCE}
    return {**found, "required": True} if required else found


def _page() -> dict[str, Any]:
    things = {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}, "description": "The things."}
    return _object(
        "One page of things.",
        ["things", "meta"],
        {"things": {**things, "examples": [[]]}, "meta": {"$ref": "#/components/schemas/PageMeta"}},
    )


def _thing() -> dict[str, Any]:
    owner = {"oneOf": [{"$ref": "#/components/schemas/ThingOwner"}, {"type": "null"}], "description": "Whose it is."}
    return _object(
        "A thing.",
        ["number", "name", "lost", "created_at", "updated_at"],
        {
            "number": {
                "type": "integer",
                "minimum": 1,
                "description": "Its number.",
                "examples": [7],
                "readOnly": True,
            },
            **_given(),
            "key": {"type": ["string", "integer"], "description": "Its key elsewhere.", "examples": ["a", 1]},
            "owner": {**owner, "examples": [{"name": "Ada"}]},
            "marks": {"type": "array", "items": {"type": "string"}, "description": "Marks.", "examples": [["old"]]},
            "notes": {"type": "object", "description": "Whatever else.", "examples": [{}]},
            "created_at": {"$ref": "#/components/schemas/CreatedAt"},
            "updated_at": {"$ref": "#/components/schemas/UpdatedAt"},
        },
    )


def _owner() -> dict[str, Any]:
    name = {"type": "string", "description": "The owner's name.", "examples": ["Ada"]}
    return _object("Whose a thing is.", [], {"name": name})


def _object(description: str, required: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    evident = {name: prop if "$ref" in prop else {**prop, "x-evidence": _EVIDENCE} for name, prop in properties.items()}
    made = {"type": "object", "description": description, "x-evidence": _EVIDENCE, "properties": evident}
    return {**made, "required": required} if required else made
