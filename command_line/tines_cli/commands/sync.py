"""`tines-cases sync`: makes a case hold exactly the actions of a file."""

from typing import TYPE_CHECKING, Any

import click

from tines_cli.asking import agreed, must_be_able_to_ask
from tines_cli.command_error import CommandError, ExitCode
from tines_cli.streams import flush, say, write
from tines_cli.tenant_options import case_argument, with_client

if TYPE_CHECKING:
    from tines_cases import Plan, TinesClient


@click.command(
    epilog="""\b
FILE holds a JSON array of actions, or one action a line; - is the standard
input, which takes an array alone. Actions are matched by id, else by label.
Actions of the case that are not in FILE are deleted.

\b
Examples:
  tines-cases sync 42 wanted.json --dry-run
  tines-cases sync 42 wanted.json
  tines-cases actions list 1 --json --show-secrets | tines-cases sync 42 - --yes"""
)
@case_argument
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--dry-run", is_flag=True, help="Show the plan and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_client
def sync(tines: "TinesClient", *, case: int, file: str, dry_run: bool, yes: bool) -> int:
    """Make the case CASE hold exactly the actions of FILE. It shows the plan first, and asks."""
    if not dry_run and not yes:
        must_be_able_to_ask()
    plan = _plan(tines, case, file)
    write(_shown(plan))
    flush()
    if dry_run or not plan.writes:
        return ExitCode.DONE
    if not yes and not agreed(f"Change case {case}?"):
        raise CommandError("nothing was changed", ExitCode.FAILED)
    _apply(plan)
    say(f"done: {len(plan.done)} changes of case {case}")
    return ExitCode.DONE


def _plan(tines: "TinesClient", case: int, file: str) -> "Plan[Any]":
    """Raises CommandError, which names the entry of the file."""
    from tines_cases.errors import TinesError
    from tines_cli.known_types import warn_of_unknown_types
    from tines_cli.wanted_file import in_terms_of_the_file, wanted_actions

    wanted = wanted_actions(file)
    warn_of_unknown_types([entry.get("action_type") for entry in wanted])
    try:
        return tines.case_actions.plan(case, wanted)
    except TinesError:
        raise
    except (TypeError, ValueError) as error:
        raise in_terms_of_the_file(file, str(error)) from None


def _shown(plan: "Plan[Any]") -> str:
    counts = {"create": len(plan.creates), "update": len(plan.updates), "delete": len(plan.deletes)}
    summary = ", ".join(f"{count} to {name}" for name, count in counts.items() if count) or "nothing to do"
    lines = (*map(str, plan.writes), f"{summary}; {len(plan.unchanged)} unchanged")
    return "".join(f"{line}\n" for line in lines)


def _apply(plan: "Plan[Any]") -> None:
    """Do the writes; whatever ends it, the standard error says what is done and what is left."""
    try:
        plan.apply()
    finally:
        if plan.left:
            _say_how_far(plan)


def _say_how_far(plan: "Plan[Any]") -> None:
    failed, *others = plan.left
    for write_ in plan.done:
        say(f"done: {write_}")
    say(f"not done, or not known whether: {failed}")
    for write_ in others:
        say(f"left: {write_}")
    say(f"{len(plan.done)} of {len(plan.writes)} changes are done; the same command goes on from there")
