# Generated from openapi.yaml by scripts/generate.py. Do not edit: change the document or a template, then run `nox -s generate`.
"""What the API's responses are made of, and what it is sent."""

from .action_type import ActionType
from .case_action import CaseAction
from .case_action_batch import CaseActionBatch
from .case_action_detail import CaseActionDetail
from .case_action_page import CaseActionPage
from .new_case_action import NewCaseAction
from .page_meta import PageMeta
from .query_params import QueryParams

__all__ = (
    "ActionType",
    "CaseAction",
    "CaseActionBatch",
    "CaseActionDetail",
    "CaseActionPage",
    "NewCaseAction",
    "PageMeta",
    "QueryParams",
)
