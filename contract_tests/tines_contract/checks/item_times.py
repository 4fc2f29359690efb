"""Checks of the times of listed items, beyond what their schema can say."""

from itertools import pairwise

from tines_contract.checks.check import Findings, check
from tines_contract.contract.timestamps import is_before
from tines_contract.evidence.evidence import Evidence, found
from tines_contract.evidence.list_evidence import Page
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


_BY_CREATION = "CREATED_ASC"


def _ordered(evidence: Evidence, operation: Operation) -> list[Page]:
    """The pages that were requested by the time of creation."""
    pages = evidence.list_of(operation).judged
    return [page for page in pages if page.observation.request.argument("order") == _BY_CREATION]


def _times(page: Page) -> list[tuple[int, str]]:
    """The items that say when they were created. Where the others come is not documented."""
    items = zip(page.ids, page.items, strict=True)
    return [(number, item["created_at"]) for number, item in items if item.get("created_at") is not None]


def _two_times(evidence: Evidence, operation: Operation) -> bool:
    return any(len(_times(page)) > 1 for page in _ordered(evidence, operation))


@check("CASES-CREATED-ASC", exercised=_two_times, needs=ANY_SUCCESS)
def created_asc(evidence: Evidence, operation: Operation) -> Findings:
    """Requested by the time of creation, none was created before the one that it comes after."""
    for page in _ordered(evidence, operation):
        for (one, earlier), (other, later) in pairwise(_times(page)):
            if is_before(later, earlier):
                item = page.paged.item
                yield found(f"{item} {other}, created at {later}, comes after {item} {one}, created at {earlier}", page)
                break
