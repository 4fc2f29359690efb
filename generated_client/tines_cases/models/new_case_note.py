# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""A note that is to be. All else about it is the server's."""

from typing import Literal

from attrs import frozen
from tines_runtime.call.body import UNSET, Unset

from .note_color import NoteColor


@frozen(kw_only=True)
class NewCaseNote:
    """A note that is to be. All else about it is the server's.

    Source: https://www.tines.com/llm/stories/docs/api/cases/notes/create.md
    """

    title: str
    """What the note is called."""
    content: str | Unset = UNSET
    """The text, as Markdown."""
    color: NoteColor | Literal["white", "red", "mint", "indigo", "gold", "magenta", "green", "blue"] | Unset = UNSET
    """The colour of the note. Older tenants do not know red, mint and indigo."""
    position: int | Unset = UNSET
    """Where among the notes it is shown, from 0 on."""
    sensitive: bool | Unset = UNSET
    """Whether it holds what not all are to see."""
    hidden: bool | Unset = UNSET
    """Whether it is hidden on the page of the case; by default not."""
    author_email: str | Unset = UNSET
    """The e-mail of whom it is to be by; by default it is by the user of the key. It comes back as a user."""
