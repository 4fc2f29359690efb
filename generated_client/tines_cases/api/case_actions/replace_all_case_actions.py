# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Replace all case actions: PUT /api/v2/cases/{case_id}/actions/batch (replaceAllCaseActions)."""

from tines_runtime.call.body import Fields, json_object, listed, text
from tines_runtime.call.operation import Operation, integer, nullable

from ...models.case_action_batch import CaseActionBatch

OPERATION: Operation[CaseActionBatch] = Operation(
    method="PUT",
    path="/api/v2/cases/{case_id}/actions/batch",
    in_path={"case_id": integer(minimum=1, maximum=9223372036854775807)},
    body=Fields(
        checks={
            "actions": listed(
                Fields(
                    checks={
                        "url": text,
                        "label": text,
                        "action_type": text,
                        "action_text": nullable(text),
                        "query_params": nullable(json_object),
                    },
                    required=("url", "label", "action_type"),
                    owned=("case_id", "created_at", "id", "page_emoji", "story_emoji", "story_name", "updated_at"),
                )
            )
        },
        required=("actions",),
        owned=("case_id", "created_at", "id", "page_emoji", "story_emoji", "story_name", "updated_at"),
    ),
    successes={200: CaseActionBatch},
    echoed={"case_id": "case_id"},
    repeatable=False,
)
