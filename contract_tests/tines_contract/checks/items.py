"""Checks of what an action says of itself, beyond what its schema can say."""

import datetime
import re
from typing import Any

from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Findings, found

_TIMES = ("created_at", "updated_at")
_RFC_3339 = re.compile(
    r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(\.\d+)?"
    r"([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
)


def moment(text: str) -> datetime.datetime | None:
    """A timestamp of RFC 3339, or None; a leap second counts as the second before it."""
    parts = _RFC_3339.fullmatch(text)
    if parts is None:
        return None
    fraction = (parts[7] or "")[:7]
    offset = "+00:00" if parts[8] in "Zz" else parts[8]
    second = "59" if parts[6] == "60" else parts[6]
    try:
        return datetime.datetime.fromisoformat(
            f"{parts[1]}-{parts[2]}-{parts[3]}T{parts[4]}:{parts[5]}:{second}{fraction}{offset}"
        )
    except ValueError:  # the 31st of a month of 30 days
        return None


def timestamps(evidence: Evidence) -> Findings:
    for page in evidence.listings:
        for item in page.items:
            for name in _TIMES:
                if moment(item[name]) is None:
                    told = f"action {item['id']}: {name} is no timestamp of RFC 3339, but {_form(item[name])!r}"
                    yield found("LIST-TIMESTAMPS", told, page)


def _form(text: str) -> str:
    """The form of a text without what it says: 9 for a digit, a for a letter."""
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", text))[:40]


def updated_after_created(evidence: Evidence) -> Findings:
    for page in evidence.listings:
        for item in page.items:
            if _before_created(item):
                told = f"action {item['id']}: updated_at {item['updated_at']} is before created_at {item['created_at']}"
                yield found("LIST-UPDATED-AFTER-CREATED", told, page)


def _before_created(item: dict[str, Any]) -> bool:
    created, updated = (moment(item[name]) for name in _TIMES)
    if created is None or updated is None:
        return False
    if "." in item["created_at"] and "." in item["updated_at"]:
        return updated < created
    # One of them is cut to the second: half a second of the other says nothing.
    return updated.replace(microsecond=0) < created.replace(microsecond=0)


CHECKS = (
    Check("LIST-TIMESTAMPS", timestamps, lambda e: any(page.items for page in e.listings)),
    Check("LIST-UPDATED-AFTER-CREATED", updated_after_created, lambda e: any(page.items for page in e.listings)),
)
