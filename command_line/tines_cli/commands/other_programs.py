"""`tines-cases completion`: what a shell reads to complete this command; and the commands of other packages.

`tines-cases fake` and `tines-cases contract` have their options and exit codes from those.
"""

from functools import partial
from importlib import import_module

import click

from tines_cli.overview import PROGRAM


@click.command(
    epilog="""\b
In ~/.bashrc:                  eval "$(tines-cases completion bash)"
In ~/.zshrc:                   eval "$(tines-cases completion zsh)"
In ~/.config/fish/config.fish: tines-cases completion fish | source"""
)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes this command in SHELL."""
    from click.shell_completion import get_completion_class

    from tines_cli.main import COMPLETION_VARIABLE
    from tines_cli.streams import write

    kind = get_completion_class(shell)
    assert kind is not None
    script = kind(context.find_root().command, {}, PROGRAM, COMPLETION_VARIABLE)
    write(f"{script.source()}\n")


_AS_THEY_COME = {"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}


def _delegating(name: str) -> click.Command:
    """As `python -m tines_fake`, and the like."""
    arguments = click.Argument(["arguments"], nargs=-1, type=click.UNPROCESSED)
    run = partial(_exit_code, name)
    return click.Command(name, _AS_THEY_COME, run, [arguments], add_help_option=False)


def _exit_code(name: str, arguments: tuple[str, ...]) -> int:
    try:
        code: int = import_module(f"tines_{name}.__main__").main(list(arguments), f"tines-cases {name}")
    except SystemExit as ended:  # of argparse
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return code


fake, contract = _delegating("fake"), _delegating("contract")
