# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""One page of a case's notes."""

from attrs import field, frozen
from tines_runtime.call.values import shown_items

from .case_note import CaseNote
from .page_meta import PageMeta


@frozen(kw_only=True)
class CaseNotePage:
    """One page of a case's notes.

    Source: https://www.tines.com/docs/api/cases/notes/list/
    """

    case_id: int
    """The public number of the case, by which the API addresses it."""
    notes: list[CaseNote] = field(repr=shown_items, hash=False)
    """The notes of this page."""
    meta: PageMeta
    """Which page this is, and where the others are."""
