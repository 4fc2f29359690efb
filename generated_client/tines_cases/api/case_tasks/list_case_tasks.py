# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""List the tasks of a case: GET /api/v2/cases/{case_id}/tasks (listCaseTasks)."""

from tines_runtime.call.operation import Operation, integer, nullable
from tines_runtime.paging.listing import Listing
from tines_runtime.paging.paged import Paged

from ...models.case_task import CaseTask
from ...models.case_task_page import CaseTaskPage

OPERATION: Operation[CaseTaskPage] = Operation(
    method="GET",
    path="/api/v2/cases/{case_id}/tasks",
    in_path={"case_id": integer(minimum=1, maximum=9223372036854775807)},
    in_query={
        "per_page": nullable(integer(minimum=1, maximum=50)),
        "page": nullable(integer(minimum=1, maximum=9223372036854775807)),
    },
    successes={200: CaseTaskPage},
)
LISTING: Listing[CaseTask, CaseTaskPage] = Listing(
    OPERATION,
    Paged(items="tasks", meta="meta", id="id", number="page", size="per_page", largest=50, created="created_at"),
)
