# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Create a case: POST /api/v2/cases (createCase)."""

from tines_runtime.call.body import Fields, choice, listed, moment, text
from tines_runtime.call.operation import Operation, integer

from ...models.case import Case

OPERATION: Operation[Case] = Operation(
    method="POST",
    path="/api/v2/cases",
    body=Fields(
        checks={
            "name": text,
            "team_id": integer(minimum=1, maximum=9223372036854775807),
            "description": text,
            "status": choice("open", "closed"),
            "priority": choice("critical", "high", "medium", "low", "info"),
            "sub_status_id": integer(minimum=1, maximum=9223372036854775807),
            "author_email": text,
            "assignee_emails": listed(text),
            "tag_names": listed(text),
            "opened_at": moment,
            "resolved_at": moment,
        },
        required=("team_id", "name"),
        owned=("case_id",),
        unseen=("sub_status_id", "author_email", "assignee_emails", "tag_names"),
        shown_as={"team_id": ("team", "id")},
    ),
    successes={201: Case},
)
