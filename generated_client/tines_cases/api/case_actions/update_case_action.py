# Generated from openapi.yaml by scripts/generate.py. Do not edit: change the document or a template, then run `nox -s generate`.
"""Update a case action: PUT /api/v2/cases/{case_id}/actions/{id} (updateCaseAction)."""

from tines_runtime import (
    BodyArguments,
    Call,
    Fields,
    body_of,
    choice,
    integer,
    json_object,
    nullable,
    text,
    typed_call,
    with_path,
)

from ...models.case_action_detail import CaseActionDetail

BODY = Fields(
    checks={
        "url": text,
        "label": text,
        "action_type": choice("webhook", "page"),
        "action_text": nullable(text),
        "query_params": nullable(json_object),
    },
    required=(),
    owned=(),
)


def call(case_id: int, id: int, body: BodyArguments) -> Call[CaseActionDetail]:
    """What is sent, and what the answer is read as. Raises TypeError or ValueError for arguments that make no sense."""
    path = with_path(
        "/api/v2/cases/{case_id}/actions/{id}",
        case_id=integer("case_id", case_id, 1, 9223372036854775807),
        id=integer("id", id, 1, 9223372036854775807),
    )
    return typed_call("PUT", path, {200: CaseActionDetail}, repeatable=True, body=body_of(body, BODY))
