# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""A task of a case."""

from attrs import field, frozen
from tines_runtime.call.values import Timestamp, shown_items

from .case_user import CaseUser


@frozen(kw_only=True)
class CaseTask:
    """A task of a case.

    Source: https://www.tines.com/docs/api/cases/tasks/list/
    """

    id: int
    """The id of the task."""
    description: str
    """What is to do."""
    completed: bool
    """Whether it is done."""
    created_at: Timestamp
    """When it was created."""
    updated_at: Timestamp
    """When it was last updated."""
    assignees: list[CaseUser] | None = field(default=None, repr=shown_items, hash=False)
    """Who is to do it."""
