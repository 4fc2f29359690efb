"""A small spec, and editions of it in which one thing is another."""

import copy
from typing import Any

GONE = object()
"""In place of a value: there is none."""
REQUEST = ("components", "schemas", "New")
RESPONSE = ("components", "schemas", "Item")
OPERATION = ("paths", "/things/{id}", "put")
PRESS = ("webhooks", "pressed", "post", "requestBody", "content", "application/json", "schema")


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": ["label"], "properties": properties}


def _json(schema: Any) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


FIELDS = {
    "label": {"type": "string", "minLength": 1, "maxLength": 300},
    "count": {"type": "integer", "maximum": 10},
    "kind": {"type": "string", "x-extensible-enum": ["page", "webhook"]},
    "order": {"type": "string", "enum": ["up", "down"]},
    "time": {"type": "string", "format": "date-time"},
    "tags": {"type": "array", "items": {"type": "string"}},
}
SPEC: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"version": "0.1.0"},
    "paths": {
        "/things/{id}": {
            "put": {
                "operationId": "putThing",
                "security": [{"bearer": []}],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}},
                    {"name": "size", "in": "query", "schema": {"type": "integer", "maximum": 500, "default": 20}},
                ],
                "requestBody": _json({"$ref": "#/components/schemas/New"}),
                "responses": {"200": _json({"$ref": "#/components/schemas/Item"}), "404": {}, "5XX": {}},
                "x-promises": {
                    "prefix": "PUT",
                    "keeps": [{"grade": "observed", "rules": ["STATUS"]}],
                    "own": [{"id": "PUT-ONCE", "grade": "documented", "rule": "Once."}],
                },
            }
        }
    },
    "x-promise-templates": {"STATUS": {"rule": "Success is 200."}, "SHAPE": {"rule": "It is JSON."}},
    "webhooks": {
        "pressed": {"post": {"operationId": "pressed", "requestBody": _json(_object(label={"type": "string"}))}}
    },
    "components": {
        "securitySchemes": {
            "bearer": {"type": "http", "scheme": "bearer"},
            "basic": {"type": "http", "scheme": "basic"},
        },
        "schemas": {"New": _object(**FIELDS), "Item": copy.deepcopy(_object(**FIELDS))},
    },
}


def changed(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The spec with another value at a place."""
    spec = copy.deepcopy(SPEC)
    *steps, last = path
    place: Any = spec
    for step in steps:
        place = place[step]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return spec
