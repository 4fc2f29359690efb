# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Get a case comment: GET /api/v2/cases/{case_id}/comments/{id} (getCaseComment)."""

from tines_runtime.call.operation import Operation, integer

from ...models.case_comment_detail import CaseCommentDetail

OPERATION: Operation[CaseCommentDetail] = Operation(
    method="GET",
    path="/api/v2/cases/{case_id}/comments/{id}",
    in_path={
        "case_id": integer(minimum=1, maximum=9223372036854775807),
        "id": integer(minimum=1, maximum=9223372036854775807),
    },
    successes={200: CaseCommentDetail},
    echoed={"case_id": "case_id", "id": "id"},
)
