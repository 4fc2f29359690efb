"""OpenAPI documents to compare with openapi.yaml: what it says itself, in 3.0 and 3.1, and one written apart."""

from typing import Any

from tines_spec import load

Document = dict[str, Any]


def same_in_3_1() -> Document:
    """What openapi.yaml says, without what is ours."""
    return _plain(load())


def same_in_3_0() -> Document:
    """The same in 3.0: `nullable` in the place of null among the types."""
    return {**_older(same_in_3_1()), "openapi": "3.0.3"}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if not key.startswith("x-")}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _older(value: Any) -> Any:
    if isinstance(value, list):
        return [_older(one) for one in value]
    if not isinstance(value, dict):
        return value
    made = {key: _older(one) for key, one in value.items() if key not in ("examples", "webhooks")}
    if isinstance(made.get("type"), list):
        types = [one for one in made.pop("type") if one != "null"]
        made = {
            **made,
            "nullable": True,
            **({"type": types[0]} if len(types) == 1 else {"anyOf": [{"type": one} for one in types]}),
        }
    if {"type": "null"} in made.get("oneOf", []):
        [other] = [one for one in made.pop("oneOf") if one != {"type": "null"}]
        made = {**made, "nullable": True, "allOf": [other]}
    return made


WRITTEN_APART = """
openapi: 3.0.3
info: {title: Another API, version: 1.0.0}
servers:
  - url: https://{tenant_domain}/api/v2
    variables: {tenant_domain: {default: your-tenant.example.com}}
security: [{apiKey: []}, {bearerAuth: []}]
paths:
  /cases/{id}/actions:
    parameters: [{in: path, name: id, required: true, schema: {type: string}}]
    get:
      operationId: get_api_v2_cases_actions
      parameters:
        - {in: query, name: per_page, schema: {type: integer, default: 20, maximum: 100}}
        - {in: query, name: page, schema: {type: integer, default: 1}}
        - {in: query, name: search, schema: {type: string}}
      responses:
        200:
          description: Actions
          content:
            application/json:
              schema:
                type: object
                properties:
                  case_id: {type: integer}
                  actions: {type: array, items: {$ref: '#/components/schemas/Action'}}
                  total: {type: integer}
        default: {description: An error}
  /cases/{id}/gadgets:
    get: {responses: {200: {description: Notes}}}
components:
  securitySchemes:
    apiKey: {type: apiKey, in: header, name: X-User-Token}
    bearerAuth: {type: http, scheme: bearer}
  schemas:
    Action:
      type: object
      properties:
        id: {type: integer}
        label: {type: string}
        url: {type: string, nullable: true}
        colour: {type: string}
        parent: {$ref: '#/components/schemas/Action'}
        created_at: {type: string, format: date-time}
"""
