"""A check of what a listed action says of itself, beyond what its schema can say."""

from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Findings, found
from tines_contract.timestamps import is_before


def updated_after_created(evidence: Evidence) -> Findings:
    for page in evidence.pages:
        for item in page.items:
            if is_before(item["updated_at"], item["created_at"]):
                told = f"action {item['id']}: updated_at {item['updated_at']} is before created_at {item['created_at']}"
                yield found("LIST-UPDATED-AFTER-CREATED", told, page)


CHECKS = (Check("LIST-UPDATED-AFTER-CREATED", updated_after_created, lambda e: any(page.items for page in e.pages)),)
