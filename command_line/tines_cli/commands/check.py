"""`tines-cases check`: what works, line by line, and in one sentence what doesn't. It only reads."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tines_cli.number import Number
from tines_cli.streams import flush, write
from tines_cli.tenant_options import with_client

if TYPE_CHECKING:
    from tines_cases import TinesClient

_WRITING = "not known: check only reads"
Line = tuple[str, str]


@click.command(epilog="\b\nExamples:\n  tines-cases check\n  tines-cases check 42 --tenant acme.tines.com")
@click.argument("case", type=Number(min=0), metavar="[CASE]", required=False)
@with_client
def check(tines: "TinesClient", *, case: int | None) -> None:
    """Say whether the tenant can be reached, the key is good, and the plan has cases; of CASE whether it can be read.

    It sends three requests at most, all of which read.
    """
    for subject, sentence in _lines(tines, case):
        write(f"{subject:<8} {sentence}\n")
        flush()


def _lines(tines: "TinesClient", case: int | None) -> Iterator[Line]:
    from tines_cli.access import actions_of, number_of_cases

    count = number_of_cases(tines)
    yield "tenant", "responds"
    yield "key", "is good"
    yield "plan", f"has cases; the key sees {count:,} of them"
    if case is not None:
        yield f"case {case}", f"can be read; actions: {actions_of(tines, case):,}"
    yield "writing", _WRITING
