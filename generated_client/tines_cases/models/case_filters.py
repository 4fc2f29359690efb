# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Which cases are meant."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from attrs import field, frozen
from tines_runtime.call.body import UNSET, Unset
from tines_runtime.call.values import Date, Timestamp, shown_items


@frozen(kw_only=True)
class CaseFilters:
    """Which cases are meant.

    Source: https://tines.com/api/cases/list
    """

    status: Literal["OPEN", "CLOSED"] | Unset = UNSET
    """Whether the case is open or closed."""
    priority: Literal["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO"] | Unset = UNSET
    """The priority."""
    sub_status_names: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Names from the teams' own lists, one of which it has."""
    assignees: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Ids or e-mail addresses of users who work on it, or `unassigned`."""
    and_assignees: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Ids or e-mail addresses of users who all work on it."""
    exclude_assignees: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Ids of users of whom none works on it."""
    assigned_to_me: bool | Unset = UNSET
    """Whether the owner of the key works on it."""
    authors: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Ids or e-mail addresses of users, one of whom made it; `tines` is automation."""
    exclude_authors: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Ids of users of whom none made it."""
    tags: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Names of tags, all of which it has, as with `and_tags`."""
    and_tags: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Names of tags, all of which it has."""
    or_tags: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Names of tags, one of which it has."""
    exclude_tags: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Names of tags, none of which it has."""
    case_ids: Iterable[int] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Numbers of cases, one of which it is."""
    records: Iterable[str] | Unset = field(default=UNSET, repr=shown_items, hash=False)
    """Values of its records, but for large texts."""
    metadata: Mapping[str, Any] | Unset = field(default=UNSET, hash=False)
    """Keys and values of its metadata."""
    search: str | Unset = UNSET
    """What its name, its description or its number holds."""
    start_date: Timestamp | Date | str | Unset = UNSET
    """The time, or the day, from which on it is from."""
    end_date: Timestamp | Date | str | Unset = UNSET
    """The time, or the day, up to which it is from."""
    resolved_at_start_date: Timestamp | Date | str | Unset = UNSET
    """The time, or the day, from which on it was resolved."""
    resolved_at_end_date: Timestamp | Date | str | Unset = UNSET
    """The time, or the day, up to which it was resolved."""
    updated_at_start_date: Timestamp | Date | str | Unset = UNSET
    """The time, or the day, from which on it was last updated."""
    updated_at_end_date: Timestamp | Date | str | Unset = UNSET
    """The time, or the day, up to which it was last updated."""
