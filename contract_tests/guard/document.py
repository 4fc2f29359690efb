"""The document with one list more, which nobody has: what works for it works for any list.

Everything about it differs from the lists that there are: a page holds 50 things at most, a thing is known by its
`number`, the pages are counted by `leaf`, one of its filters is required, and nothing in the document makes a thing.
"""

from copy import deepcopy
from typing import Any

import tines_spec

PATH = "/api/v2/cases/{case_id}/things"
LARGEST = 50
_EVIDENCE = {"grade": "documented", "source": "LIST", "seen": "2026-11-25"}


def document_with_things() -> dict[str, Any]:
    """A copy of the document, and the list of things of a case in it."""
    document = deepcopy(tines_spec.load())
    document["tags"].append({"name": "things", "x-displayName": "Things", "description": "What nobody has."})
    document["paths"][PATH] = {"get": _list_things(document)}
    document["components"]["schemas"] |= {"ThingPage": _page(), "Thing": _thing(), "ThingOwner": _owner()}
    return document


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
            _parameter("size", "How many things a page holds.", {"type": "integer", "minimum": 1, "maximum": LARGEST}),
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
            "number": {"type": "integer", "minimum": 1, "description": "Its number.", "examples": [7]},
            "name": {"type": "string", "description": "Its name.", "examples": ["Hat"]},
            "lost": {"type": "boolean", "description": "Whether it is lost.", "examples": [False]},
            "weight": {"type": ["number", "null"], "description": "Its weight.", "examples": [0.5]},
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
