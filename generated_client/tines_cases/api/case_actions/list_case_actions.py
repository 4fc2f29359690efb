# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""List case actions: GET /api/v2/cases/{case_id}/actions (listCaseActions)."""

from tines_runtime.call.operation import Operation, integer, nullable
from tines_runtime.paging.listing import Listing
from tines_runtime.paging.paged import Paged

from ...models.case_action import CaseAction
from ...models.case_action_page import CaseActionPage

OPERATION: Operation[CaseActionPage] = Operation(
    method="GET",
    path="/api/v2/cases/{case_id}/actions",
    in_path={"case_id": integer(minimum=1, maximum=9223372036854775807)},
    in_query={
        "per_page": nullable(integer(minimum=1, maximum=500)),
        "page": nullable(integer(minimum=1, maximum=9223372036854775807)),
    },
    successes={200: CaseActionPage},
    echoed={"case_id": "case_id"},
)
LISTING: Listing[CaseAction, CaseActionPage] = Listing(
    OPERATION,
    Paged(items="actions", meta="meta", id="id", number="page", size="per_page", largest=500, created="created_at"),
)
