# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""One page of the comments on a case."""

from attrs import field, frozen
from tines_runtime.call.values import shown_items

from .case_comment import CaseComment
from .page_meta import PageMeta


@frozen(kw_only=True)
class CaseCommentPage:
    """One page of the comments on a case.

    Source: https://www.tines.com/docs/api/cases/comments/list/
    """

    case_id: int
    """The public number of the case, by which the API addresses it."""
    comments: list[CaseComment] = field(repr=shown_items, hash=False)
    """The comments of this page."""
    meta: PageMeta
    """Which page this is, and where the others are."""
