# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""A task by itself."""

from attrs import frozen

from .case_task import CaseTask


@frozen(kw_only=True)
class CaseTaskAlone:
    """A task by itself.

    Source: https://www.tines.com/api/cases/tasks/create
    """

    task: CaseTask
    """A task of a case."""
