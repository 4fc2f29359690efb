"""A release as `nox -s build` leaves it in a folder: files, checksums, bills of materials, and the wheel at work."""

import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import build_release
import clean_environment
import pytest

from tines_contract import served_fake
from tines_fake import FakeTenant

ROOT = clean_environment.ROOT
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
NOT_SHIPPED = (".ci/", ".github/", ".pre-commit-config.yaml", "requirements/")
READ_README = """
import pathlib, sys
sys.path.append(sys.argv[1])
import tines_cases
from contract_tests.documentation.pages import Reader, blocks_of
Reader(pathlib.Path.cwd()).read(blocks_of("README.md"))
print(tines_cases.__file__)
"""


@pytest.fixture(scope="module")
def release(request: pytest.FixtureRequest) -> Path:
    folder = request.config.getoption("--distributions")
    if folder is None:
        pytest.exit("--distributions says where the release lies: nox -s build makes one and judges it", returncode=2)
    return Path(folder).resolve()


@pytest.fixture(scope="module")
def wheel(release: Path) -> Path:
    (found,) = release.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def sdist(release: Path) -> Path:
    (found,) = release.glob("*.tar.gz")
    return found


def _run(command: Sequence[object], folder: Path = ROOT, **variables: str) -> "subprocess.CompletedProcess[str]":
    words, environment = list(map(str, command)), {**os.environ, **variables}
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_pypi_takes_both_files(wheel, sdist):
    done = _run([sys.executable, "-m", "twine", "--no-color", "check", "--strict", wheel, sdist])

    assert done.stdout.count(": PASSED") == 2, done.stdout + done.stderr


def test_the_sdist_holds_what_is_committed_but_for_what_only_a_clone_needs(sdist):
    listed = _run(["git", "ls-tree", "-r", "--name-only", "HEAD"]).stdout.splitlines()
    with tarfile.open(sdist) as archive:
        shipped = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}

    assert shipped == {name for name in listed if not name.startswith(NOT_SHIPPED)} | {"PKG-INFO"}


def test_each_file_has_its_checksum(release):
    lines = [line.split("  ") for line in (release / "SHA256SUMS").read_text("utf-8").splitlines()]

    assert [name for _, name in lines] == sorted(path.name for path in release.iterdir() if path.name != "SHA256SUMS")
    assert [hashlib.sha256((release / name).read_bytes()).hexdigest() for _, name in lines] == [one for one, _ in lines]


def test_a_bill_of_materials_names_what_the_wheel_needs_with_each_extra(release, wheel):
    version = wheel.name.split("-")[1]
    bills = {path.name: json.loads(path.read_text("utf-8")) for path in release.glob(f"*{build_release.SBOM}")}
    names = {name: {one["name"] for one in bill["components"]} for name, bill in bills.items()}
    bare, contract = (f"tines_cases-{version}{extra}.cdx.json" for extra in ("", "-contract"))
    component = bills[bare]["metadata"]["component"]

    assert len(bills) == 1 + len(EXTRAS)
    assert (component["name"], component["version"]) == ("tines-cases", version)
    assert {"anyio", "attrs", "httpcore", "httpx", "msgspec"} <= names[bare]
    assert not {"pytest", "hatchling", "pip", "cyclonedx-bom", "uvicorn", "schemathesis"} & names[bare]
    assert "schemathesis" in names[contract]
    assert [name for name, bill in bills.items() if "/tmp" in json.dumps(bill) or "file:" in json.dumps(bill)] == []


def test_the_same_commit_gives_the_same_bill(release, wheel, tmp_path):
    commit = build_release.last_commit(ROOT)
    made = next(build_release.bills_of_materials(wheel, ROOT / "pyproject.toml", commit, tmp_path))

    assert made.read_bytes() == (release / made.name).read_bytes()
    timestamp = json.loads(made.read_text("utf-8"))["metadata"]["timestamp"]
    assert datetime.fromisoformat(timestamp).timestamp() == int(commit.epoch)


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory) -> Path:
    """An environment with the wheel and all its extras, and pytest, which README's samples name."""
    return clean_environment.make(tmp_path_factory.mktemp("user"), wheel, ["pytest"], list(EXTRAS))


@pytest.fixture(scope="module")
def tenant():
    with served_fake() as served:
        yield {"TINES_TENANT": served.origin, "TINES_API_KEY": FakeTenant().api_key}


def test_the_samples_of_the_readme_run_on_the_wheel(python, tenant, tmp_path):
    done = _run([python, "-I", "-c", READ_README, ROOT], tmp_path, **tenant)

    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(python.parent.parent)


def test_its_command_line_lists_the_actions_of_a_case(python, tenant, tmp_path):
    code = "import sys; from importlib.metadata import entry_points as e; sys.argv[0] = 'tines-cases'; "
    code += "sys.exit(e(group='console_scripts', name='tines-cases')['tines-cases'].load()())"
    done = _run([python, "-I", "-c", code, "actions", "list", "1"], tmp_path, **tenant)

    assert done.returncode == 0, done.stderr
    assert "Claim case" in done.stdout
