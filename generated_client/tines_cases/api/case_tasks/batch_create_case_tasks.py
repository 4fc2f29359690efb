# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Create several case tasks: POST /api/v2/cases/{case_id}/tasks/batch (batchCreateCaseTasks)."""

from tines_runtime.call.body import Fields, listed, text
from tines_runtime.call.operation import Operation, integer

from ...models.case_task_batch import CaseTaskBatch

OPERATION: Operation[CaseTaskBatch] = Operation(
    method="POST",
    path="/api/v2/cases/{case_id}/tasks/batch",
    in_path={"case_id": integer(minimum=1, maximum=9223372036854775807)},
    body=Fields(
        checks={
            "tasks": listed(
                Fields(
                    checks={"description": text, "assignee_emails": listed(text)},
                    required=("description",),
                    owned=("assignees", "completed", "created_at", "id", "updated_at"),
                    unseen=("assignee_emails",),
                ),
                most=25,
            )
        },
        required=("tasks",),
        owned=("created_at", "id", "updated_at"),
    ),
    successes={201: CaseTaskBatch, 200: CaseTaskBatch},
)
