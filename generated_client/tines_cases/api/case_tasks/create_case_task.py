# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Create a case task: POST /api/v2/cases/{case_id}/tasks (createCaseTask)."""

from tines_runtime.call.body import Fields, listed, text
from tines_runtime.call.operation import Operation, integer

from ...models.case_task import CaseTask
from ...models.case_task_alone import CaseTaskAlone

OPERATION: Operation[CaseTask] = Operation(
    method="POST",
    path="/api/v2/cases/{case_id}/tasks",
    in_path={"case_id": integer(minimum=1, maximum=9223372036854775807)},
    body=Fields(
        checks={"description": text, "assignee_emails": listed(text)},
        required=("description",),
        owned=("assignees", "completed", "created_at", "id", "updated_at"),
        unseen=("assignee_emails",),
    ),
    successes={201: CaseTaskAlone, 200: CaseTaskAlone},
    envelope="task",
)
