# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""A status of a team's own."""

from attrs import frozen


@frozen(kw_only=True)
class CaseSubStatus:
    """A status of a team's own.

    Source: https://github.com/1Doomdie1/Tapi
    """

    id: int | None = None
    """The id of a part of a case."""
    name: str | None = None
    """The name of a part of a case."""
