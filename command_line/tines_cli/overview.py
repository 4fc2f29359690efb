"""The front page, and where each command is. It is written here, so that --help needs no import of click."""

PROGRAM = "tines-cases"
COMMANDS = {
    "cases": "List the cases that the key may see, or show one.",
    "actions": "List, show, create, update and delete actions of a case.",
    "tasks": "List, show, create, update and delete tasks of a case.",
    "comments": "The same for the comments on a case.",
    "notes": "The same for the notes of a case, and append to one.",
    "sync": "Make a case hold exactly the actions of a file; the plan first.",
    "check": "Say whether tenant and key work, and what the key may see.",
    "fake": "Serve a fake tenant on this machine (extra: fake).",
    "contract": "Check that a tenant keeps the API's promises (extra: contract).",
    "completion": "Print what completes this command in bash, zsh or fish.",
}
"""What each does. A list of openapi.yaml that is missing here has its commands all the same."""
MODULES = {one: one for one in ("sync", "check", "completion")} | {"fake": "delegated", "contract": "delegated"}
"""Where the commands are that are none of a list's."""

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
    longest = max(map(len, COMMANDS))
    lines = (f"  {name:<{longest}}  {summary}" for name, summary in COMMANDS.items())
    return _PAGE.format(program=PROGRAM, commands="\n".join(lines))
