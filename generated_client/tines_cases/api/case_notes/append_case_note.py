# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Append to the text of a case note: POST /api/v2/cases/{case_id}/notes/{id}/content (appendCaseNote)."""

from tines_runtime.call.body import Fields, text
from tines_runtime.call.operation import Operation, integer

from ...models.case_note_detail import CaseNoteDetail

OPERATION: Operation[CaseNoteDetail] = Operation(
    method="POST",
    path="/api/v2/cases/{case_id}/notes/{id}/content",
    in_path={
        "case_id": integer(minimum=1, maximum=9223372036854775807),
        "id": integer(minimum=1, maximum=9223372036854775807),
    },
    body=Fields(
        checks={"content": text, "author_email": text},
        required=("content",),
        owned=("author", "case_id", "color", "created_at", "hidden", "id", "sensitive", "title", "updated_at"),
        unseen=("author_email",),
    ),
    successes={200: CaseNoteDetail, 201: CaseNoteDetail},
    echoed={"case_id": "case_id", "id": "id"},
)
