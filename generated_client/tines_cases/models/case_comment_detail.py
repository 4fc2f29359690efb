# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""A comment, with the case that it is on."""

from attrs import frozen
from tines_runtime.call.values import Timestamp

from .case_user import CaseUser
from .comment_activity import CommentActivity


@frozen(kw_only=True)
class CaseCommentDetail:
    """A comment, with the case that it is on.

    Source: https://www.tines.com/docs/api/cases/comments/create/
    """

    case_id: int
    """The public number of the case, by which the API addresses it."""
    id: int
    """The number of the comment."""
    activity_type: CommentActivity
    """What happened, which is `COMMENTED`."""
    value: str
    """The text, as Markdown."""
    created_at: Timestamp
    """When it was created."""
    user: CaseUser | None = None
    """Who wrote it."""
