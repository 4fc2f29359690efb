"""A list of several cases in one stream, each row with its case.

A few cases are read at once. One that cannot be read stops no other: the end says which, and why.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from tines_cli.failures import CommandError, ExitCode, exit_code_of, failure_of
from tines_cli.options import TABLE, text_in
from tines_cli.printing import at_most, print_rows, with_progress
from tines_cli.shown_text import Row
from tines_cli.streams import say
from tines_runtime.errors import AuthenticationError
from tines_runtime.paging.prefetch import fetch_all

if TYPE_CHECKING:
    from tines_cli.printing import Kind

AT_ONCE, _WORTH_A_BAR = 5, 10


class Of(NamedTuple):
    """argument: what the numbers are of, such as case_id. numbers: each once."""

    argument: str
    numbers: Sequence[int]


class _Parent(NamedTuple):
    number: int


def ids_in(path: str, argument: str) -> list[int]:
    """The numbers that a file holds: one a line, or objects with that number, as lines or as an array.

    Raises CommandError.
    """
    text, found = text_in(path), list[Any]()
    try:
        lines = (
            json.loads(text) if text.lstrip().startswith("[") else map(json.loads, filter(str.strip, text.split("\n")))
        )
        found += (one.get(argument, one.get("id")) if isinstance(one, dict) else one for one in lines)
        is_sound = all(type(one) is int and one >= 0 for one in found)
    except (ValueError, RecursionError):
        is_sound = False
    if not is_sound:
        option = f"--{argument.removesuffix('_id')}s-from"
        raise CommandError(f"{option} holds no ids: one a line, or JSON with {argument} or id", ExitCode.USAGE)
    return found


def print_several(
    read: Callable[[int], Iterable[Any]], of: Of, kind: "Kind", output: str, limit: int | None, *, everything: bool
) -> int:
    """Print the items of each case. Returns the exit code."""
    failed: dict[int, Exception] = {}
    most = at_most(output, limit, everything=everything)
    # One more than is shown says that there are more; a limit is the size of a page, too.
    enough = None if most is None else most + (limit is None)
    outcomes = _outcomes(lambda one: islice(read(one), enough), of.numbers)
    cases = with_progress(outcomes, len(of.numbers), streams=output != TABLE, worth=_WORTH_A_BAR)
    rows = _rows(cases, of.argument, kind, failed)
    print_rows(rows, kind.with_first(of.argument), output, limit, everything=everything)
    for number, error in failed.items():
        say(f"error: {of.argument.removesuffix('_id')} {number}: {failure_of(error)}")
    codes = {exit_code_of(error) for error in failed.values()}
    return ExitCode.DONE if not codes else codes.pop() if len(codes) == 1 else ExitCode.FAILED


def _outcomes(
    read: Callable[[int], Iterable[Any]], numbers: Iterable[int]
) -> Iterator[tuple[int, list[Any] | Exception]]:
    def outcome(one: _Parent) -> list[Any] | Exception:
        try:
            return [*read(one.number)]
        except Exception as error:
            return error

    waiting = map(_Parent, numbers)
    while several := [*islice(waiting, AT_ONCE)]:
        found, _ = fetch_all(outcome, several)
        yield from zip((one.number for one in several), found, strict=True)


def _rows(
    outcomes: Iterable[tuple[int, list[Any] | Exception]], argument: str, kind: "Kind", failed: dict[int, Exception]
) -> Iterator[Row]:
    for number, outcome in outcomes:
        if not isinstance(outcome, Exception):
            yield from ({argument: number, **kind.row(item)} for item in outcome)
        elif isinstance(outcome, AuthenticationError) or exit_code_of(outcome) in _OF_ALL:
            raise outcome
        else:
            failed[number] = outcome


_OF_ALL = (ExitCode.RATE_LIMITED, ExitCode.UNREACHABLE)
"""What the next case would meet, too."""
