"""Runs the command, in this process and in others."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEY = "a-key-that-must-not-be-shown"
Run = Callable[..., tuple[int, str]]
# What judges a tenant needs none of them, and they take most of the time that pytest takes to start.
_PLUGINS = ("cacheprovider", "schemathesis", "pytest_httpx", "pytest_httpx2", "respx", "anyio", "xdist")
_WITHOUT = [part for name in _PLUGINS for part in ("-p", f"no:{name}")]
# The tables that hypothesis has made for other tests, and none of the packages that hook themselves into it.
WITH_TABLES = {
    **{name: value for name, value in os.environ.items() if not name.startswith("TINES_")},
    "HYPOTHESIS_STORAGE_DIRECTORY": str(ROOT / ".hypothesis"),
    "HYPOTHESIS_NO_PLUGINS": "1",
}


def under_pytest(*arguments: str, **environment: str) -> tuple[int, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TINES_")}
    command = [sys.executable, "-m", "pytest", *_WITHOUT, "-q", "contract_tests/endpoint", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env={**kept, **environment}, capture_output=True, text=True, timeout=120, check=False
    )
    return done.returncode, done.stdout + done.stderr


def in_a_shell(command: str) -> subprocess.CompletedProcess[str]:
    """Runs a command line with the suite's interpreter as $PYTHON."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TINES_")}
    paths = (ROOT / name for name in ("generated_client", "client_runtime", "fake_tenant", "contract_tests"))
    ours = {"PYTHON": sys.executable, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    return subprocess.run(
        ["sh", "-c", command], env={**kept, **ours}, capture_output=True, text=True, timeout=60, check=False
    )
