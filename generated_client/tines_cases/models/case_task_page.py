# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""One page of a case's tasks. Unlike other lists of a case it does not name the case."""

from attrs import field, frozen
from tines_runtime.call.values import shown_items

from .case_task import CaseTask
from .page_meta import PageMeta


@frozen(kw_only=True)
class CaseTaskPage:
    """One page of a case's tasks. Unlike other lists of a case it does not name the case.

    Source: https://www.tines.com/docs/api/cases/tasks/list/
    """

    tasks: list[CaseTask] = field(repr=shown_items, hash=False)
    """The tasks of this page. In which order the tasks of a case come is not documented."""
    meta: PageMeta
    """Which page this is, and where the others are."""
