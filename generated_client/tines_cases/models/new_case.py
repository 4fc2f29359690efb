# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""A case that is to be. All else about it is the server's."""

from collections.abc import Iterable
from typing import Literal

from attrs import field, frozen
from tines_runtime.call.body import UNSET, Unset
from tines_runtime.call.values import Timestamp, shown_items


@frozen(kw_only=True)
class NewCase:
    """A case that is to be. All else about it is the server's.

    Source: https://www.tines.com/docs/api/cases/create/
    """

    name: str
    """The title of the case."""
    team_id: int
    """The id of the team that the case belongs to."""
    description: str | Unset = UNSET
    """What the case is about, as Markdown."""
    status: Literal["open", "closed"] | Unset = UNSET
    """Whether it is open, in small letters."""
    priority: Literal["critical", "high", "medium", "low", "info"] | Unset = UNSET
    """How urgent it is, in small letters."""
    sub_status_id: int | Unset = UNSET
    """The id of a status of the team's own list."""
    author_email: str | Unset = UNSET
    """The e-mail of whom it is to be by; by default it is by the user of the key. It comes back as a user."""
    assignee_emails: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """The e-mails of those who are to work on the case. They come back as users."""
    tag_names: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """The names of its tags."""
    opened_at: Timestamp | str | Unset = UNSET
    """When that was, such as `2025-01-29T21:39:27Z`."""
    resolved_at: Timestamp | str | Unset = UNSET
    """When that was, such as `2025-01-29T21:39:27Z`."""
