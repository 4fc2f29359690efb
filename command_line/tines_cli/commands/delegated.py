"""`tines-cases fake` and `tines-cases contract`: the commands of those packages, with their options and exit codes."""

from importlib import import_module

import click

_AS_THEY_COME = {"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}


@click.command(context_settings=_AS_THEY_COME, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def fake(arguments: tuple[str, ...]) -> int:
    """As `python -m tines_fake`."""
    return _exit_code("fake", arguments)


@click.command(context_settings=_AS_THEY_COME, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def contract(arguments: tuple[str, ...]) -> int:
    """As `python -m tines_contract`."""
    return _exit_code("contract", arguments)


def _exit_code(name: str, arguments: tuple[str, ...]) -> int:
    try:
        code: int = import_module(f"tines_{name}.__main__").main(list(arguments), f"tines-cases {name}")
    except SystemExit as ended:  # of argparse
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return code
