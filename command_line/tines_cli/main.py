"""The entry point: `tines-cases`, and `python -m tines_cases`."""

import os
import signal
import sys
from collections.abc import Sequence
from importlib.machinery import PathFinder

from tines_cli.overview import PROGRAM, overview
from tines_cli.streams import OutputError, discard, flush, is_terminal, say, write

SIGNALLED = 128
"""Exit codes from here on say which signal has ended the command."""
COMPLETION_VARIABLE = "_TINES_CASES_COMPLETE"
_EXTRA = ("click", "rich", "yaml")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if any(PathFinder.find_spec(name) is None for name in _EXTRA):
        say(f"{PROGRAM} needs its extra: pip install 'tines-cases[cli]'")
        return 2
    try:
        code = _run(words)
        flush()
    except KeyboardInterrupt as error:
        if is_terminal(sys.stderr):
            say("")  # after what it shows of Ctrl-C
        return SIGNALLED + getattr(error, "number", signal.SIGINT)
    except BrokenPipeError:
        discard(sys.stdout)
        return SIGNALLED + 13  # SIGPIPE, which Windows does not have
    except OutputError as error:
        discard(sys.stdout)
        say(f"error: {error}")
        return 1
    return code


def _run(arguments: list[str]) -> int:
    if arguments in (["--help"], ["-h"]) and COMPLETION_VARIABLE not in os.environ:
        write(overview())
        return 0
    from tines_cli.running import run

    return run(arguments)
