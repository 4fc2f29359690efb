"""The checks, one for each promise of the document."""

from tines_contract.checks import (
    access,
    cases,
    creating,
    deleting,
    getting,
    items,
    links,
    pages,
    replacing,
    shape,
    sizes,
    updating,
    writes,
)
from tines_contract.finding import Check

_MODULES = (sizes, pages, links, items, shape, access, cases, getting, creating, updating, deleting, replacing, writes)
CHECKS: dict[str, Check] = {check.promise: check for module in _MODULES for check in module.CHECKS}
