# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Create a case note: POST /api/v2/cases/{case_id}/notes (createCaseNote)."""

from tines_runtime.call.body import Fields, text
from tines_runtime.call.operation import Operation, boolean, integer

from ...models.case_note_detail import CaseNoteDetail

OPERATION: Operation[CaseNoteDetail] = Operation(
    method="POST",
    path="/api/v2/cases/{case_id}/notes",
    in_path={"case_id": integer(minimum=1, maximum=9223372036854775807)},
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
        required=("title",),
        owned=("author", "case_id", "created_at", "id", "updated_at"),
        unseen=("position", "author_email"),
    ),
    successes={201: CaseNoteDetail},
    echoed={"case_id": "case_id"},
)
