"""The checks, one for each promise of the document."""

from tines_contract.checks import access, items, links, pages, shape, sizes
from tines_contract.finding import Check

CHECKS: dict[str, Check] = {
    check.promise: check for module in (sizes, pages, links, access, items, shape) for check in module.CHECKS
}
