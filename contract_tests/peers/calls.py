"""One valid call of the SDK for each operation of the document, and what it gives."""

from collections.abc import Callable
from typing import Any

from tines_cases import CaseActionBatch, CaseActionDetail, CaseActionPage

NEW: dict[str, Any] = {"url": "https://example.com", "label": "Runbook", "action_type": "page"}
CASE, ACTION = 1, 1

# By operation, of `tines.case_actions`. Each makes sense to a tenant that has the action, and to one that makes it up.
CALLS: dict[str, tuple[Callable[[Any], object], type]] = {
    "listCaseActions": (lambda actions: actions.list(CASE, per_page=20, page=1), CaseActionPage),
    "getCaseAction": (lambda actions: actions.get(CASE, ACTION), CaseActionDetail),
    "createCaseAction": (lambda actions: actions.create(CASE, **NEW), CaseActionDetail),
    "updateCaseAction": (lambda actions: actions.update(CASE, ACTION, label="Read"), CaseActionDetail),
    "replaceAllCaseActions": (lambda actions: actions.replace_all(CASE, [NEW]), CaseActionBatch),
    "deleteCaseAction": (lambda actions: actions.delete(CASE, ACTION), type(None)),
}
