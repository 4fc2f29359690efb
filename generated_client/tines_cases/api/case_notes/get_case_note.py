# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Get a case note: GET /api/v2/cases/{case_id}/notes/{id} (getCaseNote)."""

from tines_runtime.call.operation import Operation, integer

from ...models.case_note_detail import CaseNoteDetail

OPERATION: Operation[CaseNoteDetail] = Operation(
    method="GET",
    path="/api/v2/cases/{case_id}/notes/{id}",
    in_path={
        "case_id": integer(minimum=1, maximum=9223372036854775807),
        "id": integer(minimum=1, maximum=9223372036854775807),
    },
    successes={200: CaseNoteDetail},
    echoed={"case_id": "case_id", "id": "id"},
)
