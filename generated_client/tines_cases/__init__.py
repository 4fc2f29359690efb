# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Tines cases: a typed client for Tines' REST API, sync and async.

    with TinesClient() as tines:  # TINES_TENANT and TINES_API_KEY
        for action in tines.case_actions.iterate(1):
            print(action.id, action.label)

Not affiliated with Tines. The errors are in `tines_cases.errors`; `tines_cases.press` reads what a webhook is sent.
"""

from typing import TYPE_CHECKING

from tines_runtime.call.body import UNSET
from tines_runtime.call.response import Response
from tines_runtime.call.response import Response as Answer  # its name before version 1
from tines_runtime.call.retry import Attempt, RetryPolicy
from tines_runtime.call.values import from_json, jsonable, to_json
from tines_runtime.call.with_response import WithResponse
from tines_runtime.lazy import lazily
from tines_runtime.options import KEEP, AttemptRequest, Keep
from tines_runtime.paging.any_listing import JsonMeta, JsonPage
from tines_runtime.paging.iteration import AsyncItems, Items
from tines_runtime.plan.matching import Create, Delete, Update
from tines_runtime.plan.plan import AsyncPlan, Plan

from . import errors as errors
from . import models
from .client import AsyncTinesClient, TinesClient

if TYPE_CHECKING:
    from .models import (
        ActionType,
        Case,
        CaseAction,
        CaseActionBatch,
        CaseActionDetail,
        CaseActionPage,
        CaseComment,
        CaseCommentDetail,
        CaseCommentPage,
        CaseFilters,
        CaseMetadata,
        CaseNote,
        CaseNoteDetail,
        CaseNotePage,
        CaseOrder,
        CasePage,
        CaseSubStatus,
        CaseTag,
        CaseTask,
        CaseTaskAlone,
        CaseTaskBatch,
        CaseTaskPage,
        CaseTeam,
        CaseUser,
        CommentActivity,
        DeletedCaseTask,
        NewCase,
        NewCaseAction,
        NewCaseComment,
        NewCaseNote,
        NewCaseTask,
        NoteColor,
        PageMeta,
        QueryParams,
    )
else:
    __getattr__, __dir__ = lazily(__name__, dict.fromkeys(models.__all__, ".models"))

__version__ = "0.1.0"

__all__ = (
    "__version__",
    "ActionType",
    "Answer",
    "AsyncItems",
    "AsyncPlan",
    "AsyncTinesClient",
    "Attempt",
    "AttemptRequest",
    "Case",
    "CaseAction",
    "CaseActionBatch",
    "CaseActionDetail",
    "CaseActionPage",
    "CaseComment",
    "CaseCommentDetail",
    "CaseCommentPage",
    "CaseFilters",
    "CaseMetadata",
    "CaseNote",
    "CaseNoteDetail",
    "CaseNotePage",
    "CaseOrder",
    "CasePage",
    "CaseSubStatus",
    "CaseTag",
    "CaseTask",
    "CaseTaskAlone",
    "CaseTaskBatch",
    "CaseTaskPage",
    "CaseTeam",
    "CaseUser",
    "CommentActivity",
    "Create",
    "Delete",
    "DeletedCaseTask",
    "from_json",
    "Items",
    "jsonable",
    "JsonMeta",
    "JsonPage",
    "KEEP",
    "Keep",
    "NewCase",
    "NewCaseAction",
    "NewCaseComment",
    "NewCaseNote",
    "NewCaseTask",
    "NoteColor",
    "PageMeta",
    "Plan",
    "QueryParams",
    "Response",
    "RetryPolicy",
    "TinesClient",
    "to_json",
    "UNSET",
    "Update",
    "WithResponse",
)
