# Generated from openapi.yaml by scripts/generate.py. Do not edit: change the document or a template, then run `nox -s generate`.
"""Delete a case action: DELETE /api/v2/cases/{case_id}/actions/{id} (deleteCaseAction)."""

from tines_runtime import Call, integer, removing_call, with_path


def call(case_id: int, id: int) -> Call[None]:
    """What is sent, and what the answer is read as. Raises TypeError or ValueError for arguments that make no sense."""
    path = with_path(
        "/api/v2/cases/{case_id}/actions/{id}",
        case_id=integer("case_id", case_id, 1, 9223372036854775807),
        id=integer("id", id, 1, 9223372036854775807),
    )
    return removing_call(path, [204])
