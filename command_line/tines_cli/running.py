"""Runs a command: its exit code, and one line on the standard error for whatever goes wrong."""

import os

import click
from click.exceptions import Exit, NoArgsIsHelpError, NoSuchOption

from tines_cli.command_error import ExitCode
from tines_cli.failures import failure_of, safe
from tines_cli.main import COMPLETION_VARIABLE
from tines_cli.overview import PROGRAM
from tines_cli.root import root
from tines_cli.streams import OutputError, say

_KEY_OPTIONS = ("--api-key", "--apikey", "--api-token", "--key", "--token")


def run(arguments: list[str]) -> int:
    """Run it. Raises BrokenPipeError and OutputError where the output takes nothing."""
    if COMPLETION_VARIABLE in os.environ:
        return _completed()
    if _holds_a_key(arguments):
        say("error: the key is never an argument, which others could see: set TINES_API_KEY")
        return ExitCode.USAGE
    try:
        return _invoked(arguments)
    except (BrokenPipeError, OutputError):
        raise
    except Exception as error:
        failure = failure_of(error)
        say(f"error: {failure}")
        return failure.code


def _invoked(arguments: list[str]) -> int:
    try:
        with root.make_context(PROGRAM, arguments) as context:
            return root.invoke(context) or ExitCode.DONE
    except Exit as ended:
        return ended.exit_code
    except NoArgsIsHelpError as error:
        say(error.format_message())
        return ExitCode.USAGE
    except click.UsageError as error:
        of = PROGRAM if error.ctx is None else error.ctx.command_path
        say(f"error: {safe(error.format_message().rstrip('.'))}{_advice(error)} (see {of} --help)")
        return ExitCode.USAGE


def _advice(error: click.UsageError) -> str:
    """What to do where an option stands before the command, as those of many other programs may."""
    if isinstance(error, NoSuchOption) and error.ctx is not None and isinstance(error.ctx.command, click.Group):
        return f"; options come after the command, as in: {PROGRAM} check --tenant HOST"
    return ""


def _holds_a_key(arguments: list[str]) -> bool:
    """Whether somebody gives the key as an argument; the fake has such an option, for a key that is none."""
    if arguments[:1] == ["fake"]:
        return False
    return any(argument.partition("=")[0] in _KEY_OPTIONS for argument in arguments)


def _completed() -> int:
    from click.shell_completion import shell_complete

    return shell_complete(root, {}, PROGRAM, COMPLETION_VARIABLE, os.environ[COMPLETION_VARIABLE])
