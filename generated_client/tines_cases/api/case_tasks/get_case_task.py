# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Get a case task: GET /api/v2/cases/{case_id}/tasks/{id} (getCaseTask)."""

from tines_runtime.call.operation import Operation, integer

from ...models.case_task import CaseTask
from ...models.case_task_alone import CaseTaskAlone

OPERATION: Operation[CaseTask] = Operation(
    method="GET",
    path="/api/v2/cases/{case_id}/tasks/{id}",
    in_path={
        "case_id": integer(minimum=1, maximum=9223372036854775807),
        "id": integer(minimum=1, maximum=9223372036854775807),
    },
    successes={200: CaseTaskAlone},
    envelope="task",
    echoed={"id": "id"},
)
