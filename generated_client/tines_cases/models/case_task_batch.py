# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Several tasks, without a page."""

from attrs import field, frozen
from tines_runtime.call.values import shown_items

from .case_task import CaseTask


@frozen(kw_only=True)
class CaseTaskBatch:
    """Several tasks, without a page.

    Source: https://www.tines.com/docs/api/cases/tasks/batch-create/
    """

    tasks: list[CaseTask] = field(repr=shown_items, hash=False)
    """The tasks."""
