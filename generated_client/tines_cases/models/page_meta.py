# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Which page this is, and where the others are."""

from attrs import frozen


@frozen(kw_only=True)
class PageMeta:
    """Which page this is, and where the others are.

    Source: https://www.tines.com/docs/api/welcome/
    """

    count: int
    """How many items there are on all pages together."""
    current_page: str | None
    """The URL of this page."""
    next_page: str | None
    """The URL of the next page; null on the last."""
    pages: int
    """How many pages there are. How many pages a list without items has is not documented."""
    per_page: int
    """The size of a page, after any clamping by the server."""
    previous_page: str | None
    """The URL of the page before; null on the first."""
    next_page_number: int | None = None
    """The number of the next page; null on the last. Some responses do not have it; the number is then in
    `next_page`."""
