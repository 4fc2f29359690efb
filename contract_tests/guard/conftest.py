"""The generated tree of a document with a list that nobody has, and how a program runs on it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from contract_document import ROOT
from generate import build

from contract_tests.guard.document import document_with_things


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`tines_cases` and `tines_openapi` of that document."""
    target = tmp_path_factory.mktemp("things")
    build(document_with_things(), target)
    return target


@pytest.fixture(scope="session")
def run(tree: Path) -> Callable[[str], Any]:
    """Runs a program of this folder, the tree before all that is written by hand; gives the JSON that it prints."""

    def run_program(name: str) -> Any:
        written = ("spec_reader", "client_runtime", "fake_tenant", "contract_tests", "examples")
        folders = [tree, *(ROOT / folder for folder in written)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders))}
        command = [sys.executable, "-W", "error", Path(__file__).with_name(name)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return json.loads(done.stdout)

    return run_program
