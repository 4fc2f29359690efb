# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""What happened, which is `COMMENTED`."""

from tines_runtime.call.values import OpenEnum


class CommentActivity(OpenEnum):
    """What happened, which is `COMMENTED`.

    A value that is not listed here is read too: it compares equal to its text and has no name of its own.
    """

    COMMENTED = "COMMENTED"
