"""The options that say how items are printed: a table for people, JSON and CSV for programs."""

import functools
import sys
from collections.abc import Callable
from typing import Any

import click

from tines_cli.number import Number
from tines_cli.streams import is_terminal

Command = Callable[..., int | None]
TABLE, JSON, JSONL, CSV = "table", "json", "jsonl", "csv"
_HELP = {
    TABLE: "A table for people; the default on a terminal.",
    JSON: "JSON: an array for a list, an object for one item.",
    JSONL: "JSON lines: an object a line; the default if the output is piped.",
    CSV: "CSV for spreadsheets: a cell that starts a formula gets a ' before it.",
}


def output_options(command: Command) -> Command:
    """Add the options; the command gets the format as `output`."""

    @functools.wraps(command)
    def run(**given: Any) -> int | None:
        wanted = [name for name in _HELP if given.pop(name)]
        if len(wanted) > 1:
            raise usage_error(f"--{wanted[0]} and --{wanted[1]} exclude each other")
        by_itself = TABLE if is_terminal(sys.stdout) else JSONL
        return command(output=wanted[0] if wanted else by_itself, **given)

    decorated: Command = run
    for name, text in reversed(_HELP.items()):
        decorated = click.option(f"--{name}", is_flag=True, help=text)(decorated)
    return decorated


def usage_error(message: str) -> click.UsageError:
    """An error of the command that runs, whose help explains it."""
    return click.UsageError(message, click.get_current_context())


def secrets_option(command: Command) -> Command:
    """Add --show-secrets."""
    text = "Show URLs and query parameters whole. A webhook's URL holds its secret."
    return click.option("--show-secrets", is_flag=True, help=text)(command)


def list_options(command: Command) -> Command:
    """Add --limit and --all; the command gets the limit, None for all."""

    @click.option("--limit", type=Number(min=1), metavar="N", help="Stop after N items.")
    @click.option(
        "--all",
        "everything",
        is_flag=True,
        help="Show all in the table, not just 50. JSON and CSV always have all.",
    )
    @functools.wraps(command)
    def run(*, limit: int | None, everything: bool, **given: Any) -> int | None:
        if everything and limit is not None:
            raise usage_error("--all and --limit exclude each other")
        return command(limit=limit, everything=everything, **given)

    return run
