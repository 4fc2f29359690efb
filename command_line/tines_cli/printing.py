"""Prints items in the format that was chosen, one by one where the format allows it."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from tines_cli.output_options import CSV, JSON, JSONL, TABLE
from tines_cli.progress import with_progress
from tines_cli.secrets_hidden import Row
from tines_cli.shown_text import cell, json_text
from tines_cli.streams import say, write

if TYPE_CHECKING:
    from tines_cases import Items
    from tines_cli.tables import Column

IN_A_TABLE = 50


class Kind(NamedTuple):
    """What is printed. many: what people call several. row: makes one's row. columns: makes those of a table."""

    many: str
    row: Callable[[Any], Row]
    columns: "Callable[[], Sequence[Column]]"
    fields: Sequence[str]


def print_list(items: "Items[Any, Any]", kind: Kind, output: str, limit: int | None, *, everything: bool) -> None:
    """Print a list, or its beginning; then the standard error says so, unless that was asked for."""
    most = IN_A_TABLE if output == TABLE and limit is None and not everything else limit
    total = items.total()
    count = total if most is None else min(most, total)
    shown: Iterator[Row] = map(kind.row, islice(items, most))
    if output != TABLE:
        shown = _noting(shown, f"of {count:,} {kind.many}")
    rows = with_progress(shown, count, streams=output != TABLE)
    _PRINTERS[output](rows, kind)
    if not total and output == TABLE:
        say(f"no {kind.many}")
    if limit is None and count < total:
        say(f"{count} of {total:,} {kind.many}; --all lists all")


def _noting(rows: Iterator[Row], of_how_many: str) -> Iterator[Row]:
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


def _print_table(rows: Iterator[Row], kind: Kind) -> None:
    from tines_cli.tables import write_table

    found = list(rows)
    if found:
        write_table(found, kind.columns())


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
    line = io.StringIO()
    # Quoted, so that where a spreadsheet splits at semicolons no part of a text begins a cell.
    csv.writer(line, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerow(cells)
    return line.getvalue()


_PRINTERS: dict[str, Callable[[Iterator[Row], Kind], None]] = {
    TABLE: _print_table,
    JSON: _print_array,
    JSONL: _print_lines,
    CSV: _print_csv,
}
