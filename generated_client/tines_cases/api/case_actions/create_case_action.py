# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Create a case action: POST /api/v2/cases/{case_id}/actions (createCaseAction)."""

from tines_runtime.call.body import Fields, json_object, text
from tines_runtime.call.operation import Operation, integer, nullable

from ...models.case_action_detail import CaseActionDetail

OPERATION: Operation[CaseActionDetail] = Operation(
    method="POST",
    path="/api/v2/cases/{case_id}/actions",
    in_path={"case_id": integer(minimum=1, maximum=9223372036854775807)},
    body=Fields(
        checks={
            "url": text,
            "label": text,
            "action_type": text,
            "action_text": nullable(text),
            "query_params": nullable(json_object),
        },
        required=("url", "label", "action_type"),
        owned=("case_id", "created_at", "id", "page_emoji", "story_emoji", "story_name", "updated_at"),
    ),
    successes={201: CaseActionDetail},
    echoed={"case_id": "case_id"},
)
