"""Tables for people: they fit the terminal, and a cell stays on its line."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from rich.console import Console, OverflowMethod
from rich.table import Table
from rich.text import Text

from tines_cli.shown_text import Row, shown
from tines_cli.streams import has_colours, takes_unicode, write
from tines_cli.subject import Subject

_NARROWEST = 40
_LONGEST = 10_000
"""Characters of one text that a person is shown."""


class Column(NamedTuple):
    """title: its head. value: what stands in it. shrinks: whether it gives way. from_width: of the narrowest terminal
    that shows it.
    """

    title: str
    value: Callable[[Row], Any]
    shrinks: bool = False
    from_width: int = 0


def write_table(rows: Iterable[Row], columns: Sequence[Column]) -> None:
    """Write a line for each row, as wide as the terminal at most."""
    console = _console()
    chosen = [column for column in columns if console.width >= column.from_width]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    cut: OverflowMethod = "ellipsis" if takes_unicode(sys.stdout) else "crop"
    for column in chosen:
        # rich narrows what may wrap; no text does, as it says itself.
        table.add_column(Text(column.title, no_wrap=True, overflow=cut), no_wrap=not column.shrinks)
    for row in rows:
        table.add_row(*(Text(shown(column.value(row)), no_wrap=True, overflow=cut) for column in chosen))
    _write(console, table)


def write_fields(row: Row) -> None:
    """Write a line for each field of one item, and more where its text is longer."""
    console = _console()
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for name, value in row.items():
        table.add_row(name, Text(_readable(shown(value))))
    _write(console, table)


def _readable(text: str) -> str:
    """The text; of one that nobody reads to its end, the beginning."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST]} (cut: {len(text):,} characters; --json has all)"


def moment(value: Any) -> str:
    """A timestamp to the minute, in UTC."""
    return "" if value is None else str(value)[:16].replace("T", " ")


def _console() -> Console:
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, no_color=not has_colours())
    # Some say 0 where they know none; in less than 40 columns the terminal breaks the lines.
    console.width = max(_NARROWEST, console.width or 80)
    return console


def _write(console: Console, table: Table) -> None:
    with console.capture() as captured:
        console.print(table)
    # What is not cut is padded: blanks at the end of a line are of no use to anybody.
    write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def columns_of(subject: Subject) -> Sequence[Column]:
    """The columns of its table."""
    if subject.group in _CHOSEN:
        return _CHOSEN[subject.group]
    types = {name: subject.properties[name].get("type") for name in subject.required}
    return [_column(name, shrinks=kind not in ("boolean", "integer", "number")) for name, kind in types.items()]


def _column(name: str, title: str = "", *, shrinks: bool = False, from_width: int = 0) -> Column:
    if name.endswith("_at"):
        return Column(f"{name[:-3].upper()} (UTC)", lambda row: moment(row[name]), from_width=from_width or 100)
    return Column(title or name.replace("_", " ").upper(), lambda row: row[name], shrinks, from_width)


def plain_column(name: str) -> Column:
    """A column of a number: `CASE` for `case_id`."""
    return _column(name, name.removesuffix("_id").upper())


_CHOSEN = {
    "actions": (
        _column("id"),
        _column("label", shrinks=True),
        _column("action_type", "TYPE"),
        _column("story_name", "STORY", shrinks=True, from_width=100),
        _column("url", shrinks=True, from_width=70),
        _column("updated_at"),
    ),
    "cases": (
        _column("case_id", "CASE"),
        _column("name", shrinks=True),
        _column("status"),
        _column("priority", from_width=60),
        Column("TEAM", lambda row: (row["team"] or {}).get("name"), shrinks=True, from_width=100),
        _column("updated_at", from_width=80),
    ),
}
