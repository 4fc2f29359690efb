# Generated from openapi.yaml by scripts/generate.py. Do not edit: change the document or a template, then run `nox -s generate`.
"""Replace all case actions: PUT /api/v2/cases/{case_id}/actions/batch (replaceAllCaseActions)."""

from tines_runtime import (
    BodyArguments,
    Call,
    Fields,
    body_of,
    choice,
    integer,
    json_object,
    listed,
    nullable,
    text,
    typed_call,
    with_path,
)

from ...models.case_action_batch import CaseActionBatch

BODY = Fields(
    checks={
        "actions": listed(
            Fields(
                checks={
                    "url": text,
                    "label": text,
                    "action_type": choice("webhook", "page"),
                    "action_text": nullable(text),
                    "query_params": nullable(json_object),
                },
                required=("url", "label", "action_type"),
                owned=("case_id", "created_at", "id", "page_emoji", "story_emoji", "story_name", "updated_at"),
            )
        )
    },
    required=("actions",),
    owned=(),
)


def call(case_id: int, body: BodyArguments) -> Call[CaseActionBatch]:
    """What is sent, and what the answer is read as. Raises TypeError or ValueError for arguments that make no sense."""
    path = with_path(
        "/api/v2/cases/{case_id}/actions/batch",
        case_id=integer("case_id", case_id, 1, 9223372036854775807),
    )
    return typed_call("PUT", path, {200: CaseActionBatch}, repeatable=False, body=body_of(body, BODY))
