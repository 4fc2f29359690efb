"""Drift is any difference between the committed tree and what the document says, and is printed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from contract_document import ROOT
from generate import House, build, check, write

ACTION = "tines_cases/models/case_action.py"


def replace(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new))


@pytest.fixture(scope="module")
def generated(document_as_written: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the document says, as it is committed."""
    target = tmp_path_factory.mktemp("generated")
    build(document_as_written, target)
    return target


@pytest.fixture
def generated_once(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the document does not change, what is generated from it need not be generated anew."""
    monkeypatch.setattr("generate.read", lambda path: {})
    monkeypatch.setattr("generate.build", lambda _, target: shutil.copytree(generated, target, dirs_exist_ok=True))


def test_what_is_committed_is_what_the_document_says(capsys):
    assert check(House(ROOT)) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            *(b"What people call the action.", b"Its name.", '+    """Its name."""'),
            id="wherever the generator prints it",
        ),
        pytest.param(
            *(b"default: 20}", b"default: 30}", '+     "default": 30'), id="where only the copy of it shows it"
        ),
    ],
)
def test_a_change_of_the_document_is_drift(house, capsys, old, new, message):
    replace(house.source, old, new)

    assert check(house) == 1
    assert message in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(
            lambda house: replace(house.tree / ACTION, b"label: str", b"label: bytes"),
            f"{ACTION}: committed and generated differ",
            id="a generated file edited",
        ),
        pytest.param(
            lambda house: replace(house.tree / ACTION, b"\n", b"\r\n"),
            f"{ACTION}: committed and generated differ",
            id="a generated file with other line ends",
        ),
        pytest.param(
            lambda house: (house.tree / ACTION).write_bytes(b"\xff"), "-\\xff", id="a generated file that is no text"
        ),
        pytest.param(
            lambda house: (house.tree / ACTION).unlink(),
            f"{ACTION}: generated, not committed",
            id="a generated file removed",
        ),
        pytest.param(
            lambda house: (house.tree / "tines_cases/py.typed").unlink(),
            "tines_cases/py.typed: generated, not committed",
            id="an empty generated file removed",
        ),
        pytest.param(
            lambda house: (house.tree / "tines_cases/own.py").touch(),
            "tines_cases/own.py: committed, not generated",
            id="a file added",
        ),
        pytest.param(
            lambda house: house.tree.rename(house.tree.with_name("elsewhere")),
            f"{ACTION}: generated, not committed",
            id="the tree removed",
        ),
    ],
)
def test_a_change_of_the_tree_is_drift(house, generated_once, capsys, change, message):
    change(house)

    assert check(house) == 1
    assert message in capsys.readouterr().out


def test_what_is_generated_anew_is_no_drift(house):
    replace(house.source, b"What people call the action.", b"Its name.")
    (house.tree / ACTION).write_bytes(b"\xff")
    (house.tree / "tines_cases/py.typed").unlink()
    (house.tree / "tines_cases/own.py").touch()

    assert write(house) is True
    assert check(house) == 0


def test_what_python_leaves_in_the_tree_is_no_drift(house, generated_once):
    cache = house.tree / "tines_cases" / "__pycache__"
    cache.mkdir()
    (cache / "errors.cpython-311.pyc").touch()

    assert check(house) == 0


def test_a_tree_that_is_up_to_date_is_left_alone(house, generated_once):
    before = {path: path.stat().st_mtime_ns for path in house.tree.rglob("*")}

    assert write(house) is False
    assert {path: path.stat().st_mtime_ns for path in house.tree.rglob("*")} == before


@pytest.mark.parametrize(
    ("seed", "folder", "locale"), [("0", ".", "C.UTF-8"), ("4294967295", "generated_client/tines_cases", "POSIX")]
)
def test_the_tree_is_the_same_to_the_byte_wherever_and_however_it_is_generated(seed, folder, locale):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale}
    command = [sys.executable, ROOT / "scripts" / "generate.py", "--check"]

    done = subprocess.run(command, cwd=ROOT / folder, env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_command_says_that_it_generated_nothing_and_leaves_the_tree(house):
    replace(house.source, b"paths:\n", b"paths: {\n")
    before = sorted(house.tree.rglob("*"))
    command = [sys.executable, ROOT / "scripts" / "generate.py", "--root", house.source.parent]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("nothing generated: openapi.yaml is no YAML")
    assert sorted(house.tree.rglob("*")) == before
    assert not house.coming.exists()
