# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Create a case comment: POST /api/v2/cases/{case_id}/comments (createCaseComment)."""

from tines_runtime.call.body import Fields, text
from tines_runtime.call.operation import Operation, integer, nullable

from ...models.case_comment_detail import CaseCommentDetail

OPERATION: Operation[CaseCommentDetail] = Operation(
    method="POST",
    path="/api/v2/cases/{case_id}/comments",
    in_path={"case_id": integer(minimum=1, maximum=9223372036854775807)},
    body=Fields(
        checks={"value": text, "author_email": nullable(text)},
        required=("value",),
        owned=("activity_type", "case_id", "created_at", "id", "user"),
        unseen=("author_email",),
    ),
    successes={201: CaseCommentDetail},
    echoed={"case_id": "case_id"},
)
