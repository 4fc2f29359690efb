"""What tests share: a run of the command, and the results of cells.

Each result has the time it took, which contract_tests/summaries.py sums up.
"""

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contract_tests.suite.command.command_runs import Command, Run
from contract_tests.suite.faults.matrix import Cell, Result, result
from contract_tests.summaries import CELL_SECONDS
from tines_contract import Plan
from tines_contract.__main__ import main
from tines_contract.command import chosen_run


@pytest.fixture
def results(request: pytest.FixtureRequest) -> Callable[[Cell], Result]:
    """The results of the cells that a test needs."""

    def of(cell: Cell) -> Result:
        found = result(cell)
        request.node.user_properties.append((CELL_SECONDS, found.seconds))
        return found

    return of


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in this process, with few random sequences: its exit code, its output and its messages."""
    monkeypatch.setattr(chosen_run, "RunPlan", functools.partial(Plan, generated=3, scenarios=1))

    def run(*arguments: object, **environment: str) -> tuple[int, str, str]:
        for name in ("TENANT", "CASE_ID", "API_KEY", "CONTRACT_WRITES", "CONTRACT_CASES"):
            monkeypatch.delenv(f"TINES_{name}", raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        try:
            code = main([*map(str, arguments)])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def run(command: Command) -> Run:
    """Runs `run`: its exit code, and all that it said."""

    def run(*arguments: str, **environment: str) -> tuple[int, str]:
        code, output, messages = command("run", *arguments, **environment)
        return code, messages + output

    return run


@pytest.fixture
def run_on(command: Command, tmp_path: Path) -> Run:
    """Runs a command on a file that holds this: its exit code, and all that it said."""

    def run(name: str, content: str | bytes | dict[str, Any], *options: str) -> tuple[int, str]:
        path = tmp_path / "file"
        text = json.dumps(content) if isinstance(content, dict) else content
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        code, output, messages = command(name, path, *options)
        return code, messages + output

    return run
