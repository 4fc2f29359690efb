# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""List the comments on a case: GET /api/v2/cases/{case_id}/comments (listCaseComments)."""

from tines_runtime.call.operation import Operation, integer, nullable
from tines_runtime.paging.listing import Listing
from tines_runtime.paging.paged import Paged

from ...models.case_comment import CaseComment
from ...models.case_comment_page import CaseCommentPage

OPERATION: Operation[CaseCommentPage] = Operation(
    method="GET",
    path="/api/v2/cases/{case_id}/comments",
    in_path={"case_id": integer(minimum=1, maximum=9223372036854775807)},
    in_query={
        "per_page": nullable(integer(minimum=1, maximum=50)),
        "page": nullable(integer(minimum=1, maximum=9223372036854775807)),
    },
    successes={200: CaseCommentPage},
    echoed={"case_id": "case_id"},
)
LISTING: Listing[CaseComment, CaseCommentPage] = Listing(
    OPERATION,
    Paged(items="comments", meta="meta", id="id", number="page", size="per_page", largest=50, created="created_at"),
)
