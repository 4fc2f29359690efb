"""A list of several cases in one stream, each row with its case.

A few cases are read at once. One that cannot be read stops no other: the end says which, and why.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Any

from tines_cli.failures import ExitCode, exit_code_of, failure_of
from tines_cli.options import TABLE, called
from tines_cli.printing import at_most, print_rows, with_progress
from tines_cli.streams import say
from tines_runtime.errors import AuthenticationError
from tines_runtime.paging.prefetch import fetch_all

if TYPE_CHECKING:
    from tines_cli.printing import Kind

AT_ONCE, _WORTH_A_BAR = 5, 10
_OF_ALL = (ExitCode.RATE_LIMITED, ExitCode.UNREACHABLE)
"""What the next case would meet, too."""


def print_several(
    read: Callable[[int], Iterable[Any]],
    argument: str,
    numbers: Sequence[int],
    kind: "Kind",
    output: str,
    limit: int | None,
    *,
    everything: bool,
) -> int:
    """Print the items of each case. argument: what the numbers are of, such as case_id. Returns the exit code."""
    failed: dict[int, Exception] = {}
    most = at_most(output, limit, everything=everything)
    # One more than is shown says that there are more; a limit is the size of a page, too.
    enough = None if most is None else most + (limit is None)
    outcomes = _outcomes(lambda one: islice(read(one), enough), numbers)
    kind_with_case, found = kind.with_first(argument), []
    with closing(with_progress(outcomes, len(numbers), streams=output != TABLE, worth=_WORTH_A_BAR)) as cases:
        rows = ({argument: number, **kind.row(item)} for number, item in _items(cases, failed))
        if output == TABLE:
            found = [*islice(rows, enough)]
        else:
            print_rows(islice(rows, enough), kind_with_case, output)
    if output == TABLE:  # now that the bar is gone
        print_rows(found[:most], kind_with_case, output)
    if found[most:] and most is not None:
        say(f"the first {most} {kind.many}; --all lists all")
    return _exit_code(failed, called(argument))


def _exit_code(failed: Mapping[int, Exception], noun: str) -> int:
    """Says what failed. Failures of several kinds are one of any kind."""
    for number, error in failed.items():
        say(f"error: {noun} {number}: {failure_of(error)}")
    codes = {exit_code_of(error) for error in failed.values()} or {ExitCode.DONE}
    return codes.pop() if len(codes) == 1 else ExitCode.FAILED


def _outcomes(
    read: Callable[[int], Iterable[Any]], numbers: Iterable[int]
) -> Iterator[tuple[int, list[Any] | Exception]]:
    def outcome(number: int) -> list[Any] | Exception:
        try:
            return [*read(number)]
        except Exception as error:
            return error

    waiting = iter(numbers)
    while several := [*islice(waiting, AT_ONCE)]:
        found, _ = fetch_all(outcome, several)
        yield from zip(several, found, strict=True)


def _items(
    outcomes: Iterable[tuple[int, list[Any] | Exception]], failed: dict[int, Exception]
) -> Iterator[tuple[int, Any]]:
    """Each item with the number of its case. failed: gets the cases that could not be read."""
    for number, outcome in outcomes:
        if not isinstance(outcome, Exception):
            yield from ((number, item) for item in outcome)
        elif isinstance(outcome, AuthenticationError) or exit_code_of(outcome) in _OF_ALL:
            raise outcome
        else:
            failed[number] = outcome
