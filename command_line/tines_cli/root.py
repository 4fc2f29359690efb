"""The command `tines-cases`, which imports its commands when they are asked for."""

from importlib import import_module

import click

from tines_cli.overview import COMMANDS, MODULES, overview
from tines_cli.streams import write


class Root(click.Group):
    """Knows its commands by name alone, but for those of lists, and has its page from elsewhere."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from tines_cli.subject import subjects

        return [*dict.fromkeys((*COMMANDS, *subjects()))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MODULES:
            from tines_cli.commands.lists import group_named

            return group_named(cmd_name)
        command: click.Command = getattr(import_module(f"tines_cli.commands.{MODULES[cmd_name]}"), cmd_name)
        command.short_help = COMMANDS[cmd_name]
        return command

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
