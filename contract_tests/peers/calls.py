"""One valid call of the SDK for each operation of the document."""

from collections.abc import Callable
from typing import Any

from tines_cases import TinesClient

NEW: dict[str, Any] = {"url": "https://example.com", "label": "Runbook", "action_type": "page"}
CASE, ACTION = 1, 1

CALLS: dict[str, Callable[[TinesClient], object]] = {
    "listCases": lambda tines: tines.cases.list(order="CREATED_ASC", per_page=20, page=1),
    "getCase": lambda tines: tines.cases.get(CASE),
    "listCaseTasks": lambda tines: tines.case_tasks.list(CASE, per_page=20, page=1),
    "listCaseActions": lambda tines: tines.case_actions.list(CASE, per_page=20, page=1),
    "getCaseAction": lambda tines: tines.case_actions.get(CASE, ACTION),
    "createCaseAction": lambda tines: tines.case_actions.create(CASE, **NEW),
    "updateCaseAction": lambda tines: tines.case_actions.update(CASE, ACTION, label="Read"),
    "replaceAllCaseActions": lambda tines: tines.case_actions.replace_all(CASE, [NEW]),
    "deleteCaseAction": lambda tines: tines.case_actions.delete(CASE, ACTION),
}
