"""Writes into README and docs what the code knows: the figures of a run, the help of each command, the HTTP API.

    python scripts/write_pages.py

A test holds the pages against the code.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import click
from http_api_page import http_api_page

from tines_cli.overview import PROGRAM, overview
from tines_cli.running import root
from tines_contract import Plan
from tines_contract.engine.judging.forecast import forecast
from tines_contract.probes.questions import QUESTIONS
from tines_contract.report.readable import roughly
from tines_contract.transport.pacing import LIVE_REQUESTS_A_MINUTE

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
COMMAND_LINE = ROOT / "docs" / "reference" / "command-line.md"
HTTP_API = ROOT / "docs" / "reference" / "http-api.md"
PROBING = ROOT / "docs" / "how-to" / "compare-specs-and-probe.md"
MARKER = "<!-- From here on: python scripts/write_pages.py -->\n"
_DELEGATED = ("fake", "contract")


def pages() -> dict[Path, str]:
    """The pages, each with the text that it has to have."""
    figures = _figures()
    readme = re.sub(r"about \d+ requests(, (\d+ h )?\d+ (s|min))?", lambda _: next(figures), README.read_text("utf-8"))
    probing = re.sub(r"asks \d+ questions", f"asks {len(QUESTIONS)} questions", PROBING.read_text("utf-8"))
    above, marker, _ = COMMAND_LINE.read_text("utf-8").partition(MARKER)
    command_line = above + marker + help_of_commands()
    return {README: readme, PROBING: probing, COMMAND_LINE: command_line, HTTP_API: http_api_page()}


def _figures() -> Iterator[str]:
    """In the order of README: a run that reads, one that writes, and one without a rate limit."""
    for case in (None, 42):
        found = forecast(Plan(42, writing_case=case), LIVE_REQUESTS_A_MINUTE)
        yield f"about {found.requests} requests, {roughly(found.seconds)}"
    yield f"about {forecast(Plan(42, writing_case=42), None).requests} requests"


def help_of_commands() -> str:
    """What `tines-cases` prints for --help, as a page shows it."""
    shown = [(PROGRAM, overview().rstrip("\n")), *_help_below(root, (PROGRAM,))]
    return "".join(f"\n### {name}\n\n```text\n{text}\n```\n" for name, text in shown)


def _help_below(group: click.Group, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The name and the help of each command; the fake and the suite have pages of their own."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if name in _DELEGATED:
            continue
        yield " ".join((*words, name)), _help(command, (*words, name))
        if isinstance(command, click.Group):
            yield from _help_below(command, (*words, name))


def _help(command: click.Command, words: tuple[str, ...]) -> str:
    settings = {"info_name": " ".join(words), "terminal_width": 80, **root.context_settings}
    return command.get_help(click.Context(command, **settings)).rstrip("\n")


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, "utf-8")
