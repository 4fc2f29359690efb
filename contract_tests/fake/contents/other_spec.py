"""A spec of other things than cases, which the fake has never heard of, as a package `tines_spec` in a folder."""

import json
import shutil
from pathlib import Path
from typing import Any

import tines_openapi
import tines_spec

RULES = [
    *("DEFAULT-PER-PAGE", "DEFAULT-PAGE", "PER-PAGE-OBEYED", "PAGE-OBEYED", "PAGES-DISJOINT", "PAGES-COMPLETE"),
    *("COUNT-TOTAL", "PAGES-AGREE", "PREVIOUS-FROM-SECOND", "LINKS-NUMBERED", "LINKS-KEEP", "NEXT-UNTIL-LAST"),
    *("KEY-MISSING", "KEY-WRONG", "CASE-UNKNOWN", "CASE-ONLY", "NEVER-SERVER-ERROR", "STATUS", "CONTENT-TYPE", "SHAPE"),
]
THING = {
    "type": "object",
    "required": ["number", "colour", "made"],
    "properties": {
        "number": {"type": "integer", "minimum": 1, "examples": [7]},
        "colour": {"type": "string", "enum": ["red", "blue"]},
        "made": {"type": "string", "format": "date-time"},
        "weight": {"type": ["number", "null"]},
        "parts": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "maker": {"oneOf": [{"type": "object", "properties": {"id": {"type": "integer"}}}, {"type": "null"}]},
    },
}
PAGE = {
    "type": "object",
    "required": ["things", "paging", "note"],
    "properties": {
        "things": {"type": "array", "items": THING},
        "paging": {"$ref": "#/components/schemas/PageMeta"},
        "shed": {"type": "string"},
        "note": {"type": "string", "examples": ["as of now"]},
    },
}


def _query(name: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "schema": schema}


def _operation(name: str, status: str, schema: Any = None, **more: Any) -> dict[str, Any]:
    content = {} if schema is None else {"content": {"application/json": {"schema": schema}}}
    statuses = {"400": {}, "401": {}, "404": {}, "422": {}}
    return {"operationId": name, "tags": ["sheds"], "responses": {status: content, **statuses}, **more}


def _sent(schema: Any) -> dict[str, Any]:
    return {"requestBody": {"content": {"application/json": {"schema": schema}}}}


NEW = {
    "type": "object",
    "required": ["colour"],
    "properties": {name: THING["properties"][name] for name in ("colour", "weight", "parts")},
}
SHED = {"name": "shed", "in": "path", "required": True, "schema": {"type": "string"}}
PATHS = {
    "/api/v2/sheds/{shed}/things": {
        "parameters": [SHED],
        "get": _operation(
            "listThings",
            "200",
            PAGE,
            parameters=[
                _query("leaf", {"type": "integer", "minimum": 1}),
                _query("amount", {"type": "integer", "minimum": 1, "maximum": 50}),
                _query("colour", {"type": "string", "enum": ["red", "blue"]}, required=True),
                _query("deep", {"type": "boolean"}),
                _query("ids[]", {"type": "array", "items": {"type": "integer"}}),
            ],
            **{
                "x-paging": {
                    "items": "things",
                    "item": "thing",
                    "id": "number",
                    "number": "leaf",
                    "size": "amount",
                    "meta": "paging",
                },
                "x-promises": {"prefix": "THINGS", "keeps": [{"grade": "assumed", "source": "NOBODY", "rules": RULES}]},
            },
        ),
        "post": _operation("createThing", "201", {"type": "object", "properties": {"thing": THING}}, **_sent(NEW)),
    },
    "/api/v2/sheds/{shed}/things/{number}": {
        "parameters": [SHED, {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}}],
        "get": _operation("getThing", "200", THING),
        "put": _operation("updateThing", "200", THING, **_sent({**NEW, "required": []})),
        "delete": _operation("deleteThing", "200", {"type": "object", "properties": {"gone_id": {"type": "string"}}}),
    },
    "/api/v2/sheds/{shed}/things/{number}/weigh": {
        "parameters": [SHED, {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}}],
        "post": _operation(
            "weighThing",
            "200",
            {"type": "object", "required": ["number", "weight"], "properties": THING["properties"]},
            **_sent({"type": "object", "required": ["scale"], "properties": {"scale": {"type": "string"}}}),
        ),
    },
    "/api/v2/info": {"get": _operation("getInfo", "200", {"type": "array", "items": {"type": "string"}})},
}


def write_to(folder: Path) -> None:
    """Write the package, with nothing of the real spec but what all specs share."""
    shutil.copytree(Path(tines_openapi.__file__).parent, folder / "tines_openapi")
    spec = tines_spec.load()
    spec["paths"] = PATHS
    (folder / "tines_openapi" / "openapi.json").write_text(json.dumps(spec), "utf-8")
