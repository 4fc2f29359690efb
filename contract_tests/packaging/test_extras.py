"""Without its extra a command says in one line which one it needs. With it, it works; so do the fixtures."""

import os
import shutil
import subprocess
from pathlib import Path

import clean_environment
import pytest


@pytest.fixture(scope="module")
def with_cli(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clean_environment.make(tmp_path_factory.mktemp("cli"), wheel, ["click", "rich", "pyyaml"])


def run(python: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("TINES_", "PYTHON"))}
    return subprocess.run([python, *arguments], env=bare, capture_output=True, text=True, check=False)


SCRIPT = ("-c", "import sys; from tines_cli.main import main; sys.exit(main())")


@pytest.mark.parametrize(
    ("python", "command", "extra"),
    [
        ("clean_python", (*SCRIPT, "--help"), "cli"),
        ("clean_python", ("-m", "tines_cases"), "cli"),
        ("clean_python", ("-m", "tines_cases", "actions", "list", "1"), "cli"),
        ("clean_python", ("-m", "tines_contract", "run", "--help"), "contract"),
        ("clean_python", ("-m", "tines_fake"), "fake"),
        ("with_cli", ("-m", "tines_cases", "contract"), "contract"),
        ("with_cli", ("-m", "tines_cases", "fake"), "fake"),
    ],
)
def test_a_missing_extra_is_named_in_one_line(
    request: pytest.FixtureRequest, python: str, command: tuple[str, ...], extra: str
) -> None:
    done = run(request.getfixturevalue(python), *command)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(f"extra: pip install 'tines-cases[{extra}]'\n")
    assert done.stderr.count("\n") == 1


def test_the_suite_names_its_extra_to_who_imports_from_it(clean_python: Path) -> None:
    done = run(clean_python, "-c", "from tines_contract import judge")
    assert done.stderr.splitlines()[-1].startswith("ImportError: judge: tines_contract needs its extra")


def test_the_command_line_works_with_its_extra_alone(with_cli: Path) -> None:
    done = run(with_cli, "-m", "tines_cases", "actions", "list", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert run(with_cli, *SCRIPT, "actions", "list", "1").stderr.startswith("error: set TINES_TENANT")


@pytest.fixture(scope="module")
def with_pytest(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clean_environment.make(tmp_path_factory.mktemp("user"), wheel, ["pytest", "pytest-xdist"], ["fake"])


def run_pytest(python: Path, folder: Path, *options: str) -> str:
    """Run it as somebody who knows nothing of this repository."""
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", *options, "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_a_user_tests_a_program_with_the_fixtures_in_several_processes(root, with_pytest: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "examples" / "testing", tmp_path / "testing")
    assert "11 passed" in run_pytest(with_pytest, tmp_path / "testing", "-n", "2")


def test_without_pytest_nothing_of_the_fixtures_is_imported(with_pytest: Path) -> None:
    code = "import sys, tines_cases, tines_fake; print('pytest' in sys.modules, 'tines_pytest' in sys.modules)"
    assert run(with_pytest, "-c", code).stdout == "False False\n"


def test_a_session_that_uses_no_fixture_imports_nothing_of_ours(with_pytest: Path, tmp_path: Path) -> None:
    (tmp_path / "test_nothing.py").write_text(
        "import sys\ndef test(): assert [n for n in sys.modules if n.startswith('tines_')] == ['tines_pytest']\n"
        "def test_httpx(): assert not {'httpx', 'attrs', 'msgspec', 'uvicorn', 'anyio'} & set(sys.modules)\n"
    )
    assert "2 passed" in run_pytest(with_pytest, tmp_path, "-p", "no:anyio")
