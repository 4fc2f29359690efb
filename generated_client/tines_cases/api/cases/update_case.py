# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Update a case: PUT /api/v2/cases/{case_id} (updateCase)."""

from tines_runtime.call.body import Fields, choice, listed, moment, text
from tines_runtime.call.operation import Operation, integer

from ...models.case import Case

OPERATION: Operation[Case] = Operation(
    method="PUT",
    path="/api/v2/cases/{case_id}",
    in_path={"case_id": integer(minimum=1, maximum=9223372036854775807)},
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
            "add_assignee_emails": listed(text),
            "remove_assignee_emails": listed(text),
            "add_tag_names": listed(text),
            "remove_tag_names": listed(text),
            "opened_at": moment,
            "resolved_at": moment,
        },
        required=(),
        owned=("case_id",),
        unseen=(
            "team_id",
            "sub_status_id",
            "author_email",
            "assignee_emails",
            "add_assignee_emails",
            "remove_assignee_emails",
            "add_tag_names",
            "remove_tag_names",
        ),
    ),
    successes={200: Case},
    echoed={"case_id": "case_id"},
)
