"""A signal ends a run in a process of its own: what it has made is removed, and what may be left is named."""

import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from contract_tests.suite.command.command_runs import LEAN, ROOT, WITHOUT_PLUGINS
from contract_tests.suite.tenants.plain_server import KEY, Handler, serving
from tines_fake import FakeTenant, Response

RUN = (sys.executable, "-m", "tines_contract", "run", "--quiet", "--case=3")
PYTEST = (sys.executable, "-m", "pytest", *LEAN, "-q", "contract_tests/endpoint", "--case=3")
IN_THE_FIXED_WRITES, IN_THE_SEQUENCES = 36, 150


class Ended:
    """A run against a tenant that sends it signals, each before it responds to the n-th write."""

    def __init__(self, fake: FakeTenant, signals: Mapping[int, int], *command: str, folder: Path = ROOT) -> None:
        self.fake = fake
        self.writes = 0
        self._signals = signals
        with serving(self._wire, fake) as server:
            self._process = subprocess.Popen(
                [*command, f"--tenant={server.origin}"],
                cwd=folder,
                env={**WITHOUT_PLUGINS, "TINES_API_KEY": KEY, "TINES_CONTRACT_WRITES": "1"},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            self.output, self.errors = self._process.communicate(timeout=120)
        self.code = self._process.returncode

    def _wire(self, handler: Handler, response: Response) -> None:
        if handler.command != "GET":
            self.writes += 1
            if self.writes in self._signals:
                self._process.send_signal(self._signals[self.writes])
        handler.reply(response)

    @property
    def left(self) -> list[int]:
        return [action.id for action in self.fake.case(3).actions]


@pytest.mark.parametrize(
    ("number", "code", "moment"),
    [
        (signal.SIGINT, 130, IN_THE_FIXED_WRITES),
        (signal.SIGINT, 130, IN_THE_SEQUENCES),
        (signal.SIGTERM, 143, IN_THE_FIXED_WRITES),
        (signal.SIGHUP, 129, IN_THE_FIXED_WRITES),
    ],
)
def test_a_signal_ends_the_run_and_nothing_is_left(number: int, code: int, moment: int, tmp_path: Path) -> None:
    ended = Ended(FakeTenant.sample(), {moment: number}, *RUN, folder=tmp_path)
    assert (ended.code, ended.left) == (code, []), ended.errors
    assert f"interrupted by {signal.Signals(number).name}" in ended.errors
    assert "Traceback" not in ended.errors
    assert "left behind" not in ended.errors
    assert ended.output == ""
    assert list(tmp_path.iterdir()) == []


def test_a_second_signal_stops_the_cleaning_and_what_may_be_left_is_named(tmp_path: Path) -> None:
    moments = {IN_THE_FIXED_WRITES: signal.SIGINT, IN_THE_FIXED_WRITES + 2: signal.SIGTERM}
    files = [tmp_path / name for name in ("report.json", "report.xml")]
    ended = Ended(FakeTenant.sample(), moments, *RUN, *(f"--report={file}" for file in files))
    assert ended.code == 130, ended.errors
    assert ended.left
    written, junit = (file.read_text() for file in files)
    for number in ended.left:
        named = f"action {number} of case 3"
        assert f"left behind: {named}" in ended.errors
        assert f'"action": {number}' in written
        assert named in junit
        assert named in ended.output
    assert "python -m tines_contract clean --tenant http://127.0.0.1:" in ended.errors


def test_a_signal_ends_pytest_with_the_same_code() -> None:
    ended = Ended(FakeTenant.sample(), {IN_THE_FIXED_WRITES: signal.SIGTERM}, *PYTEST)
    assert (ended.code, ended.left) == (143, []), ended.output + ended.errors
    assert "interrupted by SIGTERM" in ended.output


def test_what_a_killed_run_has_left_is_removed_by_clean() -> None:
    killed = Ended(FakeTenant.sample(), {IN_THE_FIXED_WRITES: signal.SIGKILL}, *RUN)
    assert killed.left
    clean = (sys.executable, "-m", "tines_contract", "clean", "--case=3", "--yes")
    ended = Ended(killed.fake, {}, *clean)
    assert (ended.code, ended.left) == (0, []), ended.errors
