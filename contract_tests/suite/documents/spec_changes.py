"""Ways in which another document can differ from openapi.yaml, and one thing that comes of each."""

import copy
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from contract_tests.suite.documents.other_specs import Document
from tines_contract.spec_comparison.difference import Effect

GONE = object()
_ACTIONS = ("paths", "/api/v2/cases/{case_id}/actions")
_PARTS = {
    "schemas": ("components", "schemas"),
    "parameters": ("components", "parameters"),
    "responses": ("components", "responses"),
    "security": ("components", "securitySchemes"),
    "list": (*_ACTIONS, "get"),
    "create": (*_ACTIONS, "post"),
}
_YES, _DIFFERS, _ADDS, _OPEN = Effect.CONTRADICTS, Effect.DIFFERS, Effect.ADDS, Effect.LEAVES_OPEN
_ITEM = "response.actions[]"
_TYPES = ["webhook", "page", "url"]
_EMPTY = {"description": ""}
_OPTIONAL, _NEEDED = ({"name": "view", "in": "query", "schema": {}, "required": needed} for needed in (False, True))
_HEADER = {"type": "apiKey", "in": "header"}


def with_changed_paths(document: Document) -> Document:
    """A document with those paths alone in which the changes show."""
    paths = ("/api/v2/cases", _ACTIONS[1], f"{_ACTIONS[1]}/{{id}}")
    return {**document, "paths": {path: document["paths"][path] for path in paths}}


@frozen
class SpecChange:
    """changed: what takes the place of what, by the steps to it. Then one thing that comes of it."""

    changed: Mapping[str, Any]
    place: str
    kind: str
    effect: Effect
    promises: tuple[str, ...] = ()

    def applied(self, document: Document) -> Document:
        """A copy that is changed."""
        made = copy.deepcopy(document)
        for steps, value in self.changed.items():
            part, *inner = steps.split(" ")
            *parents, last = (*_PARTS[part], *inner)
            holder: Any = made
            for step in parents:
                holder = holder[int(step) if isinstance(holder, list) else step]
            if value is GONE:
                del holder[int(last) if isinstance(holder, list) else last]
            elif isinstance(holder, list):
                holder.insert(int(last), value)
            else:
                holder[last] = value
        return made


def _one(steps: str, value: Any, place: str, kind: str, effect: Effect, *promises: str) -> SpecChange:
    return SpecChange({steps: value}, place, kind, effect, promises)


