# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Delete a case: DELETE /api/v2/cases/{case_id} (deleteCase)."""

from tines_runtime.call.operation import Operation, integer

OPERATION: Operation[None] = Operation(
    method="DELETE",
    path="/api/v2/cases/{case_id}",
    in_path={"case_id": integer(minimum=1, maximum=9223372036854775807)},
    successes={204: None},
)
