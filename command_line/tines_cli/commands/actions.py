"""`tines-cases actions`: the actions of a case."""

from typing import TYPE_CHECKING

import click

from tines_cli.commands.actions_writing import create, delete, update
from tines_cli.output_options import list_options, output_options, secrets_option
from tines_cli.tenant_options import action_argument, case_argument, with_client

if TYPE_CHECKING:
    from tines_cases import TinesClient


@click.group()
def actions() -> None:
    """List, show, create, update and delete the actions of a case."""


for command in (create, update, delete):
    actions.add_command(command)


@actions.command(
    "list",
    epilog="""\b
Examples:
  tines-cases actions list 42
  tines-cases actions list 42 --all --csv > actions.csv
  tines-cases actions list 42 --json --show-secrets > wanted.json
  tines-cases actions list 42 | jq -r 'select(.action_type == "page") | .label'""",
)
@case_argument
@list_options
@output_options
@secrets_option
@with_client
def list_(
    tines: "TinesClient", *, case: int, output: str, limit: int | None, everything: bool, show_secrets: bool
) -> None:
    """List the actions of the case CASE.

    A table shows the first 50; JSON, CSV and pipes get all. URLs show their host only, and query parameters their
    names, unless you pass --show-secrets.
    """
    from tines_cases import CaseAction
    from tines_cli.action_kind import action_kind
    from tines_cli.printing import print_list

    size = None if limit is None or limit > 50 else limit
    found = tines.case_actions.iterate(case, per_page=size)
    print_list(found, action_kind(CaseAction, show_secrets=show_secrets), output, limit, everything=everything)


@actions.command(
    epilog="\b\nExamples:\n  tines-cases actions get 42 29907\n  tines-cases actions get 42 29907 --json --show-secrets"
)
@case_argument
@action_argument
@output_options
@secrets_option
@with_client
def get(tines: "TinesClient", *, case: int, action: int, output: str, show_secrets: bool) -> None:
    """Show the action ID of the case CASE."""
    from tines_cli.action_kind import print_action

    print_action(tines.case_actions.get(case, action), output, show_secrets=show_secrets)
