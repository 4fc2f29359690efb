"""`tines-cases fake` and `tines-cases contract`: the commands of those packages, with their options and exit codes."""

from collections.abc import Callable

import click

_AS_THEY_COME = {"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}


@click.command(context_settings=_AS_THEY_COME, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def fake(arguments: tuple[str, ...]) -> int:
    """As `python -m tines_fake`."""
    from tines_fake.__main__ import main

    return _exit_code(main, arguments, "tines-cases fake")


@click.command(context_settings=_AS_THEY_COME, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def contract(arguments: tuple[str, ...]) -> int:
    """As `python -m tines_contract`."""
    from tines_contract.__main__ import main

    return _exit_code(main, arguments, "tines-cases contract")


def _exit_code(main: Callable[[list[str], str], int], arguments: tuple[str, ...], program: str) -> int:
    try:
        return main(list(arguments), program)
    except SystemExit as ended:  # of argparse
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
