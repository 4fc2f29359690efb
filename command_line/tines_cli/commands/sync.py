"""`tines-cases sync`: makes cases hold exactly what files say."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tines_cli.failures import CommandError, ExitCode
from tines_cli.options import Number, with_client
from tines_cli.streams import agreed, flush, must_be_able_to_ask, say, write
from tines_openapi.lists import LISTS

if TYPE_CHECKING:
    from tines_cases import Plan, TinesClient
    from tines_cli.plan_text import Planned
    from tines_cli.wanted import Wanted

_LISTS = ", ".join(f"{one.item}s" for one in LISTS if one.arguments and "delete" in one.operations)
Where = tuple[int | None, str]
"""The case, if one is named, and the path."""


def _where(context: click.Context, _: click.Parameter, words: Sequence[str]) -> Where:
    *cases, path = words
    if not path:  # as of a variable that is not set: the working folder is not meant
        raise click.UsageError("the path is empty", context)
    if len(cases) > 1:
        raise click.UsageError("it takes one DIR, or CASE and FILE", context)
    if not cases and path.isdecimal() and not Path(path).exists():
        raise click.UsageError(f"Missing argument 'FILE' of case {path}", context)
    return (Number(min=0).convert(cases[0], None, context) if cases else None), path


@click.command(
    epilog="""\b
DIR holds a file a case, *.yaml, *.yml or *.json; one of them may stand alone:
  case: 42
  actions:
    - {label: Escalate, action_type: webhook, url: "${ESCALATE_URL}"}
cases: {team_id: 2, status: open} in place of case: each case that fits.
The lists are LISTS.
One that is not named stays as it is. ${NAME} is a variable of the
environment, which is never shown; $${ is ${.

\b
FILE holds a JSON array of actions of CASE, or one action a line, without
variables; - is the standard input, which takes an array alone.

\b
Items are matched by what is equal, else by id, by label or title, or by all
but that, for the fewest changes. What a list holds beyond its file is
deleted.

\b
Examples:
  tines-cases sync buttons --dry-run
  tines-cases sync buttons --yes --max-deletes 3
  tines-cases sync buttons --check
  tines-cases sync 42 wanted.json
  tines-cases actions list 1 --json --show-secrets | tines-cases sync 42 - --yes""".replace("LISTS", _LISTS)
)
@click.argument(
    "where", nargs=-1, required=True, metavar="DIR|CASE FILE", type=click.Path(allow_dash=True), callback=_where
)
@click.option("--dry-run", is_flag=True, help="Show the plan and change nothing.")
@click.option("--check", is_flag=True, help="As --dry-run, with exit code 1 if there is something to do.")
@click.option("--json", "as_json", is_flag=True, help="Show the plan as JSON.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--max-deletes",
    type=Number(min=0),
    metavar="N",
    help="Fail if more would be deleted, in all. Default: 0 for DIR, no bound for FILE.",
)
@with_client
def sync(tines: "TinesClient", *, where: Where, max_deletes: int | None, as_json: bool, **flags: bool) -> int:
    """Make cases hold exactly what the files of DIR say, or CASE the actions of FILE.

    It shows the plan first, and asks.
    """
    from tines_cli.plan_text import Planned, as_text, described
    from tines_cli.shown_text import json_text
    from tines_cli.wanted import of_actions, of_folder

    only_shows = flags["dry_run"] or flags["check"]
    if not only_shows and not flags["yes"]:
        must_be_able_to_ask()
    case, path = where
    wanted = of_folder(tines, path) if case is None else [(case, of_actions(path))]
    planned = [Planned(number, one, _plan(tines, number, one)) for number, one in wanted]
    found = described(planned)
    write(f"{json_text(found)}\n" if as_json else as_text(found))
    flush()
    has_writes = any(one.plan.writes for one in planned)
    if flags["check"]:
        return ExitCode.FAILED if has_writes else ExitCode.DONE
    _limit_deletes(found["delete"], 0 if max_deletes is None and case is None else max_deletes)
    if has_writes and not only_shows:
        _change(planned, asks=not flags["yes"])
    return ExitCode.DONE


def _plan(tines: "TinesClient", case: int, one: "Wanted") -> "Plan[Any]":
    """Raises CommandError, which names the item of the file."""
    from tines_cases.errors import TinesError
    from tines_cli.file_values import refused

    try:
        plan: Plan[Any] = one.subject.calls(tines).plan(case, one.items)
    except TinesError:
        raise
    except (TypeError, ValueError) as error:  # the SDK calls the items `wanted`
        raise refused(one.path, str(error).replace("wanted[", f"{one.key}[")) from None
    return plan


def _limit_deletes(deletes: int, most: int | None) -> None:
    if most is not None and deletes > most:
        problem = f"the plan deletes {deletes} items, more than --max-deletes {most}: nothing was written"
        raise CommandError(f"{problem}; if all are meant, raise the bound", ExitCode.FAILED)


def _change(planned: "Sequence[Planned]", *, asks: bool) -> None:
    cases = sorted({one.case for one in planned if one.plan.writes})
    called = f"case {cases[0]}" if len(cases) == 1 else f"{len(cases)} cases"
    if asks and not agreed(f"Change {called}?"):
        raise CommandError("nothing was changed", ExitCode.FAILED)
    _apply(planned)
    say(f"done: {sum(len(one.plan.done) for one in planned)} changes of {called}")


def _apply(planned: "Sequence[Planned]") -> None:
    """Do the writes; whatever ends it, the standard error says what is done and what is left."""
    from tines_cli.failures import failure_of

    for one in planned:
        try:
            one.plan.apply()
        except Exception as error:
            _say_how_far(planned, error)
            error.__notes__ = []  # they count the writes of this list alone
            failure = failure_of(error)  # it may quote what was sent
            raise CommandError(one.wanted.variables.hidden(str(failure)), failure.code) from None
        except BaseException as error:
            _say_how_far(planned, error)
            raise


def _say_how_far(planned: "Sequence[Planned]", error: BaseException) -> None:
    from tines_cli.failures import is_in_doubt

    done = [line for one in planned for line in one.named(one.plan.done)]
    failed, *others = [line for one in planned for line in one.named(one.plan.left)]
    # An interrupt may come in the middle of a write.
    in_doubt = not isinstance(error, Exception) or is_in_doubt(error)
    for line in done:
        say(f"done: {line}")
    say(f"{'not known whether done' if in_doubt else 'not done'}: {failed}")
    for line in others:
        say(f"left: {line}")
    status = getattr(error, "status", 0)
    is_refused = 400 <= status < 500 and status != 429  # nor is it otherwise the next time
    how = "mend what is refused, then the same command goes on" if is_refused else "the same command goes on from there"
    say(f"{len(done)} of {len(done) + len(others) + 1} changes are done; {how}")
