# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""A comment on a case. It does not say when it was updated. Its reactions are left out here."""

from attrs import frozen
from tines_runtime.call.values import Timestamp

from .case_user import CaseUser
from .comment_activity import CommentActivity


@frozen(kw_only=True)
class CaseComment:
    """A comment on a case. It does not say when it was updated. Its reactions are left out here.

    Source: https://www.tines.com/docs/api/cases/comments/list/
    """

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
