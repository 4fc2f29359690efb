# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""List the notes of a case: GET /api/v2/cases/{case_id}/notes (listCaseNotes)."""

from tines_runtime.call.operation import Operation, boolean, integer, nullable
from tines_runtime.paging.listing import Listing
from tines_runtime.paging.paged import Paged

from ...models.case_note import CaseNote
from ...models.case_note_page import CaseNotePage

OPERATION: Operation[CaseNotePage] = Operation(
    method="GET",
    path="/api/v2/cases/{case_id}/notes",
    in_path={"case_id": integer(minimum=1, maximum=9223372036854775807)},
    in_query={
        "resolve_mentions": nullable(boolean),
        "per_page": nullable(integer(minimum=1, maximum=50)),
        "page": nullable(integer(minimum=1, maximum=9223372036854775807)),
    },
    successes={200: CaseNotePage},
    echoed={"case_id": "case_id"},
)
LISTING: Listing[CaseNote, CaseNotePage] = Listing(
    OPERATION,
    Paged(items="notes", meta="meta", id="id", number="page", size="per_page", largest=50, created="created_at"),
)
