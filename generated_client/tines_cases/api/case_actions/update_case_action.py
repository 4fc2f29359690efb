# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Update a case action: PUT /api/v2/cases/{case_id}/actions/{id} (updateCaseAction)."""

from tines_runtime.call.body import Fields, json_object, text
from tines_runtime.call.operation import Operation, integer, nullable

from ...models.case_action_detail import CaseActionDetail

OPERATION: Operation[CaseActionDetail] = Operation(
    method="PUT",
    path="/api/v2/cases/{case_id}/actions/{id}",
    in_path={
        "case_id": integer(minimum=1, maximum=9223372036854775807),
        "id": integer(minimum=1, maximum=9223372036854775807),
    },
    body=Fields(
        checks={
            "url": text,
            "label": text,
            "action_type": text,
            "action_text": nullable(text),
            "query_params": nullable(json_object),
        },
        required=(),
        owned=("case_id", "created_at", "id", "page_emoji", "story_emoji", "story_name", "updated_at"),
    ),
    successes={200: CaseActionDetail},
    echoed={"case_id": "case_id", "id": "id"},
)
