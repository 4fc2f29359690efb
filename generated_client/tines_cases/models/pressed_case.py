# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""The case of the button. More of it comes, which the documentation names and does not show: description,
sub-status, severity, priority, tags, team, comments, author, assignees, times, metadata, its other actions,
tasks, records, fields and blocks."""

from attrs import field, frozen
from tines_runtime.secret import shown_url


@frozen(kw_only=True)
class PressedCase:
    """The case of the button. More of it comes, which the documentation names and does not show: description,
    sub-status, severity, priority, tags, team, comments, author, assignees, times, metadata, its other
    actions, tasks, records, fields and blocks.

    Source: https://www.tines.com/llm/stories/docs/api/cases/case-action-payloads.md
    """

    id: int | None = None
    """The number of the case, which is `case_id` elsewhere."""
    name: str | None = None
    """The title of the case."""
    status: str | None = None
    """Known are `open` and `closed`, here in small letters; others may be added."""
    url: str | None = field(default=None, repr=shown_url)
    """The page of the case, for people."""
