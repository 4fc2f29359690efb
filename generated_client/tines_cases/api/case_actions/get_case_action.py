# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Get a case action: GET /api/v2/cases/{case_id}/actions/{id} (getCaseAction)."""

from tines_runtime.call.operation import Operation, integer

from ...models.case_action_detail import CaseActionDetail

OPERATION: Operation[CaseActionDetail] = Operation(
    method="GET",
    path="/api/v2/cases/{case_id}/actions/{id}",
    in_path={
        "case_id": integer(minimum=1, maximum=9223372036854775807),
        "id": integer(minimum=1, maximum=9223372036854775807),
    },
    successes={200: CaseActionDetail},
    echoed={"case_id": "case_id", "id": "id"},
)
