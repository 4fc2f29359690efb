"""Runs `tines-cases` in this process, against the fake of the test."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from contract_tests.command_line.program import program_in
from tines_cli.main import main


class Done(NamedTuple):
    """What a command has printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(autouse=True)
def no_other_tenant(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TINES_TENANT", "TINES_API_KEY", "NO_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(no_other_tenant: None, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line, given word by word. Without a terminal: as in a pipe."""

    def run_(*arguments: object) -> Done:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return Done(code, *capsys.readouterr())

    return run_


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A file that is `tines-cases`, for shells, in a folder of its own."""
    return program_in(tmp_path)
