# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""A note, with the case that it is on."""

from attrs import frozen
from tines_runtime.call.values import Timestamp

from .case_user import CaseUser


@frozen(kw_only=True)
class CaseNoteDetail:
    """A note, with the case that it is on.

    Source: https://www.tines.com/api/cases/notes/append-content
    """

    case_id: int
    """The public number of the case, by which the API addresses it."""
    id: int
    """The number of the note."""
    title: str
    """What the note is called."""
    content: str | None
    """The text, as Markdown."""
    created_at: Timestamp
    """When it was created."""
    updated_at: Timestamp
    """When it was last updated."""
    color: str | None = None
    """The colour of the note. Editions of the documentation differ in which there are."""
    sensitive: bool | None = None
    """Whether the note is so."""
    hidden: bool | None = None
    """Whether the note is so."""
    author: CaseUser | None = None
    """Who wrote it. Older samples of a created note call it `user`."""
