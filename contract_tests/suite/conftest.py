"""What tests share: a run of the command, and the results of cells.

Each result has the time it took, which contract_tests/summaries.py sums up.
"""

import functools
from collections.abc import Callable

import pytest

from contract_tests.suite.command.command_runs import Command, Run
from contract_tests.suite.faults.matrix import Cell, Result, result
from contract_tests.suite.tenants.tenants import judged as judged_tenant
from contract_tests.summaries import CELL_SECONDS
from tines_contract import Plan, Report
from tines_contract.__main__ import main
from tines_contract.engine.options import choosing


@pytest.fixture(scope="session")
def judged() -> Callable[..., Report]:
    """Judges a fake tenant by the laws alone, in milliseconds."""
    return judged_tenant


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
    """Runs a command in this process: its exit code, its output and its messages."""

    def called(*arguments: str, **environment: str) -> tuple[int, str, str]:
        for name in ("TINES_TENANT", "TINES_CASE_ID", "TINES_API_KEY", "TINES_CONTRACT_WRITES"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        try:
            code = main([*arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return called


@pytest.fixture
def run(command: Command, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `run` in this process, with few random sequences: its exit code, and all that it said."""
    monkeypatch.setattr(choosing, "Plan", functools.partial(Plan, generated=3, scenarios=1))

    def called(*arguments: str, **environment: str) -> tuple[int, str]:
        code, output, messages = command("run", *arguments, **environment)
        return code, messages + output

    return called
