"""Reads and writes things with `tines-cases` on the fake, and prints what came of it. A program of its own."""

import contextlib
import io
import json

import click

from tines_cli.main import main as tines_cases
from tines_cli.running import root
from tines_fake import running

COMMANDS = (
    "things --help",
    "things create 3 --name Hat",
    "things create 3 --name Hat --no-lost --weight 0.5",
    "things update 3 1 --remark Old. --no-weight --lost",
    "things list 3 --kind small --no-lost --since -1",
    "things list 3 --kind small --table",
    "things get 3 1",
    "things delete 3 1 --yes",
)


def done(command: str) -> list[object]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        return [tines_cases(command.split()), out.getvalue(), err.getvalue()]


def main() -> None:
    with running() as fake:
        fake.add_case(3)
        found = [done(command) for command in COMMANDS]
        sent = [[one.method, one.path, dict(one.params), one.json] for one in fake.journal.requests()]
    print(json.dumps([root.list_commands(click.Context(root)), sent, *found]))


if __name__ == "__main__":
    main()
