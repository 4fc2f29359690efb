# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Which cases to list. A case fits if it fits all that is given."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from attrs import field, frozen
from tines_runtime.call.body import UNSET, Unset
from tines_runtime.call.values import Date, Timestamp, shown_items


@frozen(kw_only=True)
class CaseFilters:
    """Which cases to list. A case fits if it fits all that is given.

    Source: https://tines.com/api/cases/list
    """

    status: Literal["OPEN", "CLOSED"] | Unset = UNSET
    """Cases of this status."""
    priority: Literal["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO"] | Unset = UNSET
    """Cases of this priority."""
    sub_status_names: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Cases of one of these statuses of a team's own, by name."""
    assignees: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Cases that one of these users works on, by id or e-mail; `unassigned` is nobody."""
    and_assignees: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Cases that all of these users work on, by id or e-mail."""
    exclude_assignees: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Cases that none of these users works on, by id."""
    assigned_to_me: bool | Unset = UNSET
    """Cases that the owner of the key works on."""
    authors: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Cases that one of these users made, by id or e-mail; `tines` is automation."""
    exclude_authors: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Cases that none of these users made, by id."""
    tags: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Cases that have all of these tags, by name. It is the same as `and_tags`."""
    and_tags: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Cases that have all of these tags, by name."""
    or_tags: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Cases that have one of these tags, by name."""
    exclude_tags: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Cases that have none of these tags, by name."""
    case_ids: Iterable[int] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Cases of these numbers."""
    records: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Cases whose records hold these values, but for large texts."""
    metadata: Mapping[str, Any] | Unset = field(default=UNSET, hash=False)
    """Cases with this metadata, by key."""
    search: str | Unset = UNSET
    """Cases that hold this text in their name, description or number."""
    start_date: Timestamp | Date | str | Unset = UNSET
    """Cases from this time or day on. Whether `start_date` and `end_date` are of `created_at` or of `opened_at`
    is not documented."""
    end_date: Timestamp | Date | str | Unset = UNSET
    """Cases up to this time or day. Whether `start_date` and `end_date` are of `created_at` or of `opened_at` is
    not documented."""
    resolved_at_start_date: Timestamp | Date | str | Unset = UNSET
    """Cases resolved from this time or day on."""
    resolved_at_end_date: Timestamp | Date | str | Unset = UNSET
    """Cases resolved up to this time or day."""
    updated_at_start_date: Timestamp | Date | str | Unset = UNSET
    """Cases last updated from this time or day on."""
    updated_at_end_date: Timestamp | Date | str | Unset = UNSET
    """Cases last updated up to this time or day."""
