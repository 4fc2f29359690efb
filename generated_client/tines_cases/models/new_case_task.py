# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""A task that is to be. All else about it is the server's."""

from collections.abc import Iterable

from attrs import field, frozen
from tines_runtime.call.body import UNSET, Unset
from tines_runtime.call.values import shown_items


@frozen(kw_only=True)
class NewCaseTask:
    """A task that is to be. All else about it is the server's.

    Source: https://www.tines.com/api/cases/tasks/create
    """

    description: str
    """What is to do."""
    assignee_emails: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """The e-mails of those who are to do it. They come back as users."""
