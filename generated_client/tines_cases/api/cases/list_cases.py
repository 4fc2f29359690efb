# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""List cases: GET /api/v2/cases (listCases)."""

from tines_runtime.call.body import Fields, choice, day_or_moment, json_object, listed, text
from tines_runtime.call.filters import Filters, ShownBy
from tines_runtime.call.operation import Operation, boolean, integer, nullable
from tines_runtime.paging.listing import Listing
from tines_runtime.paging.paged import Paged

from ...models.case import Case
from ...models.case_page import CasePage

FILTERS = Filters(
    parameter="filters",
    fields=Fields(
        checks={
            "status": choice("OPEN", "CLOSED"),
            "priority": choice("CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO"),
            "sub_status_names": listed(text),
            "assignees": listed(text),
            "and_assignees": listed(text),
            "exclude_assignees": listed(text),
            "assigned_to_me": boolean,
            "authors": listed(text),
            "exclude_authors": listed(text),
            "tags": listed(text),
            "and_tags": listed(text),
            "or_tags": listed(text),
            "exclude_tags": listed(text),
            "case_ids": listed(integer(minimum=1, maximum=9223372036854775807)),
            "records": listed(text),
            "metadata": json_object,
            "search": text,
            "start_date": day_or_moment,
            "end_date": day_or_moment,
            "resolved_at_start_date": day_or_moment,
            "resolved_at_end_date": day_or_moment,
            "updated_at_start_date": day_or_moment,
            "updated_at_end_date": day_or_moment,
        }
    ),
    shown={
        "status": ShownBy(rule="any", at=("status",)),
        "priority": ShownBy(rule="any", at=("priority",)),
        "sub_status_names": ShownBy(rule="any", at=("sub_status",), by=("name",)),
        "assignees": ShownBy(rule="any", at=("assignees",), by=("email", "user_id", "id"), empty="unassigned"),
        "and_assignees": ShownBy(rule="all", at=("assignees",), by=("email", "user_id", "id")),
        "exclude_assignees": ShownBy(rule="none", at=("assignees",), by=("email", "user_id", "id")),
        "authors": ShownBy(rule="any", at=("author",), by=("email", "user_id", "id"), unseen=("tines",)),
        "exclude_authors": ShownBy(rule="none", at=("author",), by=("email", "user_id", "id"), unseen=("tines",)),
        "tags": ShownBy(rule="all", at=("tags",), by=("name",)),
        "and_tags": ShownBy(rule="all", at=("tags",), by=("name",)),
        "or_tags": ShownBy(rule="any", at=("tags",), by=("name",)),
        "exclude_tags": ShownBy(rule="none", at=("tags",), by=("name",)),
        "case_ids": ShownBy(rule="any", at=("case_id",)),
        "start_date": ShownBy(rule="from", at=("created_at", "opened_at")),
        "end_date": ShownBy(rule="to", at=("created_at", "opened_at")),
        "resolved_at_start_date": ShownBy(rule="from", at=("resolved_at",)),
        "resolved_at_end_date": ShownBy(rule="to", at=("resolved_at",)),
        "updated_at_start_date": ShownBy(rule="from", at=("updated_at",)),
        "updated_at_end_date": ShownBy(rule="to", at=("updated_at",)),
    },
    items="cases",
    item="case",
    id="case_id",
)

OPERATION: Operation[CasePage] = Operation(
    method="GET",
    path="/api/v2/cases",
    in_query={
        "team_id": nullable(integer(minimum=1, maximum=9223372036854775807)),
        "order": nullable(
            choice(
                "RECENTLY_EDITED",
                "LEAST_RECENTLY_EDITED",
                "PRIORITY_ASC",
                "PRIORITY_DESC",
                "OPENED_ASC",
                "OPENED_DESC",
                "CREATED_ASC",
                "CREATED_DESC",
            )
        ),
        "per_page": nullable(integer(minimum=1, maximum=500)),
        "page": nullable(integer(minimum=1, maximum=9223372036854775807)),
    },
    successes={200: CasePage},
)
LISTING: Listing[Case, CasePage] = Listing(
    OPERATION,
    Paged(items="cases", meta="meta", id="case_id", number="page", size="per_page", largest=500, created="created_at"),
)
