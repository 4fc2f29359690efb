"""What the commands are: each with its options. Those of a run are the same for `run`, for `plan` and for pytest."""

from argparse import Namespace
from collections.abc import Callable, Collection, Sequence
from typing import Any

from attrs import frozen

from tines_contract.transport.outages import MOST_OUTAGE

Add = Callable[..., Any]


@frozen
class Option:
    """One option, or an argument without a flag.

    under_pytest: what it is called there, where pytest or a plugin of many has that name already. short: its letter.
    """

    flag: str
    help: str
    metavar: str | None = None
    action: str = "store"
    under_pytest: str = ""
    short: str = ""
    choices: Collection[str] = ()
    default: str | None = None
    nargs: str | None = None

    @property
    def destination(self) -> str:
        """What its value is called in a namespace."""
        return (self.under_pytest or self.flag).lstrip("-").replace("-", "_")

    def add_to(self, add: Add, flag: str) -> None:
        """Add it to a parser of argparse or to a group of pytest."""
        arguments: dict[str, Any] = {"help": self.help, "action": self.action}
        if flag.startswith("-"):
            arguments["dest"] = self.destination
        if self.action != "store_true":
            arguments["metavar"] = self.metavar
            arguments["nargs"] = self.nargs
            arguments["default"] = [] if self.action == "append" else self.default
        if self.choices:
            arguments["choices"] = self.choices
        add(*filter(None, (self.short, flag)), **arguments)


@frozen
class Command:
    """A command.

    run: does it, given its options and who takes messages, and returns its exit code. It may raise what `dispatch`
    knows. exclusive: options of which one may be given at most.
    """

    name: str
    help: str
    run: Callable[..., int]
    options: Sequence[Option]
    exclusive: Sequence[Option] = ()

    def add_to(self, commands: Any) -> None:
        """Add it to the commands of a parser."""
        parser = commands.add_parser(self.name, help=self.help)
        parser.set_defaults(run=self.run)
        for option in self.options:
            option.add_to(parser.add_argument, option.flag)
        if self.exclusive:
            group = parser.add_mutually_exclusive_group()
            for option in self.exclusive:
                option.add_to(group.add_argument, option.flag)


TENANT = Option(
    "--tenant",
    "fake, served, or an origin such as https://acme.tines.com, with a path where a gateway has one "
    "(default: TINES_TENANT)",
)
REACHING = (
    Option("--ca", "a file with the certificates to trust (default: SSL_CERT_FILE, or those of certifi)", "FILE"),
    Option("--client-cert", "a PEM file with a certificate of yours and its key, to be shown to the tenant", "FILE"),
    Option(
        "--header", "sent with each request; its value is secret; may be given several times", "NAME:VALUE", "append"
    ),
    Option("--allow-http", "send the key over http to a host that is not this machine", action="store_true"),
    Option("--rate", "requests a minute (default: 90 for a live tenant, no limit for one on this machine)", "N"),
    Option("--timeout", "how long one response may take (default: 30s)", "TIME", under_pytest="--request-timeout"),
)
CASE = Option(
    "--case",
    "the number of a case; to read, one with 43 actions or more; to write, an empty one "
    "(default: TINES_CASE_ID, which is of a live tenant; a fake has one of its own)",
    "N",
)
JUDGING = (
    CASE,
    Option("--other-case", "another case to compare it with (default: those before and after)", "N"),
    Option("--only", "judge only these: a promise, an operation, or a glob of either", "PATTERN", "append"),
    Option("--exclude", "do not judge these", "PATTERN", "append"),
    Option("--strict", "what is skipped fails the run too", action="store_true", under_pytest="--strict-promises"),
    Option("--accept", "a deviation that is known: PROMISE-ID=reason", "ID=REASON", "append"),
    Option("--baseline", "known deviations, as a file (default for a live tenant: tines-contract.toml)", "FILE"),
    Option("--max-requests", "how many requests it may send; to remove what it has made it may send more", "N"),
    Option("--max-time", "how long it may take, such as 90s, 15m or 1h (default: 1h)", "TIME"),
    Option("--settle", "how long to wait between a write and what is read after it (default: not at all)", "TIME"),
    Option("--seed", "a number, for other random requests; the same one sends the same (default: 0)", "N"),
    Option("--show-values", "show texts and numbers of responses; no key, no secret field", action="store_true"),
    Option(
        "--wait-for-tenant",
        f"wait so long for a tenant that is starting; one that goes away later gets {MOST_OUTAGE:.0f}s in all",
        "TIME",
    ),
)
RECORD = Option("--record", "write what was exchanged there, without secrets, for judge-recording", "FILE.har")
RUN = (TENANT, *REACHING, *JUDGING, RECORD)


def given_options(given: Namespace) -> dict[str, Any]:
    """The options of a run that were given, by their flags; of headers the names alone."""
    named = ((one, getattr(given, one.destination, None)) for one in RUN if one is not TENANT)
    found = {one.flag: value for one, value in named if value not in (None, False, [])}
    if headers := found.get("--header"):
        found["--header"] = [f"{header.partition(':')[0]}: ***" for header in headers]
    return found


def add_pytest_options(add: Add) -> None:
    """Add the options of a run to pytest."""
    for option in RUN:
        option.add_to(add, option.under_pytest or option.flag)
