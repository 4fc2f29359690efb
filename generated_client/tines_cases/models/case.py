# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""A case. Only its number and its name are promised; a field may be null or absent, and there are more than
these."""

from attrs import field, frozen
from tines_runtime.call.values import Timestamp, shown_items
from tines_runtime.secret import shown_url

from .case_metadata import CaseMetadata
from .case_sub_status import CaseSubStatus
from .case_tag import CaseTag
from .case_team import CaseTeam
from .case_user import CaseUser


@frozen(kw_only=True)
class Case:
    """A case. Only its number and its name are promised; a field may be null or absent, and there are more than
    these.

    Source: https://www.tines.com/llm/docs/api/cases/get.md
    """

    case_id: int
    """The public number of the case, by which the API addresses it."""
    name: str
    """The title of the case."""
    description: str | None = None
    """What the case is about, as Markdown; it may be empty."""
    status: str | None = None
    """Known are `OPEN` and `CLOSED`, in capitals in responses and in small letters elsewhere; others may be
    added."""
    sub_status: CaseSubStatus | None = None
    """The status within the team's own list."""
    priority: str | None = None
    """Known are `CRITICAL`, `HIGH`, `MEDIUM`, `LOW` and `INFO`; others may be added."""
    url: str | None = field(default=None, repr=shown_url)
    """The page of the case, for people."""
    team: CaseTeam | None = None
    """The team, or the case group, that the case belongs to."""
    author: CaseUser | None = None
    """Who made the case. Whether the author of a case that automation made is null is not documented."""
    assignees: list[CaseUser] | None = field(default=None, repr=shown_items, hash=False)
    """Who works on the case."""
    tags: list[CaseTag] | None = field(default=None, repr=shown_items, hash=False)
    """The tags of the case."""
    metadata: CaseMetadata | None = field(default=None, hash=False)
    """What the team keeps of the case by key."""
    opened_at: Timestamp | None = None
    """When that was; null where it has not been."""
    resolved_at: Timestamp | None = None
    """When that was; null where it has not been."""
    created_at: Timestamp | None = None
    """When that was; null where it has not been."""
    updated_at: Timestamp | None = None
    """When that was; null where it has not been."""
