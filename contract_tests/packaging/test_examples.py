"""The tests of examples/testing pass where nothing is but the wheel, its extra `fake`, and pytest."""

import shutil
import subprocess
from pathlib import Path

import clean_environment
import pytest

WITH_A_SERVER = ["uvicorn", "httptools", "uvloop", "pytest", "pytest-xdist"]


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clean_environment.make(tmp_path_factory.mktemp("user"), wheel, WITH_A_SERVER)


def _pytest(python: Path, folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """Run it as somebody who knows nothing of this repository."""
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", *options, "."]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_user_tests_a_program_with_the_fixtures_in_several_processes(root, python, tmp_path) -> None:
    shutil.copytree(root / "examples" / "testing", tmp_path / "testing")
    done = _pytest(python, tmp_path / "testing", "-n", "2")
    assert "11 passed" in done.stdout, done.stdout + done.stderr


def test_without_pytest_nothing_of_the_fixtures_is_imported(python) -> None:
    code = "import sys, tines_cases, tines_fake; print('pytest' in sys.modules, 'tines_pytest' in sys.modules)"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"


def test_a_session_that_uses_no_fixture_imports_nothing_of_ours(python, tmp_path) -> None:
    (tmp_path / "test_nothing.py").write_text(
        "import sys\ndef test(): assert [n for n in sys.modules if n.startswith('tines_')] == ['tines_pytest']\n"
        "def test_httpx(): assert not {'httpx', 'attrs', 'msgspec', 'uvicorn', 'anyio'} & set(sys.modules)\n"
    )
    done = _pytest(python, tmp_path, "-p", "no:anyio")
    assert "2 passed" in done.stdout, done.stdout + done.stderr
