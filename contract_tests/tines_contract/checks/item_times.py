"""A check of the times of a listed item, beyond what its schema can say."""

from tines_contract.checks.check import Findings, check
from tines_contract.contract.timestamps import is_before
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.finding import found
from tines_contract.probes.purpose import ANY_SUCCESS
from tines_spec import Operation


def _has_items(evidence: Evidence, operation: Operation) -> bool:
    return any(page.items for page in evidence.list_of(operation).pages)


@check("UPDATED-AFTER-CREATED", exercised=_has_items, needs=ANY_SUCCESS)
def updated_after_created(evidence: Evidence, operation: Operation) -> Findings:
    """updated_at is not before created_at."""
    for page in evidence.list_of(operation).pages:
        for number, item in zip(page.ids, page.items, strict=True):
            created, updated = item.get("created_at"), item.get("updated_at")
            if created and updated and is_before(updated, created):
                message = f"updated_at {updated} is before created_at {created}"
                yield found(f"{page.paged.item} {number}: {message}", page)
