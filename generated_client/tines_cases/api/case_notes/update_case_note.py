# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Update a case note: PUT /api/v2/cases/{case_id}/notes/{id} (updateCaseNote)."""

from tines_runtime.call.body import Fields, text
from tines_runtime.call.operation import Operation, boolean, integer

from ...models.case_note_detail import CaseNoteDetail

OPERATION: Operation[CaseNoteDetail] = Operation(
    method="PUT",
    path="/api/v2/cases/{case_id}/notes/{id}",
    in_path={
        "case_id": integer(minimum=1, maximum=9223372036854775807),
        "id": integer(minimum=1, maximum=9223372036854775807),
    },
    body=Fields(
        checks={
            "title": text,
            "content": text,
            "color": text,
            "position": integer(minimum=0, maximum=9223372036854775807),
            "sensitive": boolean,
            "hidden": boolean,
            "author_email": text,
        },
        required=(),
        owned=("case_id", "created_at", "id", "updated_at"),
        unseen=("position", "author_email"),
    ),
    successes={200: CaseNoteDetail},
    echoed={"case_id": "case_id", "id": "id"},
)
