"""The front page, where each command is, and what commands and options say in other words than the document has.

`tines_openapi.lists` is generated: so that --help knows the lists, and imports neither click nor the document's reader.
"""

from tines_openapi.lists import LISTS, ListOfItems

PROGRAM = "tines-cases"
BUTTONS = "actions"
"""The list that `export` writes, and a file of `sync CASE FILE` holds."""
HELP = {
    "cases": "List, show, create, update (close) and delete cases.",
    "cases list": "List cases. A table shows the first 50; JSON, CSV and pipes get all.",
    "cases delete": "Delete the case CASE with all that it holds. It asks first.",
    "actions list": """List the actions of the case CASE.

    A table shows the first 50; JSON, CSV and pipes get all. URLs show their host only, and query parameters their
    names, unless you pass --show-secrets.""",
}
EXAMPLES = {
    "cases list": (
        "--order RECENTLY_EDITED --limit 10",
        "--status open --assignee me@example.com --tag phishing --since 7d",
        "--all --csv > cases.csv",
    ),
    "cases get": ("42", "42 --json | jq .tags"),
    "cases create": ("--name Phishing --team-id 2 --priority high --tag-name mail",),
    "cases update": ("42 --status closed", "42 --add-tag-name mail --remove-tag-name new"),
    "actions list": (
        "42",
        "42 --all --csv > actions.csv",
        "42 --json --show-secrets > wanted.json",
        """42 | jq 'select(.action_type == "page").label'""",
    ),
    "actions get": ("42 29907", "42 29907 --json --show-secrets"),
    "actions create": (
        "42 --label Runbook --type page --url https://a.example",
        "42 --label Isolate --type webhook --url - < url.txt",
    ),
    "actions update": ("42 29907 --label Escalate", "42 29907 --no-text --query-param team=soc"),
    "actions delete": ("42 29907", "42 29907 --yes"),
}
OPTIONS = {
    "actions label": "What people call it.",
    "actions url": "The address of webhook or page; - reads it from standard input.",
    "actions action_type": "What a click does.",
    "actions action_text": "The text on the button.",
    "actions query_params": "Appended to the URL as a query parameter.",
}
"""Of an option, by the list and the field."""


def group_of(tag: str) -> str:
    """The command of the commands of a list."""
    return tag.removeprefix("case_").replace("_", "-")


def _summary(one: ListOfItems) -> str:
    """Such as: List, show and delete the tasks of a case."""
    *others, last = ("show" if name == "get" else name for name in one.operations)
    verbs = f"{', '.join(others)} and {last}".removeprefix(" and ").capitalize()
    whose = "".join(f" of a {name.removesuffix('_id')}" for name in reversed(one.arguments))
    return HELP.get(group_of(one.tag), f"{verbs} the {one.item}s{whose}.")


COMMANDS = {
    **{
        group_of(one.tag): _summary(one)
        for one in sorted(LISTS, key=lambda one: (len(one.arguments), -len(one.operations)))
    },
    "sync": "Make cases hold exactly what files say; the plan first.",
    "api": "Send a request to any endpoint, and print the JSON that comes.",
    "check": "Say whether tenant and key work, and what the key may see.",
    "fake": "Serve a fake tenant on this machine (extra: fake).",
    "contract": "Check that a tenant keeps the API's promises (extra: contract).",
    "completion": "Print what completes this command in bash, zsh or fish.",
}
"""What each does."""
MODULES = {one: one for one in ("sync", "api", "check")} | dict.fromkeys(
    ("completion", "fake", "contract"), "other_programs"
)
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
  TINES_FILTERS_ENCODING  brackets, json or body: how filters are sent;
                 `{program} contract probe` finds out what the tenant follows

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
