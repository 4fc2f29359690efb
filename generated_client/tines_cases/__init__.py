# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Tines case actions: a typed client for Tines' REST API, sync and async.

    with TinesClient() as tines:  # TINES_TENANT and TINES_API_KEY
        for action in tines.case_actions.iterate(1):
            print(action.id, action.label)

Not affiliated with Tines. The errors are in `tines_cases.errors`; `tines_cases.press` reads what a webhook is sent.
"""

from tines_runtime import (
    KEEP,
    UNSET,
    Answer,
    AsyncItems,
    AsyncPlan,
    Attempt,
    Items,
    Keep,
    Plan,
    Response,
    RetryPolicy,
    WithResponse,
    from_json,
    jsonable,
    to_json,
)

from .client import AsyncTinesClient, TinesClient
from .models import (
    ActionType,
    Case,
    CaseAction,
    CaseActionBatch,
    CaseActionDetail,
    CaseActionPage,
    CaseMetadata,
    CaseNote,
    CaseNoteDetail,
    CaseNotePage,
    CaseOrder,
    CasePage,
    CaseSubStatus,
    CaseTag,
    CaseTask,
    CaseTaskPage,
    CaseTeam,
    CaseUser,
    NewCaseAction,
    NewCaseNote,
    NoteColor,
    PageMeta,
    QueryParams,
)

__version__ = "0.1.0"

__all__ = (
    "__version__",
    "ActionType",
    "Answer",
    "AsyncItems",
    "AsyncPlan",
    "AsyncTinesClient",
    "Attempt",
    "Case",
    "CaseAction",
    "CaseActionBatch",
    "CaseActionDetail",
    "CaseActionPage",
    "CaseMetadata",
    "CaseNote",
    "CaseNoteDetail",
    "CaseNotePage",
    "CaseOrder",
    "CasePage",
    "CaseSubStatus",
    "CaseTag",
    "CaseTask",
    "CaseTaskPage",
    "CaseTeam",
    "CaseUser",
    "from_json",
    "Items",
    "jsonable",
    "KEEP",
    "Keep",
    "NewCaseAction",
    "NewCaseNote",
    "NoteColor",
    "PageMeta",
    "Plan",
    "QueryParams",
    "Response",
    "RetryPolicy",
    "TinesClient",
    "to_json",
    "UNSET",
    "WithResponse",
)
