"""Options that several commands have, as decorators, and arguments that are whole numbers.

One gives a command its client; others say how items are printed: a table for people, JSON and CSV for programs.
"""

import functools
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from tines_cli.failures import CommandError, ExitCode
from tines_cli.signals import interruptible
from tines_cli.streams import is_terminal, say

if TYPE_CHECKING:
    from tines_cases import TinesClient

Command = Callable[..., int | None]
Decorator = Callable[[Command], Command]
TABLE, JSON, JSONL, CSV = "table", "json", "jsonl", "csv"
_HELP = {
    TABLE: "A table for people; the default on a terminal.",
    JSON: "JSON: an array for a list, an object for one item.",
    JSONL: "JSON lines: an object a line; the default if the output is piped.",
    CSV: "CSV for spreadsheets: a cell that starts a formula gets a ' before it.",
}
_DIGITS = re.compile("[0-9]+")
"""int() takes `0_1`, blanks and the digits of other scripts, too: with those another item could be meant."""


class Number(click.IntRange):
    """As click's own, but ASCII digits alone, and for what messages call it."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if not isinstance(value, int) and not _DIGITS.fullmatch(str(value)):
            self.fail(f"{value!r} is not a valid {self.name}.", param, ctx)
        return super().convert(value, param, ctx)


def output_options(command: Command) -> Command:
    """Add the options; the command gets the format as `output`."""

    @functools.wraps(command)
    def run(**values: Any) -> int | None:
        wanted = [name for name in _HELP if values.pop(name)]
        if len(wanted) > 1:
            raise usage_error(f"--{wanted[0]} and --{wanted[1]} exclude each other")
        by_itself = TABLE if is_terminal(sys.stdout) else JSONL
        return command(output=wanted[0] if wanted else by_itself, **values)

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
    def run(*, limit: int | None, everything: bool, **values: Any) -> int | None:
        if everything and limit is not None:
            raise usage_error("--all and --limit exclude each other")
        return command(limit=limit, everything=everything, **values)

    return run


def with_client(command: Command) -> Command:
    """Add the options; the command is called with a client, which is closed after it."""

    @click.option("--tenant", metavar="HOST", help="The tenant, such as acme.tines.com. Default: TINES_TENANT.")
    @click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=30.0,
        metavar="SECONDS",
        help="The budget of each call, retries included. Default: 30.",
    )
    @click.option(
        "--requests-per-minute",
        type=Number(min=1),
        metavar="N",
        help="Keep below a rate limit. Default: as fast as it goes.",
    )
    @click.option(
        "--allow-http",
        is_flag=True,
        help="Allow http to another machine: the key is sent in the clear.",
    )
    @click.option("-v", "--verbose", is_flag=True, help="Say what each request came to, on the standard error.")
    @functools.wraps(command)
    def run(*, tenant: str | None, verbose: bool, **values: Any) -> int | None:
        options = {name: values.pop(name) for name in ("timeout", "requests_per_minute", "allow_http")}
        if verbose:
            options["on_attempt"] = lambda attempt: say(f"{attempt} ({attempt.elapsed:.2f} s)")
        with interruptible(), client(tenant, options) as tines, named_if_unreachable(tenant):
            return command(tines, **values)

    return run


def client(tenant: str | None, options: Mapping[str, Any]) -> "TinesClient":
    """A client of these options. Raises CommandError."""
    if tenant == "":  # as of a variable that is not set: another tenant than that one must not be written to
        raise CommandError("--tenant is empty: leave it out to use TINES_TENANT", ExitCode.USAGE)
    missing = [] if tenant or os.environ.get("TINES_TENANT") else ["TINES_TENANT (such as acme.tines.com)"]
    missing += [] if os.environ.get("TINES_API_KEY") else ["TINES_API_KEY"]
    if missing:
        raise CommandError(f"set {' and '.join(missing)} in the environment", ExitCode.USAGE)
    from tines_cases import TinesClient
    from tines_cases.errors import ConfigurationError

    try:
        return TinesClient(tenant or None, **options)
    except ConfigurationError as error:
        raise CommandError(str(error).replace("allow_http=True", "--allow-http"), ExitCode.USAGE) from None


@contextmanager
def named_if_unreachable(tenant: str | None) -> Iterator[None]:
    """Have the error of a tenant that cannot be reached say which one that was."""
    from tines_cases.errors import ConnectionFailedError, DeadlineError
    from tines_cli.failures import is_in_doubt

    try:
        yield
    except (ConnectionFailedError, DeadlineError) as error:
        if getattr(error, "__notes__", ()) or is_in_doubt(error):  # something came before it, or may have been done
            raise
        name = tenant or os.environ.get("TINES_TENANT")
        host = str(name).rpartition("://")[2].rstrip("/")  # a message shows a URL as its host with `/***`
        text = str(error) if host in str(error) else f"{host} cannot be reached: {error}"
        raise CommandError(f"{text}; check the address", ExitCode.UNREACHABLE) from None


def file_option(flag: str, name: str, text: str) -> Decorator:
    """Add an option that names a file of text; the command gets its path."""
    return click.option(flag, name, type=click.Path(dir_okay=False, allow_dash=True), metavar="FILE", help=text)


def called(argument: str) -> str:
    """What people call an argument of a path: `case` for `case_id`."""
    return argument.removesuffix("_id")


def mapping_of(flag: str, noun: str, pairs: Sequence[str]) -> dict[str, str]:
    """What NAME=VALUE says, each once or several times. Raises UsageError."""
    if not all(pair.partition("=")[0] and "=" in pair for pair in pairs):
        raise usage_error(f"{flag} takes NAME=VALUE")
    found = {name: value for name, _, value in (pair.partition("=") for pair in pairs)}
    if len(found) < len(pairs):
        one = noun.removesuffix("s")
        raise usage_error(f"{flag} gives one name twice, and a {one} has one value")
    return found


def ids_argument(name: str) -> Decorator:
    """Add an argument that is several numbers, and the option that reads more of them from a file.

    The command gets the number where there is one argument alone; else a list, each number once.
    """
    noun = called(name)
    text = f"Also those in a file, or - for standard input: an id a line, or JSON with {name}."
    option = file_option(f"--{noun}s-from", "ids_file", text)
    argument = click.argument(name, type=Number(min=0), metavar=f"{noun.upper()}...", nargs=-1)

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def run(*, ids_file: str | None, **values: Any) -> int | None:
            numbers: Sequence[int] = values.pop(name)
            if not numbers and ids_file is None:
                raise usage_error(f"Missing argument '{noun.upper()}'")
            if ids_file is None and len(numbers) == 1:
                return command(**values, **{name: numbers[0]})
            from tines_cli.file_values import ids_in

            in_file = [] if ids_file is None else ids_in(ids_file, name)
            return command(**values, **{name: [*dict.fromkeys([*numbers, *in_file])]})

        return argument(option(run))

    return decorate


def id_argument(name: str) -> Decorator:
    """Add an argument that is a number; `case_id` is called CASE."""
    return click.argument(name, type=Number(min=0), metavar=called(name).upper())
