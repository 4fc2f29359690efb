# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""What a click does. Known are `webhook` and `page`, in lower case; others may be added."""

from tines_runtime.call.values import OpenEnum


class ActionType(OpenEnum):
    """What a click does. Known are `webhook` and `page`, in lower case; others may be added.

    A value that is not listed here is read too: it compares equal to its text and has no name of its own.
    """

    WEBHOOK = "webhook"
    PAGE = "page"
