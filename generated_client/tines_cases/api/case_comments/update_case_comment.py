# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Update a case comment: PUT /api/v2/cases/{case_id}/comments/{id} (updateCaseComment)."""

from tines_runtime.call.body import Fields, text
from tines_runtime.call.operation import Operation, integer

from ...models.case_comment_detail import CaseCommentDetail

OPERATION: Operation[CaseCommentDetail] = Operation(
    method="PUT",
    path="/api/v2/cases/{case_id}/comments/{id}",
    in_path={
        "case_id": integer(minimum=1, maximum=9223372036854775807),
        "id": integer(minimum=1, maximum=9223372036854775807),
    },
    body=Fields(
        checks={"value": text}, required=("value",), owned=("activity_type", "case_id", "created_at", "id", "user")
    ),
    successes={200: CaseCommentDetail},
    echoed={"case_id": "case_id", "id": "id"},
)
