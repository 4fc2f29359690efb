"""`tines-cases completion`: what a shell reads to complete this command."""

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
