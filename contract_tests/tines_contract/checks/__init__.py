"""The checks: pure functions of what was seen, each declared with the name of the promise that it judges.

Must live here: all that can break a promise. Must not know: how a request is sent, other checks, quirks and faults.
"""

from tines_contract.checks import (  # noqa: F401 - each declares its checks
    access,
    case_isolation,
    created_and_deleted,
    embedded,
    filters,
    links,
    pages,
    read_item,
    replaced,
    shape,
    side_effects,
    updated,
)
from tines_contract.checks.check import Check, bound_checks
from tines_spec import operations

CHECKS: dict[str, Check] = bound_checks(operations().values())
"""The check of each promise, by the promise's id."""
