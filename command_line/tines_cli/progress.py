"""A bar on the standard error, for as long as a list is read. It leaves nothing behind."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from tines_cli.streams import is_terminal

Item = TypeVar("Item")
_WORTH_A_BAR = 100


def with_progress(items: Iterable[Item], total: int, *, streams: bool) -> Iterator[Item]:
    """The items. streams: whether they are printed while they come: on the same terminal a bar would be in the way."""
    in_the_way = streams and is_terminal(sys.stdout)
    if total < _WORTH_A_BAR or in_the_way or not is_terminal(sys.stderr) or os.environ.get("TERM") == "dumb":
        return iter(items)
    return _with_bar(items, total)


def _with_bar(items: Iterable[Item], total: int) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        yield from bar.track(items, total=total)
