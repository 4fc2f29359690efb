"""The command `tines-cases`, which imports its commands when they are asked for."""

import importlib

import click

from tines_cli.overview import COMMANDS, overview
from tines_cli.streams import write


class Root(click.Group):
    """Knows its commands by name alone, and has its page from elsewhere."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        command: click.Command = getattr(importlib.import_module(f"tines_cli.commands.{place.module}"), place.name)
        command.short_help = place.summary
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
