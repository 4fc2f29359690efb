# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""A comment that is to be. All else about it is the server's."""

from attrs import frozen
from tines_runtime.call.body import UNSET, Unset


@frozen(kw_only=True)
class NewCaseComment:
    """A comment that is to be. All else about it is the server's.

    Source: https://www.tines.com/docs/api/cases/comments/create/
    """

    value: str
    """The text, as Markdown."""
    author_email: str | None | Unset = UNSET
    """The e-mail of whom it is to be by; by default, or if it is null, it is by the user of the key. It comes
    back as a user."""
