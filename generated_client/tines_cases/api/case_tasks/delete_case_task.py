# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Delete a case task: DELETE /api/v2/cases/{case_id}/tasks/{id} (deleteCaseTask)."""

from tines_runtime.call.operation import Operation, integer

OPERATION: Operation[None] = Operation(
    method="DELETE",
    path="/api/v2/cases/{case_id}/tasks/{id}",
    in_path={
        "case_id": integer(minimum=1, maximum=9223372036854775807),
        "id": integer(minimum=1, maximum=9223372036854775807),
    },
    successes={200: None},
    echoed={"destroyed_id": "id"},
)
