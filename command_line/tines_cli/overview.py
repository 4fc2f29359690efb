"""The front page, and where each command is. It is written here, so that --help needs no import of click."""

from collections.abc import Iterator
from typing import NamedTuple

PROGRAM = "tines-cases"


class Place(NamedTuple):
    """The module of a command, its name there, and what it does."""

    module: str
    name: str
    summary: str


COMMANDS = {
    "cases": Place("cases", "cases", "List the cases that the key may see, or show one."),
    "actions": Place("actions", "actions", "List, show, create, update and delete actions of a case."),
    "sync": Place("sync", "sync", "Make a case hold exactly the actions of a file; the plan first."),
    "check": Place("check", "check", "Say whether tenant and key work, and what the key may see."),
    "fake": Place("delegated", "fake", "Serve a fake tenant on this machine (extra: fake)."),
    "contract": Place("delegated", "contract", "Check that a tenant keeps the API's promises (extra: contract)."),
    "completion": Place("completion", "completion", "Print what completes this command in bash, zsh or fish."),
}

_PAGE = """\
Usage: {program} COMMAND [OPTIONS]

  Cases of Tines and their actions, on the command line. Not affiliated with
  Tines.

Commands:
{commands}

Options:
  --version   Show the version and exit.
  -h, --help  Show this page and exit; `{program} COMMAND --help` explains it.

Environment:
  TINES_TENANT   the tenant, such as acme.tines.com; --tenant overrides it
  TINES_API_KEY  the key; there is no option for it, as others could see it

Examples:
  {program} check                         does it all work?
  {program} cases list --limit 10
  {program} actions list 42               the actions of case 42
  {program} actions list 42 | jq .label   piped: JSON lines
"""


def overview() -> str:
    """The page that `tines-cases --help` prints."""
    return _PAGE.format(program=PROGRAM, commands="\n".join(_lines()))


def _lines() -> Iterator[str]:
    longest = max(map(len, COMMANDS))
    for name, place in COMMANDS.items():
        yield f"  {name:<{longest}}  {place.summary}"
