"""Prints items in the format that was chosen, one by one where the format allows it.

While a long list is read there is a bar on the standard error. It leaves nothing behind.
"""

import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from tines_cli.options import CSV, JSON, JSONL, TABLE
from tines_cli.shown_text import Row, cell, json_text
from tines_cli.streams import is_pipe, is_terminal, say, write

if TYPE_CHECKING:
    from tines_cases import Items
    from tines_cli.tables import Column

Item = TypeVar("Item")
_WORTH_A_BAR = 100


def with_progress(
    items: Iterable[Item], total: int, *, streams: bool, worth: int = _WORTH_A_BAR
) -> Generator[Item, None, None]:
    """The items. streams: whether they are printed while they come.

    Then a bar would be in the way on the same terminal, which may also be that of who reads the pipe.
    """
    context = click.get_current_context(silent=True)
    is_verbose = context is not None and context.params.get("verbose", False)
    in_the_way = is_verbose or (streams and (is_terminal(sys.stdout) or is_pipe(sys.stdout)))
    if total < worth or in_the_way or not is_terminal(sys.stderr) or os.environ.get("TERM") == "dumb":
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        yield from bar.track(items, total=total)


IN_A_TABLE = 50


class Kind(NamedTuple):
    """What is printed. many: what people call several. row: makes one's row. columns: makes those of a table."""

    many: str
    row: Callable[[Any], Row]
    columns: "Callable[[], Sequence[Column]]"
    fields: Sequence[str]

    def with_first(self, name: str) -> "Kind":
        """The same, with a field more before all others."""
        from tines_cli.tables import plain_column

        return self._replace(columns=lambda: [plain_column(name), *self.columns()], fields=[name, *self.fields])


def at_most(output: str, limit: int | None, *, everything: bool) -> int | None:
    """How many are printed; None for all."""
    return IN_A_TABLE if output == TABLE and limit is None and not everything else limit


def print_list(items: "Items[Any, Any]", kind: Kind, output: str, limit: int | None, *, everything: bool) -> None:
    """Print a list, or its beginning; then the standard error says so, unless that was asked for."""
    most = at_most(output, limit, everything=everything)
    total = items.total()
    count = total if most is None else min(most, total)
    rows = with_progress(map(kind.row, islice(items, most)), count, streams=output != TABLE)
    print_rows(rows, kind, output, of=f"of {count:,} ")
    if limit is None and count < total:
        say(f"{count} of {total:,} {kind.many}; --all lists all")


def print_rows(rows: Iterable[Row], kind: Kind, output: str, of: str = "") -> None:
    """Print rows: a table when all have come, else each as it comes. of: how many there are to be, if that is known."""
    if output != TABLE:
        _PRINTERS[output](_noting(rows, f"{of}{kind.many}"), kind)
    elif found := [*rows]:
        from tines_cli.tables import write_table

        write_table(found, kind.columns())
    else:
        say(f"no {kind.many}")


def _noting(rows: Iterable[Row], of_how_many: str) -> Iterator[Row]:
    """The rows; an error notes how many came before it."""
    passed = 0
    try:
        for row in rows:
            yield row
            passed += 1
    except Exception as error:
        error.add_note(f"the output is incomplete: {passed:,} {of_how_many}")
        raise


def print_one(item: Any, kind: Kind, output: str) -> None:
    """Print one item."""
    row = kind.row(item)
    if output == TABLE:
        from tines_cli.tables import write_fields

        write_fields(row)
    elif output == JSON:
        _print_lines([row], kind)
    else:
        _PRINTERS[output](iter([row]), kind._replace(fields=list(row)))


def _print_array(rows: Iterator[Row], _: Kind) -> None:
    write("[")
    for index, row in enumerate(rows):
        write(f"{',' if index else ''}\n{json_text(row)}")
    write("\n]\n")


def _print_lines(rows: Iterable[Row], _: Kind) -> None:
    for row in rows:
        write(f"{json_text(row)}\n")


def _print_csv(rows: Iterator[Row], kind: Kind) -> None:
    write(_csv_line(kind.fields))
    for row in rows:
        write(_csv_line([cell(row.get(name)) for name in kind.fields]))


def _csv_line(cells: Sequence[str | int]) -> str:
    import csv
    import io

    line = io.StringIO()
    # Quoted, so that where a spreadsheet splits at semicolons no part of a text begins a cell.
    csv.writer(line, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerow(cells)
    return line.getvalue()


_PRINTERS: dict[str, Callable[[Iterator[Row], Kind], None]] = {JSON: _print_array, JSONL: _print_lines, CSV: _print_csv}
