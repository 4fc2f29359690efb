"""What goes to the standard output and the standard error, whatever they can show and whoever reads them."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from tines_cli.failures import CommandError, ExitCode


class OutputError(Exception):
    """The standard output takes nothing more."""


def write(text: str) -> None:
    """Write to the standard output; what its encoding lacks is escaped. Raises BrokenPipeError, OutputError."""
    if sys.stdout is None:  # it was closed by who started this
        return
    encoding = sys.stdout.encoding or "utf-8"
    with _errors_are_of_the_output():
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


def say(text: str) -> None:
    """Write a line to the standard error; where that takes none, there is nobody to tell."""
    say_on(f"{text}\n")


def say_on(text: str) -> None:
    """Write a text without an end of line, such as a question."""
    if sys.stderr is None:
        return
    try:
        print(text, end="", file=sys.stderr, flush=True)
    except (OSError, ValueError):
        discard(sys.stderr)


def flush() -> None:
    """Write what is still held back. Raises BrokenPipeError, OutputError."""
    if sys.stdout is not None:
        with _errors_are_of_the_output():
            sys.stdout.flush()


@contextmanager
def _errors_are_of_the_output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"the output cannot be written: {error.strerror}") from None


def discard(stream: TextIO | None) -> None:
    """Let what a stream still holds go nowhere: else the interpreter fails with it at its end."""
    if stream is not None:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at a stream, or types into it."""
    return stream is not None and stream.isatty()


def is_pipe(stream: TextIO | None) -> bool:
    """Whether another program reads a stream."""
    try:
        return stream is not None and stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def has_colours() -> bool:
    """Whether the standard output is a terminal that is to have them."""
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def coloured(text: str, colour: int) -> str:
    """A text for the standard output, in a colour of ANSI if that has any."""
    return f"\x1b[{colour}m{text}\x1b[0m" if has_colours() else text


def takes_unicode(stream: TextIO | None) -> bool:
    """Whether every character can be written to a stream."""
    return stream is not None and (stream.encoding or "utf-8").lower().replace("-", "").startswith("utf")


def must_be_able_to_ask() -> None:
    """Raise CommandError where nobody is there."""
    if not is_terminal(sys.stdin):
        raise CommandError("there is no terminal to ask on: pass --yes if you mean it", ExitCode.USAGE)


def agreed(question: str) -> bool:
    """Ask on the standard error, so that the standard output stays what it is for."""
    say_on(f"{question} [y/N] ")
    line = sys.stdin.readline()
    if not line:  # Ctrl-D
        say("")
    return line.strip().lower() in ("y", "yes")
