"""Reads and writes things with `tines-cases` on the fake, and prints what came of it. A program of its own."""

import contextlib
import io
import json

from tines_cli.main import main as tines_cases
from tines_fake import running

COMMANDS = (
    "things --help",
    "things create 1 --name Hat",
    "things create 1 --name Hat --no-lost --weight 0.5",
    "things update 1 1 --remark Old. --no-weight --lost",
    "things list 1 --kind small --no-lost --since -1",
    "things list 1 --kind small --table",
    "things get 1 1",
    "things delete 1 1 --yes",
)


def main() -> None:
    done = []
    with running() as fake:
        fake.add_case(1)
        for command in COMMANDS:
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                done.append([tines_cases(command.split()), out.getvalue(), err.getvalue()])
        sent = [[one.method, one.path, dict(one.params), one.json] for one in fake.journal.requests()]
    print(json.dumps([sent, *done]))


if __name__ == "__main__":
    main()