CHANGES = [
    _one("schemas Label type", ["string", "null"], f"{_ITEM}.label", "nullability", _YES, "LIST-SHAPE"),
    _one("schemas ActionId type", "string", f"{_ITEM}.id", "type", _YES, "LIST-SHAPE"),
    _one("schemas ActionId type", GONE, f"{_ITEM}.id", "type", _OPEN, "LIST-SHAPE"),
    _one("schemas ActionId minimum", 0, f"{_ITEM}.id", "minimum", _YES, "LIST-SHAPE"),
    _one("schemas ActionType enum", ["WEBHOOK"], f"{_ITEM}.action_type", "enum", _YES, "LIST-SHAPE"),
    _one("schemas ActionType enum", _TYPES, f"{_ITEM}.action_type", "enum", _ADDS, "LIST-SHAPE"),
    _one("schemas Label enum", ["A"], f"{_ITEM}.label", "enum", _DIFFERS, "LIST-SHAPE"),
    _one("schemas Label maxLength", 80, "request.label", "maxLength", _DIFFERS),
    _one("schemas KnownActionType enum", _TYPES, "request.action_type", "enum", _YES, "CREATE-TYPE-KNOWN"),
    _one("schemas KnownActionType enum", ["page"], "request.action_type", "enum", _YES, "CREATE-TYPE-KNOWN"),
    _one("schemas KnownActionType enum", GONE, "request.action_type", "enum", _OPEN, "CREATE-TYPE-KNOWN"),
    _one("schemas NewCaseAction required", ["url"], "request.label", "required", _YES, "CREATE-REQUIRED"),
    _one("schemas NewCaseAction required", GONE, "request.label", "required", _OPEN, "CREATE-REQUIRED"),
    _one("schemas NewCaseAction required 0", "action_text", "request.action_text", "required", _YES),
    _one("schemas NewCaseAction properties colour", {}, "request.colour", "property", _ADDS),
    SpecChange(
        {"schemas NewCaseAction properties colour": {}, "schemas NewCaseAction required 0": "colour"},
        "request.colour",
        "property",
        _YES,
    ),
    _one("schemas CreatedAt format", "date", f"{_ITEM}.created_at", "format", _YES, "LIST-TIMESTAMPS"),
    _one("schemas CreatedAt format", GONE, f"{_ITEM}.created_at", "format", _OPEN, "LIST-TIMESTAMPS"),
    _one("schemas CaseAction properties story_name", GONE, f"{_ITEM}.story_name", "property", _OPEN, "LIST-SHAPE"),
    SpecChange(
        {"schemas CaseAction properties story_name": GONE, "schemas CaseAction additionalProperties": False},
        f"{_ITEM}.story_name",
        "property",
        _YES,
        ("LIST-SHAPE",),
    ),
    _one("schemas CaseAction required", ["id"], f"{_ITEM}.story_name", "required", _YES, "LIST-SHAPE"),
    _one("schemas CaseOrder enum 0", GONE, "query.order", "enum", _YES),
    _one("parameters PerPage schema default", 30, "query.per_page", "default", _YES, "LIST-DEFAULT-PER-PAGE"),
    _one("parameters PerPage schema default", GONE, "query.per_page", "default", _OPEN, "LIST-DEFAULT-PER-PAGE"),
    _one("parameters Page schema default", 0, "query.page", "default", _YES, "LIST-DEFAULT-PAGE"),
    _one("parameters PerPage schema maximum", 40, "query.per_page", "largest page", _YES, "LIST-PER-PAGE-OBEYED"),
    _one("parameters PerPage schema maximum", 100, "query.per_page", "maximum", _DIFFERS),
    _one("parameters PerPage in", "header", "query.per_page", "location", _YES),
    _one("parameters PerPage required", True, "query.per_page", "required", _YES),
    _one("list parameters 1", GONE, "query.per_page", "parameter", _OPEN),
    _one("list parameters 0", _OPTIONAL, "query.view", "parameter", _ADDS),
    _one("list parameters 0", _NEEDED, "query.view", "parameter", _YES),
    _one("list requestBody", {"required": True, "content": {}}, "request", "body", _YES),
    _one("create requestBody", {"content": {"text/xml": {}}}, "request", "media type", _YES),
    _one("create responses 200", _EMPTY, "response", "status", _YES, "CREATE-STATUS"),
    SpecChange(
        {"create responses 201": GONE, "create responses 2XX": _EMPTY}, "response", "status", _OPEN, ("CREATE-STATUS",)
    ),
    _one("list responses 302", _EMPTY, "response", "status", _YES, "LIST-STATUS"),
    _one("list responses 409", _EMPTY, "response", "status", _ADDS),
    _one("responses CaseActionPage content", {"text/xml": {}}, "response", "media type", _YES, "LIST-CONTENT-TYPE"),
    _one("responses CaseActionPage content", {}, "response", "media type", _OPEN, "LIST-CONTENT-TYPE", "LIST-SHAPE"),
    _one("responses Deleted content", {"text/html": {}}, "response", "body", _YES, "DELETE-EMPTY"),
    _one("list security", [], "", "auth", _YES, "LIST-KEY-MISSING"),
    _one("list security 0", {}, "", "auth", _YES, "LIST-KEY-MISSING"),
    _one("list security", GONE, "", "auth", _OPEN, "LIST-KEY-MISSING"),
    _one("security bearer", {**_HEADER, "name": "X-User-Token"}, "", "auth", _YES),
    _one("security bearer", {**_HEADER, "name": "Authorization"}, "", "auth", _OPEN),
]
