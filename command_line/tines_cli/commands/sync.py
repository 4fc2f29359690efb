"""`tines-cases sync`: makes a case hold exactly the actions of a file."""

import json
import re
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tines_cli.failures import CommandError, ExitCode
from tines_cli.options import Number, id_argument, with_client
from tines_cli.streams import agreed, flush, must_be_able_to_ask, say, write

if TYPE_CHECKING:
    from tines_cases import Plan, TinesClient

LARGEST = 64 * 1024 * 1024
_WANTED = re.compile(r"\bwanted\[(\d+)\]")


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
    from tines_cli.subject import subjects, warn_of_unknown_choices, written

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
    status = getattr(error, "status", 0)
    is_refused = 400 <= status < 500 and status != 429  # nor is it otherwise the next time
    how = "mend what is refused, then the same command goes on" if is_refused else "the same command goes on from there"
    say(f"{len(plan.done)} of {len(plan.writes)} changes are done; {how}")


def wanted_actions(path: str, secrets: Collection[str]) -> list[Mapping[str, Any]]:
    """The actions. secrets: what lists hide of them. Raises CommandError, which names file and entry, and no value."""
    from tines_cli.shown_text import is_hidden

    entries = _entries(path, _text(path))
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, Mapping):
            raise _refused(path, f"entry {number} is no object")
        if is_hidden(entry, secrets):
            raise _refused(path, f"the secrets of entry {number} are hidden (***): list with --show-secrets")
    return entries


def in_terms_of_the_file(path: str, problem: str) -> CommandError:
    """The error for what the SDK refuses: it calls the actions `wanted`, and counts from zero."""
    return _refused(path, _WANTED.sub(lambda found: f"entry {int(found[1]) + 1}", problem))


def _text(path: str) -> str:
    try:
        data = _bytes(path)
        return data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except OSError as error:
        raise _refused(path, str(error.strerror)) from None
    except ValueError:
        raise _refused(path, "it is no text") from None


def _bytes(path: str) -> bytes:
    if path == "-":
        data = b"" if sys.stdin is None else sys.stdin.buffer.read(LARGEST + 1)
    else:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _refused(path, f"it is larger than {LARGEST // 1024 // 1024} MiB")
    return data


def _entries(path: str, text: str) -> list[Any]:
    if text.lstrip().startswith("["):
        return list(_parsed(path, text, 1))
    if path == "-":  # what a program before us did not write would be deleted
        raise _refused(
            path, "it is no JSON array, and JSON lines do not show where they broke off; use --json or jq -s"
        )
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        raise _refused(path, "it is empty; [] is a case without actions")
    return [_parsed(path, line, number) for number, line in lines]


def _parsed(path: str, text: str, first_line: int) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except _TwiceError as error:
        problem = str(error)
    except json.JSONDecodeError as error:
        line = first_line + error.lineno - 1
        problem = f"line {line} is no JSON: {error.msg}; it takes an array of actions, or one action a line"
    except RecursionError:
        problem = "it is nested too deeply"
    except ValueError:
        problem = "it holds a number of too many digits"
    raise _refused(path, problem)


class _TwiceError(ValueError):
    """Which of the two is meant, only the writer of the file knows."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        from tines_runtime.secret import cut

        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _TwiceError(f"an object holds {cut(twice, 40)!r} twice")
    return found


def _refused(path: str, problem: str) -> CommandError:
    name = "the standard input" if path == "-" else path
    return CommandError(f"{name} cannot be read: {problem}", ExitCode.USAGE)
