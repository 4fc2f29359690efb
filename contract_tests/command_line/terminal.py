"""`tines-cases` as shells know it, and in a pseudo-terminal: what it writes, and what a person sees of it."""

import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

_SECONDS = 60
# Whoever opens a terminal first in a new session has it as its own, so that Ctrl-C in it is a signal; what a shell
# has started in the background ignores that one.
_START = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.close(os.open(sys.argv[1], os.O_RDWR))
os.execv(sys.argv[2], sys.argv[2:])
"""
Stream = Literal["stdin", "stdout", "stderr"]


def program_in(folder: Path) -> Path:
    """A file that is `tines-cases`, in a folder of its own."""
    program = folder / "bin" / "tines-cases"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tines_cases "$@"\n')
    program.chmod(0o755)
    return program


class Terminal:
    """A command in a terminal of so many columns. Streams that are named in `piped` are none of it.

    raw: all that was written to the terminal. code: the exit code, once it has ended.
    """

    def __init__(
        self, *arguments: object, columns: int = 80, piped: tuple[Stream, ...] = (), environment: Mapping[str, str] = {}
    ) -> None:
        self.raw = b""
        self.columns = columns
        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        streams: dict[str, Any] = {
            name: subprocess.PIPE if name in piped else theirs for name in ("stdin", "stdout", "stderr")
        }
        program = (sys.executable, "-m", "tines_cases", *map(str, arguments))
        self._process = subprocess.Popen(
            [sys.executable, "-Ic", _START, os.ttyname(theirs), *program],
            env={**os.environ, "TERM": "xterm-256color", **environment},
            start_new_session=True,
            **streams,
        )
        os.close(theirs)

    def wait_for(self, text: str) -> None:
        """Read until a text has come."""
        end = time.monotonic() + _SECONDS
        while text.encode() not in self.raw:
            assert time.monotonic() < end, self.raw
            assert self._read(), self.raw

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def answer(self, prompt: str, typed: str) -> "Terminal":
        """Wait for a prompt, type the answer, and wait for the end."""
        self.wait_for(prompt)
        self.type(typed)
        return self.end()

    def end(self) -> "Terminal":
        """Wait for its end. piped_out: what went to a standard output that is no terminal."""
        piped = self._process.stdout
        self.piped_out = b"" if piped is None else piped.read()
        end = time.monotonic() + _SECONDS
        while self._read():
            assert time.monotonic() < end, self.raw
        self.code = self._process.wait(_SECONDS)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()
        os.close(self._ours)
        return self

    def _read(self) -> bool:
        """Read what has come; false where nothing comes any more."""
        if not select.select([self._ours], [], [], 0.05)[0]:
            return self._process.poll() is None or bool(select.select([self._ours], [], [], 0)[0])
        try:
            data = os.read(self._ours, 65536)
        except OSError:  # as Linux says that the other side is closed
            return False
        self.raw += data
        return bool(data)

    def lines(self) -> list[str]:
        """What is on the screen, at its end, with what has scrolled away."""
        import pyte  # the pictures do without it

        screen = pyte.HistoryScreen(self.columns, 2000)
        pyte.ByteStream(screen).feed(self.raw)
        return [line.rstrip() for line in screen.display if line.strip()]
