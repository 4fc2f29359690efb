"""The wheel as a user has it: README's samples and the commands run where nothing of the tree is installed."""

import os
import subprocess
import tomllib
from pathlib import Path

import clean_environment
import pytest

from tines_contract import OriginTarget, served_fake
from tines_fake import FakeTenant

READ_README = """
import pathlib, sys
sys.path.append(sys.argv[1])
import tines_cases
from contract_tests.documentation.pages import blocks_of
from contract_tests.documentation.running import Reader
Reader(pathlib.Path.cwd()).read(blocks_of("README.md"))
print(tines_cases.__file__)
"""


@pytest.fixture(scope="module")
def python(wheel, root, tmp_path_factory) -> Path:
    """An environment with the wheel and all its extras, and pytest, which README's samples name."""
    extras = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    return clean_environment.make(tmp_path_factory.mktemp("user"), wheel, ["pytest"], list(extras))


@pytest.fixture(scope="module")
def tenant():
    with served_fake() as served:
        yield served


def _run(command: list[str | Path], folder: Path, tenant: OriginTarget) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "TINES_TENANT": tenant.origin, "TINES_API_KEY": FakeTenant().api_key}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_samples_of_the_readme_run_on_it(python, tenant, root, tmp_path):
    done = _run([python, "-I", "-c", READ_README, str(root)], tmp_path, tenant)

    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(python.parent.parent)


@pytest.mark.parametrize(
    "command",
    [["-m", "tines_fake"], ["-m", "tines_contract"], ["-m", "tines_contract", "run"], ["-m", "tines_cases"]],
    ids=" ".join,
)
def test_its_commands_say_how_they_are_used(python, tenant, tmp_path, command):
    done = _run([python, *command, "--help"], tmp_path, tenant)

    assert (done.returncode, done.stderr) == (0, "")
    assert "usage" in done.stdout.lower()


def test_its_command_line_lists_the_actions_of_a_case(python, tenant, tmp_path):
    code = "import sys; from importlib.metadata import entry_points as e; sys.argv[0] = 'tines-cases'; "
    code += "sys.exit(e(group='console_scripts', name='tines-cases')['tines-cases'].load()())"
    done = _run([python, "-I", "-c", code, "actions", "list", "1"], tmp_path, tenant)

    assert done.returncode == 0, done.stderr
    assert "Claim case" in done.stdout
