"""Writes what `tines-cases` prints for --help into docs/reference/command-line.md, below its marker.

    python scripts/command_line_reference.py

A test holds the page against the commands.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from tines_cli.overview import PROGRAM, overview
from tines_cli.running import root

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "command-line.md"
MARKER = "<!-- From here on: python scripts/command_line_reference.py -->\n"
_DELEGATED = ("fake", "contract")


def reference() -> str:
    """The page's part below the marker."""
    pages = [(PROGRAM, overview().rstrip("\n")), *_pages(root, (PROGRAM,))]
    return "".join(f"\n### {name}\n\n```text\n{text}\n```\n" for name, text in pages)


def _pages(group: click.Group, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The name and the help of each command; the fake and the suite have pages of their own."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if name in _DELEGATED:
            continue
        yield " ".join((*words, name)), _help(command, (*words, name))
        if isinstance(command, click.Group):
            yield from _pages(command, (*words, name))


def _help(command: click.Command, words: tuple[str, ...]) -> str:
    settings = {"info_name": " ".join(words), "terminal_width": 80, **root.context_settings}
    return command.get_help(click.Context(command, **settings)).rstrip("\n")


def main() -> None:
    above, marker, _ = PAGE.read_text("utf-8").partition(MARKER)
    if not marker:
        raise SystemExit(f"{PAGE} has no marker: {MARKER}")
    PAGE.write_text(above + MARKER + reference(), "utf-8")


if __name__ == "__main__":
    main()
