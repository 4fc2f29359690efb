# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""A team, or a case group."""

from attrs import frozen


@frozen(kw_only=True)
class CaseTeam:
    """A team, or a case group.

    Source: https://github.com/trv95/3b-tyler-space
    """

    id: int | None = None
    """The id of a part of a case."""
    name: str | None = None
    """The name of a part of a case."""
