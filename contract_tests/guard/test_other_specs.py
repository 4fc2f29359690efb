"""SDK, fake, suite and shell on specs of what nobody has: not one line of them was written for it.

The modules that are named here are tests, too. Each runs in a process of its own, whose spec is another one.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import contract_document
import pytest
from generate import build

import tines_openapi
import tines_spec
from contract_tests.suite.command.command_runs import LEAN

_HERE = Path(__file__).parent


def _merged(one: Any, more: Any) -> Any:
    if isinstance(one, dict):
        return {**one, **{name: _merged(one[name], value) if name in one else value for name, value in more.items()}}
    return [*one, *more]


@pytest.fixture(scope="session")
def things(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`tines_cases` and `tines_openapi` of openapi.yaml with a list more."""
    target = tmp_path_factory.mktemp("things")
    build(_merged(tines_spec.load(), contract_document.read(_HERE / "things.yaml")), target)
    return target


@pytest.fixture(scope="session")
def sheds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`tines_openapi` of other paths alone."""
    target = tmp_path_factory.mktemp("sheds")
    shutil.copytree(Path(tines_openapi.__file__).parent, target / "tines_openapi")
    spec = {**tines_spec.load(), **contract_document.read(_HERE / "sheds.yaml")}
    (target / "tines_openapi" / "openapi.json").write_text(json.dumps(spec), "utf-8")
    return target


@pytest.mark.parametrize(
    ("packages", "tests"),
    [("things", "sdk_on_things"), ("things", "suite_and_shell_on_things"), ("sheds", "fake_on_sheds")],
)
def test_what_works_for_a_spec_works_for_any(packages: str, tests: str, request: pytest.FixtureRequest) -> None:
    folders = [str(request.getfixturevalue(packages)), *filter(None, sys.path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(folders), "PYTEST_ADDOPTS": ""}
    options = ("-q", "--noconftest", *LEAN)
    command = [sys.executable, "-m", "pytest", *options, str(_HERE / f"{tests}.py")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
