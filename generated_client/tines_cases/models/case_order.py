# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""An order of cases."""

from tines_runtime.call.values import OpenEnum


class CaseOrder(OpenEnum):
    """An order of cases.

    A value that is not listed here is read too: it compares equal to its text and has no name of its own.
    """

    RECENTLY_EDITED = "RECENTLY_EDITED"
    LEAST_RECENTLY_EDITED = "LEAST_RECENTLY_EDITED"
    PRIORITY_ASC = "PRIORITY_ASC"
    PRIORITY_DESC = "PRIORITY_DESC"
    OPENED_ASC = "OPENED_ASC"
    OPENED_DESC = "OPENED_DESC"
    CREATED_ASC = "CREATED_ASC"
    CREATED_DESC = "CREATED_DESC"
