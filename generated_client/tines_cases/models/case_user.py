# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Somebody who uses the tenant. Endpoints differ in whether the id is `user_id` or `id`, and a text or a number."""

from attrs import frozen


@frozen(kw_only=True)
class CaseUser:
    """Somebody who uses the tenant. Endpoints differ in whether the id is `user_id` or `id`, and a text or a
    number.

    Source: https://www.tines.com/docs/api/cases/assignees/list/
    """

    user_id: str | int | None = None
    """The id of a user."""
    id: str | int | None = None
    """The id of a user."""
    first_name: str | None = None
    """What is known of a user."""
    last_name: str | None = None
    """What is known of a user."""
    email: str | None = None
    """What is known of a user."""
