"""Asks before something is changed that nobody gets back."""

import sys

from tines_cli.command_error import CommandError, ExitCode
from tines_cli.streams import is_terminal, say, say_on


def must_be_able_to_ask() -> None:
    """Raise CommandError where nobody is there."""
    if not is_terminal(sys.stdin):
        raise CommandError("there is no terminal to ask on: pass --yes if you mean it", ExitCode.USAGE)


def agreed(question: str) -> bool:
    """Ask on the standard error, so that the standard output stays what it is for."""
    say_on(f"{question} [y/N] ")
    line = sys.stdin.readline()
    if not line:  # Ctrl-D
        say("")
    return line.strip().lower() in ("y", "yes")
