"""`tines-cases cases`: the cases that the key may see."""

from typing import TYPE_CHECKING

import click

from tines_cli.number import Number
from tines_cli.output_options import list_options, output_options
from tines_cli.tenant_options import case_argument, with_client
from tines_spec import operations

if TYPE_CHECKING:
    from tines_cases import TinesClient

ORDERS = tuple(operations()["listCases"].query_parameters["order"].schema["enum"])


@click.group()
def cases() -> None:
    """List the cases that the key may see, or show one."""


@cases.command(
    "list",
    epilog="""\b
Examples:
  tines-cases cases list --order RECENTLY_EDITED --limit 10
  tines-cases cases list --all --csv > cases.csv""",
)
@click.option(
    "--order", type=click.Choice(ORDERS, case_sensitive=False), metavar="ORDER", help=f"One of {', '.join(ORDERS)}."
)
@click.option("--team", type=Number(min=0), metavar="ID", help="Only the cases of this team.")
@list_options
@output_options
@with_client
def list_(
    tines: "TinesClient", *, order: str | None, team: int | None, output: str, limit: int | None, everything: bool
) -> None:
    """List cases. A table shows the first 50; JSON, CSV and pipes get all."""
    from tines_cli.case_kind import case_kind
    from tines_cli.printing import print_list

    size = None if limit is None or limit > 50 else limit
    found = tines.cases.iterate(order=order, team_id=team, per_page=size)  # type: ignore[arg-type]  # it is of ORDERS
    print_list(found, case_kind(), output, limit, everything=everything)


@cases.command(epilog="\b\nExamples:\n  tines-cases cases get 42\n  tines-cases cases get 42 --json | jq .tags")
@case_argument
@output_options
@with_client
def get(tines: "TinesClient", *, case: int, output: str) -> None:
    """Show the case CASE."""
    from tines_cli.case_kind import case_kind
    from tines_cli.printing import print_one

    print_one(tines.cases.get(case), case_kind(), output)
