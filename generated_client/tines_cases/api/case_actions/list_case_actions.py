# Generated from openapi.yaml by scripts/generate.py. Do not edit: change the document or a template, then run `nox -s generate`.
"""List case actions: GET /api/v2/cases/{case_id}/actions (listCaseActions)."""

from tines_runtime import Call, Paged, integer, optional_integer, typed_call, with_path, with_query

from ...models.case_action import CaseAction
from ...models.case_action_page import CaseActionPage


def call(case_id: int, *, per_page: int | None = None, page: int | None = None) -> Call[CaseActionPage]:
    """What is sent, and what the answer is read as. Raises TypeError or ValueError for arguments that make no sense."""
    path = with_path(
        "/api/v2/cases/{case_id}/actions",
        case_id=integer("case_id", case_id, 1, 9223372036854775807),
    )
    query = {
        "per_page": optional_integer("per_page", per_page, 1, 500),
        "page": optional_integer("page", page, 1, 9223372036854775807),
    }
    target = with_query(path, query)
    return typed_call("GET", target, {200: CaseActionPage}, repeatable=True)


PAGED: Paged[CaseAction, CaseActionPage] = Paged(items=lambda page: page.actions, meta=lambda page: page.meta)
