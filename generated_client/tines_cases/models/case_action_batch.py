# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""All actions of a case, after they were replaced."""

from attrs import field, frozen
from tines_runtime.call.values import shown_items

from .case_action import CaseAction


@frozen(kw_only=True)
class CaseActionBatch:
    """All actions of a case, after they were replaced.

    Source: https://www.tines.com/docs/api/cases/actions/batch-update/
    """

    case_id: int
    """The public number of the case, by which the API addresses it."""
    actions: list[CaseAction] = field(repr=shown_items, hash=False)
    """The actions. Whether replacing all keeps the order is not documented."""
