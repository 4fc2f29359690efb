"""Runs the command, in this process and in others."""

import functools
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
KEY = "a-key-that-must-not-be-shown"
Run = Callable[..., tuple[int, str]]
Command = Callable[..., tuple[int, str, str]]
_PLUGINS = (
    "cacheprovider",
    "hypothesispytest",
    "schemathesis",
    "pytest_httpx",
    "pytest_httpx2",
    "respx",
    "anyio",
    "xdist",
)
LEAN = [part for name in _PLUGINS for part in ("-p", f"no:{name}")]
"""For pytest: what judges a tenant needs none of these, and they take most of the time that it takes to start."""

WITHOUT_PLUGINS = {
    **{name: value for name, value in os.environ.items() if not name.startswith("TINES_")},
    "HYPOTHESIS_NO_PLUGINS": "1",
}
"""The environment, with no tenant, and without the packages that hypothesis would import to be extended by."""

WITH_TABLES = {**WITHOUT_PLUGINS, "HYPOTHESIS_STORAGE_DIRECTORY": str(ROOT / ".hypothesis")}
"""And with the tables that hypothesis has made for other tests."""


class Terminal(io.StringIO):
    """A stream that somebody sits at."""

    def isatty(self) -> bool:
        return True


@functools.cache
def under_pytest(*arguments: str, **environment: str) -> tuple[int, str]:
    """What pytest says of a tenant: its exit code, and all that it said."""
    command = [sys.executable, "-m", "pytest", *LEAN, "-q", "contract_tests/endpoint", *arguments]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**WITHOUT_PLUGINS, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def in_a_shell(command: str) -> subprocess.CompletedProcess[str]:
    """Runs a command line with the suite's interpreter as $PYTHON."""
    folders = ("generated_client", "spec_reader", "client_runtime", "fake_tenant", "contract_tests")
    ours = {"PYTHON": sys.executable, "PYTHONPATH": os.pathsep.join(str(ROOT / name) for name in folders)}
    return subprocess.run(
        ["sh", "-c", command], env={**WITHOUT_PLUGINS, **ours}, capture_output=True, text=True, timeout=60, check=False
    )
