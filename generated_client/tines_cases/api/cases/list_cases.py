# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""List cases: GET /api/v2/cases (listCases)."""

from tines_runtime.call.body import choice
from tines_runtime.call.operation import Operation, integer, optional
from tines_runtime.paging.listing import Listing
from tines_runtime.paging.paged import Paged

from ...models.case import Case
from ...models.case_page import CasePage

OPERATION: Operation[CasePage] = Operation(
    method="GET",
    path="/api/v2/cases",
    in_query={
        "team_id": optional(integer(minimum=1, maximum=9223372036854775807)),
        "order": optional(
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
        "per_page": optional(integer(minimum=1, maximum=500)),
        "page": optional(integer(minimum=1, maximum=9223372036854775807)),
    },
    successes={200: CasePage},
)
LISTING: Listing[Case, CasePage] = Listing(
    OPERATION,
    Paged(items="cases", meta="meta", id="case_id", number="page", size="per_page", largest=500, created="created_at"),
)
