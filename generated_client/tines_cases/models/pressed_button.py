# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""The action that was clicked. What is `action_type` elsewhere is `type` here."""

from attrs import field, frozen
from tines_runtime.secret import shown_url

from .action_type import ActionType


@frozen(kw_only=True)
class PressedButton:
    """The action that was clicked. What is `action_type` elsewhere is `type` here.

    Source: https://www.tines.com/llm/stories/docs/api/cases/case-action-payloads.md
    """

    id: int | None = None
    """The id of the action."""
    label: str | None = None
    """What people call the action."""
    type: ActionType | None = None
    """What a click does: `webhook`."""
    url: str | None = field(default=None, repr=shown_url)
    """The webhook. Its URL may hold its secret, so treat it as one."""
