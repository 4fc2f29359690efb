# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""What the API's responses are made of, and what it is sent."""

from typing import TYPE_CHECKING

from tines_runtime.lazy import lazily

if TYPE_CHECKING:
    from .action_type import ActionType
    from .case import Case
    from .case_action import CaseAction
    from .case_action_batch import CaseActionBatch
    from .case_action_detail import CaseActionDetail
    from .case_action_page import CaseActionPage
    from .case_comment import CaseComment
    from .case_comment_detail import CaseCommentDetail
    from .case_comment_page import CaseCommentPage
    from .case_filters import CaseFilters
    from .case_metadata import CaseMetadata
    from .case_note import CaseNote
    from .case_note_detail import CaseNoteDetail
    from .case_note_page import CaseNotePage
    from .case_order import CaseOrder
    from .case_page import CasePage
    from .case_sub_status import CaseSubStatus
    from .case_tag import CaseTag
    from .case_task import CaseTask
    from .case_task_alone import CaseTaskAlone
    from .case_task_batch import CaseTaskBatch
    from .case_task_page import CaseTaskPage
    from .case_team import CaseTeam
    from .case_user import CaseUser
    from .comment_activity import CommentActivity
    from .deleted_case_task import DeletedCaseTask
    from .new_case import NewCase
    from .new_case_action import NewCaseAction
    from .new_case_comment import NewCaseComment
    from .new_case_note import NewCaseNote
    from .new_case_task import NewCaseTask
    from .note_color import NoteColor
    from .page_meta import PageMeta
    from .query_params import QueryParams

else:
    __getattr__, __dir__ = lazily(
        __name__,
        {
            "ActionType": ".action_type",
            "Case": ".case",
            "CaseAction": ".case_action",
            "CaseActionBatch": ".case_action_batch",
            "CaseActionDetail": ".case_action_detail",
            "CaseActionPage": ".case_action_page",
            "CaseComment": ".case_comment",
            "CaseCommentDetail": ".case_comment_detail",
            "CaseCommentPage": ".case_comment_page",
            "CaseFilters": ".case_filters",
            "CaseMetadata": ".case_metadata",
            "CaseNote": ".case_note",
            "CaseNoteDetail": ".case_note_detail",
            "CaseNotePage": ".case_note_page",
            "CaseOrder": ".case_order",
            "CasePage": ".case_page",
            "CaseSubStatus": ".case_sub_status",
            "CaseTag": ".case_tag",
            "CaseTask": ".case_task",
            "CaseTaskAlone": ".case_task_alone",
            "CaseTaskBatch": ".case_task_batch",
            "CaseTaskPage": ".case_task_page",
            "CaseTeam": ".case_team",
            "CaseUser": ".case_user",
            "CommentActivity": ".comment_activity",
            "DeletedCaseTask": ".deleted_case_task",
            "NewCase": ".new_case",
            "NewCaseAction": ".new_case_action",
            "NewCaseComment": ".new_case_comment",
            "NewCaseNote": ".new_case_note",
            "NewCaseTask": ".new_case_task",
            "NoteColor": ".note_color",
            "PageMeta": ".page_meta",
            "QueryParams": ".query_params",
        },
    )

__all__ = (
    "ActionType",
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
    "DeletedCaseTask",
    "NewCase",
    "NewCaseAction",
    "NewCaseComment",
    "NewCaseNote",
    "NewCaseTask",
    "NoteColor",
    "PageMeta",
    "QueryParams",
)
