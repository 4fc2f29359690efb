# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Update a case task: PUT /api/v2/cases/{case_id}/tasks/{id} (updateCaseTask)."""

from tines_runtime.call.body import Fields, listed, text
from tines_runtime.call.operation import Operation, boolean, integer

from ...models.case_task import CaseTask
from ...models.case_task_alone import CaseTaskAlone

OPERATION: Operation[CaseTask] = Operation(
    method="PUT",
    path="/api/v2/cases/{case_id}/tasks/{id}",
    in_path={
        "case_id": integer(minimum=1, maximum=9223372036854775807),
        "id": integer(minimum=1, maximum=9223372036854775807),
    },
    body=Fields(
        checks={"description": text, "completed": boolean, "assignee_emails": listed(text)},
        required=(),
        owned=("created_at", "id", "updated_at"),
        unseen=("assignee_emails",),
    ),
    successes={200: CaseTaskAlone},
    envelope="task",
    echoed={"id": "id"},
)
