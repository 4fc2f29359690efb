"""Runs a command, which is imported when it is asked for: its exit code, and one line for whatever goes wrong."""

import os
from difflib import get_close_matches
from importlib import import_module

import click
from click.exceptions import Exit, NoArgsIsHelpError, NoSuchOption

from tines_cli.failures import ExitCode, failure_of, safe
from tines_cli.main import COMPLETION_VARIABLE
from tines_cli.overview import COMMANDS, MODULES, PROGRAM, overview
from tines_cli.streams import OutputError, say, write


class Root(click.Group):
    """Knows its commands by name alone, but for those of lists, and has its page from elsewhere."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MODULES:
            from tines_cli.commands.lists import group_named

            return group_named(cmd_name)
        command: click.Command = getattr(import_module(f"tines_cli.commands.{MODULES[cmd_name]}"), cmd_name)
        command.short_help = COMMANDS[cmd_name]
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and (close := get_close_matches(args[0], COMMANDS)):
            ctx.fail(f"No such command {args[0]!r}. Did you mean {close[0]!r}?")
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        return overview().rstrip("\n")


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from tines_cases import __version__

        write(f"tines-cases {__version__}\n")
        ctx.exit()


root = Root(
    "tines-cases",
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[click.Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_print_version)],
)


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
