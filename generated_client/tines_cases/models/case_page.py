# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""One page of cases."""

from attrs import field, frozen
from tines_runtime.call.values import shown_items

from .case import Case
from .page_meta import PageMeta


@frozen(kw_only=True)
class CasePage:
    """One page of cases.

    Source: https://github.com/trv95/3b-tyler-space
    """

    cases: list[Case] = field(repr=shown_items, hash=False)
    """The cases of this page, in the order that was requested."""
    meta: PageMeta
    """Which page this is, and where the others are."""
