"""Where a report goes: to a file, whole or not at all, and to the screen, whatever that can show."""

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from tines_contract.engine.judging.verdict import Report
from tines_contract.engine.user_input import UsageError
from tines_contract.report.annotations import as_gitlab
from tines_contract.report.json_report import as_json
from tines_contract.report.junit_report import as_junit
from tines_contract.report.page import as_html
from tines_contract.report.text_report import as_text

Write = Callable[[Report], str]
FORMATS: dict[str, Write] = {"text": as_text, "json": as_json, "junit": as_junit, "html": as_html, "gitlab": as_gitlab}
_ENDINGS = {".codequality.json": as_gitlab, ".txt": as_text, ".json": as_json, ".xml": as_junit, ".html": as_html}


def format_of(path: str) -> Write:
    """The format that a file's name says by its ending. Raises UsageError."""
    found = next((write for ending, write in _ENDINGS.items() if path.lower().endswith(ending)), None)
    if found is None:
        *first, last = _ENDINGS
        raise UsageError(f"a report's name must end with {', '.join(first)} or {last}, not {path!r}")
    return found


class ReportFile:
    """A file that a report will be written to.

    It is opened at once, before anything is sent, so that no run is in vain. It holds all of the report in the end, or
    stays as it was. A file that is replaced keeps its mode; a new one that is private is its owner's alone. Raises
    UsageError, here and when it is written.
    """

    def __init__(self, path: str, *, private: bool = False) -> None:
        self._path = path
        with self._errors_are_usage():
            self._place = Path(path)
            self._temporary: Path | None = None
            with suppress(FileNotFoundError):
                self._place.stat()  # a name that is too long raises, which exists() hides from Python 3.14 on
            if self._place.is_file() or not self._place.exists():  # in a pipe's or a device's place nothing is put
                self._place = self._place.resolve()
                self._temporary = self._place.with_name(f".tines-{secrets.token_hex(4)}")
            if self._place.exists():
                self._place.open("a").close()  # one that is write-protected could be replaced all the same
            if self._temporary is not None:
                replaces = self._place.exists()
                self._temporary.touch(0o600 if private or replaces else 0o666, exist_ok=False)
                if replaces:
                    self._temporary.chmod(self._place.stat().st_mode & 0o777)

    def write(self, text: str) -> None:
        """Put a text in the file's place."""
        with self._errors_are_usage():
            if self._temporary is None:
                self._place.write_text(text, "utf-8")
            else:
                self._temporary.write_text(text, "utf-8")
                self._temporary.replace(self._place)

    def close(self) -> None:
        """Leave nothing behind where nothing was written."""
        if self._temporary is not None:
            self._temporary.unlink(missing_ok=True)

    @contextmanager
    def _errors_are_usage(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it is no name of a file"
            raise UsageError(f"the report cannot be written to {self._path!r}: {why}") from None


class OutputError(Exception):
    """The standard output takes no report."""


def show(text: str) -> None:
    """Write to the standard output. What its encoding lacks is escaped; that nobody reads on is no error.

    Raises OutputError.
    """
    if sys.stdout is None:  # it was closed by who started this
        return
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        _discard(sys.stdout)
    except OSError as error:
        _discard(sys.stdout)
        raise OutputError(f"the report cannot be written: {error.strerror}") from None


class Messages:
    """Writes messages to the standard error. failed: whether it did not take one, which ends no run."""

    def __init__(self) -> None:
        self.failed = False

    @property
    def on_terminal(self) -> bool:
        """Whether a line can be written over again."""
        return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def __call__(self, text: str) -> None:
        self.write(f"{text}\n")

    def write(self, text: str) -> None:
        """Write a text without an end of line."""
        if sys.stderr is None:  # it was closed by who started this
            return
        try:
            print(text, end="", file=sys.stderr, flush=True)
        except (OSError, ValueError):
            self.failed = True
            _discard(sys.stderr)


def _discard(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere: else the interpreter fails with it at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
