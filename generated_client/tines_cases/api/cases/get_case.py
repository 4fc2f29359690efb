# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Get a case: GET /api/v2/cases/{case_id} (getCase)."""

from tines_runtime.call.operation import Operation, integer

from ...models.case import Case

OPERATION: Operation[Case] = Operation(
    method="GET",
    path="/api/v2/cases/{case_id}",
    in_path={"case_id": integer(minimum=1, maximum=9223372036854775807)},
    successes={200: Case},
    echoed={"case_id": "case_id"},
)
