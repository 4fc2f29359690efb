"""`python -m tines_contract clean`: finds what earlier runs have left in a case, shows it, asks, and removes it."""

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from urllib.parse import urlsplit

from tines_contract.command.chosen_run import Say, chosen_case
from tines_contract.command.options import CASE, REACHING, TENANT, Command, Option
from tines_contract.command.target_options import target_options
from tines_contract.engine.user_input import UsageError
from tines_contract.engine.writing.cleaning import CleanRun
from tines_contract.probes.marks import known_mark, started_at
from tines_contract.report.output import show
from tines_contract.report.readable import in_lines, printable
from tines_contract.report.remains import named
from tines_contract.transport.listings import MarkedItem
from tines_contract.transport.obstacles import ExitCode


def clean(given: Namespace, say: Say) -> int:
    """Remove what earlier runs have left. Raises UsageError, UnreachableError, ObstructedError, RateLimitedError."""
    case, mark = chosen_case(given.case), _mark(given.mark)
    with target_options(given).target() as target:
        return _cleaned(CleanRun(target, case, mark, say), given.yes, say)


def _cleaned(run: CleanRun, yes: bool, say: Say) -> int:
    found = run.find()
    show(in_lines(_lines(run.case, found)))
    if not run.whole:
        say(f"case {run.case} could not be read whole: there may be more")
    if not found:
        return ExitCode.ACCEPTED if run.whole else ExitCode.ACCUSED
    if not yes and not _agreed(len(found), say):
        say("nothing was deleted")
        return ExitCode.ACCUSED
    try:
        run.remove()
    finally:
        for one in run.left:
            say(named(one, run.mark or "tines-contract"))
    if run.left or not run.whole:
        return ExitCode.ACCUSED
    show(f"deleted {len(found)}; nothing is left\n")
    return ExitCode.ACCEPTED


def _agreed(count: int, say: Say) -> bool:
    if not sys.stdin or not sys.stdin.isatty():
        raise UsageError("nothing was deleted: this is no terminal to ask on, so give --yes to delete what is listed")
    say(f"delete {count}? [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _lines(case: int, found: Sequence[MarkedItem]) -> list[str]:
    if not found:
        return [f"nothing is left in case {case}"]
    lines: list[str] = []
    for mark in dict.fromkeys(one.mark for one in found):
        some, started = [one for one in found if one.mark == mark], started_at(mark)
        lines += [f"case {case}: {len(some)} of {mark}" + (f" (started {started})" if started else "")]
        lines += map(_line, some)
    return lines


def _line(one: MarkedItem) -> str:
    """What shows whose it is: the mark in the label, and in the URL, of which no more is shown than its host."""
    known, item = one.known, one.item
    host = "" if known.address is None else _host(item[known.address])
    url = f"URL: {_text(host)}, {one.mark.replace(' ', '-')}"
    name = f"{known.item} {json.dumps(one.number)}"
    return f"  {name}  {_text(item[known.title or ''])}  ({url})  {_text(item.get('created_at'))}"


def _text(value: object) -> str:
    return printable(str(value), 200)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _mark(text: str | None) -> str | None:
    mark = None if text is None else known_mark(text)
    if text is not None and mark is None:
        raise UsageError(
            f"the mark must be one of a run, such as 'tines-contract 20260102t030405z-1a2b3c', not {text[:60]!r}"
        )
    return mark


CLEAN = Command(
    "clean",
    "remove what earlier runs have left in a case, after it was shown",
    clean,
    (
        TENANT,
        *REACHING,
        CASE,
        Option("--mark", "the mark of one run, which its labels begin with (default: any run's)"),
        Option("--yes", "do not ask", action="store_true"),
    ),
)
