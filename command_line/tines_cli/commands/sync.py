"""`tines-cases sync`: makes a case hold exactly the actions of a file."""

from typing import TYPE_CHECKING, Any

import click

from tines_cli.asking import agreed, must_be_able_to_ask
from tines_cli.command_error import CommandError, ExitCode
from tines_cli.number import Number
from tines_cli.streams import flush, say, write
from tines_cli.tenant_options import id_argument, with_client

if TYPE_CHECKING:
    from tines_cases import Plan, TinesClient


@click.command(
    epilog="""\b
FILE holds a JSON array of actions, or one action a line; - is the standard
input, which takes an array alone. Actions are matched by what is equal, else
by id, by label, or by all but the label, for the fewest changes. Actions of
the case that are not in FILE are deleted.

\b
Examples:
  tines-cases sync 42 wanted.json --dry-run
  tines-cases sync 42 wanted.json
  tines-cases actions list 1 --json --show-secrets | tines-cases sync 42 - --yes"""
)
@id_argument("case")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--dry-run", is_flag=True, help="Show the plan and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--max-deletes", type=Number(min=0), metavar="N", help="Fail if more actions than this would be deleted.")
@with_client
def sync(tines: "TinesClient", *, case: int, file: str, dry_run: bool, yes: bool, max_deletes: int | None) -> int:
    """Make the case CASE hold exactly the actions of FILE. It shows the plan first, and asks."""
    if not dry_run and not yes:
        must_be_able_to_ask()
    plan = _plan(tines, case, file)
    write(_shown(plan))
    flush()
    _limit_deletes(plan, max_deletes)
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
    from tines_cli.fields import warn_of_unknown_choices
    from tines_cli.subject import subjects, written
    from tines_cli.wanted_file import in_terms_of_the_file, wanted_actions

    actions = subjects()["actions"]
    wanted = wanted_actions(file, actions.secrets)
    warn_of_unknown_choices(written(actions.listing), wanted)
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


def _limit_deletes(plan: "Plan[Any]", max_deletes: int | None) -> None:
    from tines_cases.errors import TooManyDeletesError

    try:
        plan.limit_deletes(max_deletes)
    except TooManyDeletesError as error:
        raise CommandError(str(error).replace("max_deletes=", "--max-deletes "), ExitCode.FAILED) from None


def _apply(plan: "Plan[Any]") -> None:
    """Do the writes; whatever ends it, the standard error says what is done and what is left."""
    try:
        plan.apply()
    except BaseException as error:
        _say_how_far(plan, error)
        raise


def _say_how_far(plan: "Plan[Any]", error: BaseException) -> None:
    from tines_cli.failures import is_in_doubt

    # An interrupt may come in the middle of a write.
    in_doubt = not isinstance(error, Exception) or is_in_doubt(error)
    failed, *others = plan.left
    for write_ in plan.done:
        say(f"done: {write_}")
    say(f"{'not known whether done' if in_doubt else 'not done'}: {failed}")
    for write_ in others:
        say(f"left: {write_}")
    say(f"{len(plan.done)} of {len(plan.writes)} changes are done; the same command goes on from there")
