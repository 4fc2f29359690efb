"""Reads and writes things with `tines-cases` on the fake, and prints what came of each command. A program of its own."""

import contextlib
import io
import json

from tines_cli.main import main as tines_cases
from tines_fake import running

COMMANDS = (
    "--help",
    "things --help",
    "things list --help",
    "things create --help",
    "things update --help",
    "things create 1 --lost",
    "things create 1 --name Hat --weight 0.5",
    "things create 1 --name Hat --no-lost --weight 0.5",
    "things create 1 --name Cap --lost --weight nan",
    "things update 1 1",
    "things update 1 1 --remark Old. --no-remark",
    "things update 1 1 --remark Old. --no-weight --lost",
    "things list 1",
    "things list 1 --kind small --no-lost",
    "things list 1 --kind small --table",
    "things list 1 --kind small --csv",
    "things list 1 --kind small --limit 50",
    "things get 1 1",
    "things get 1 1 --table",
    "things delete 1 1",
    "things delete 1 1 --yes",
    "things get 1 1",
)


def main() -> None:
    found = []
    with running() as fake:
        fake.add_case(1)
        for command in COMMANDS:
            streams = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
                code = tines_cases(command.split())
            found.append([command, code, *(one.getvalue() for one in streams)])
        found.append(["sent", *([one.method, one.json, dict(one.params)] for one in fake.journal.requests())])
    print(json.dumps(found))


if __name__ == "__main__":
    main()
