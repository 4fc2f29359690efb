# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Which task is gone."""

from attrs import frozen


@frozen(kw_only=True)
class DeletedCaseTask:
    """Which task is gone.

    Source: https://www.tines.com/llm/stories/docs/api/cases/tasks/delete.md
    """

    destroyed_id: str
    """The id of the task, as a text."""
