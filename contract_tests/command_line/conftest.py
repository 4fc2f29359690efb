"""Runs command lines, and has texts that nobody should have to see."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tines_cli.main import main

HOSTILE = {
    "escape": "\x1b[2J\x1b]0;owned\x07",
    "c1": "\x9b31mred\x9c",
    "bell and backspace": "abc\x07\x08\x08\x08",
    "lines": "one\r\ntwo\n\tthree\x0b",
    "bidi": "\u202egnp.exe\u2066\u2069",
    "separators": "a\u2028b\u2029c\x85d",
    "markup": "[red]x[/red] [link=https://a.test]y[/link] :fire:",
    "zero width": "a\u200bb\ufeffc",
}
SPREADSHEET = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1")
INVISIBLE = (
    "\u200b\u200c\u200d\ufeff\u00ad\u034f\u115f\u180e\u202e\u2060\u2066\u2800\u3164\ufe0f\uffa0\U000e0041\U000e0101"
)
"""What nobody sees within a Latin word."""
SHAPED = ("\u26a0\ufe0f Isolate", "\U0001f469\u200d\U0001f4bb", "\u0645\u06cc\u200c\u062e", "\u0915\u094d\u200d\u0937")
"""What joiners and variation selectors are for: emoji, Persian, Hindi."""


class Done(NamedTuple):
    """What a command has printed, and its exit code."""

    code: int
    out: str
    err: str

    def is_refused(self, code: int, message: str, hidden: str = "s3cr3t") -> None:
        """One line says what is wrong, and shows no secret; nothing else is printed."""
        assert (self.code, self.out) == (code, "")
        assert self.err.startswith("error: ")
        assert self.err.count("\n") == 1
        assert message in self.err
        assert hidden not in self.err


Run = Callable[..., Done]
Feed = Callable[[str | bytes], None]


@pytest.fixture(autouse=True)
def no_other_tenant(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TINES_TENANT", "TINES_API_KEY", "NO_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent / "without_trio"))  # of the processes that tests start


@pytest.fixture
def run(no_other_tenant: None, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line, given word by word. Without a terminal: as in a pipe."""

    def run_(*arguments: object) -> Done:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return Done(code, *capsys.readouterr())

    return run_


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Feed:
    """Puts a text onto the standard input, whose own encoding is of no use."""

    def feed_(text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "ascii"))

    return feed_
