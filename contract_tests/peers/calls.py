"""One valid call of the SDK for each operation of the document, and what it gives."""

from collections.abc import Callable
from typing import Any

from tines_cases import Case, CaseActionBatch, CaseActionDetail, CaseActionPage, CasePage, CaseTaskPage, TinesClient

NEW: dict[str, Any] = {"url": "https://example.com", "label": "Runbook", "action_type": "page"}
CASE, ACTION = 1, 1

# By operation. Each makes sense to a tenant that has the item, and to one that makes it up.
CALLS: dict[str, tuple[Callable[[TinesClient], object], type]] = {
    "listCases": (lambda tines: tines.cases.list(order="CREATED_ASC", per_page=20, page=1), CasePage),
    "getCase": (lambda tines: tines.cases.get(CASE), Case),
    "listCaseTasks": (lambda tines: tines.case_tasks.list(CASE, per_page=20, page=1), CaseTaskPage),
    "listCaseActions": (lambda tines: tines.case_actions.list(CASE, per_page=20, page=1), CaseActionPage),
    "getCaseAction": (lambda tines: tines.case_actions.get(CASE, ACTION), CaseActionDetail),
    "createCaseAction": (lambda tines: tines.case_actions.create(CASE, **NEW), CaseActionDetail),
    "updateCaseAction": (lambda tines: tines.case_actions.update(CASE, ACTION, label="Read"), CaseActionDetail),
    "replaceAllCaseActions": (lambda tines: tines.case_actions.replace_all(CASE, [NEW]), CaseActionBatch),
    "deleteCaseAction": (lambda tines: tines.case_actions.delete(CASE, ACTION), type(None)),
}
