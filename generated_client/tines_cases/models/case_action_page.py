# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""One page of a case's actions."""

from attrs import field, frozen
from tines_runtime.call.values import shown_items

from .case_action import CaseAction
from .page_meta import PageMeta


@frozen(kw_only=True)
class CaseActionPage:
    """One page of a case's actions.

    Source: https://www.tines.com/docs/api/cases/actions/list/
    """

    case_id: int
    """The public number of the case, by which the API addresses it."""
    actions: list[CaseAction] = field(repr=shown_items, hash=False)
    """The actions of this page. In which order the actions of a case come is not documented."""
    meta: PageMeta
    """Which page this is, and where the others are."""
