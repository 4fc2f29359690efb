"""Drift is any difference between the committed tree and the document. A run that fails leaves the old tree."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from contract_document import PATH, ROOT
from generate import House, build, check, main, write

ACTION = "tines_cases/models/case_action.py"
SPEC = PATH.read_text("utf-8")


def replace(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new))


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A copy of openapi.yaml and generated_client/, as they are committed."""
    here, copy = House(ROOT), House(tmp_path)
    shutil.copy(here.source, copy.source)
    shutil.copytree(here.tree, copy.tree, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


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


def test_a_change_of_the_document_is_drift(house, capsys):
    replace(house.source, b"What people call the action.", b"Its name.")
    replace(house.source, b"default: 20}", b"default: 30}")  # only the copy of the document shows it

    assert check(house) == 1
    shown = capsys.readouterr().out
    assert '+    """Its name."""' in shown
    assert '+     "default": 30' in shown


CHANGES_OF_THE_TREE = {
    f"{ACTION}: committed and generated differ": lambda tree: replace(tree / ACTION, b"\n", b"\r\n"),
    "-\\xff": lambda tree: (tree / ACTION).write_bytes(b"\xff"),
    f"{ACTION}: generated, not committed": lambda tree: (tree / ACTION).unlink(),
    "py.typed: generated, not committed": lambda tree: (tree / "tines_cases/py.typed").unlink(),
    "own.py: committed, not generated": lambda tree: (tree / "tines_cases/own.py").touch(),
    "errors.py: generated, not committed": shutil.rmtree,
}


@pytest.mark.parametrize(("message", "change"), CHANGES_OF_THE_TREE.items(), ids=CHANGES_OF_THE_TREE)
def test_a_change_of_the_tree_is_drift_until_it_is_generated_anew(house, generated_once, capsys, message, change):
    change(house.tree)

    assert check(house) == 1
    assert message in capsys.readouterr().out
    assert (write(house), check(house)) == (True, 0)


def test_a_tree_that_is_up_to_date_is_left_alone(house, generated_once):
    (house.tree / "tines_cases" / "__pycache__").mkdir()
    (house.tree / "tines_cases" / "__pycache__" / "errors.cpython-311.pyc").touch()
    before = {path: path.stat().st_mtime_ns for path in house.tree.rglob("*")}

    assert (check(house), write(house)) == (0, False)
    assert {path: path.stat().st_mtime_ns for path in house.tree.rglob("*")} == before


def test_the_tree_is_the_same_to_the_byte_wherever_and_however_it_is_generated():
    environment = {**os.environ, "PYTHONHASHSEED": "4294967295", "LC_ALL": "POSIX"}
    command = [sys.executable, ROOT / "scripts" / "generate.py", "--check"]
    folder = ROOT / "generated_client" / "tines_cases"

    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def between_its_renames(house: House) -> None:
    house.coming.mkdir()
    house.tree.rename(house.going)


KILLED = {
    "while it generated": lambda house: house.coming.mkdir(),
    "between its renames": between_its_renames,
    "before it cleared up": lambda house: house.going.mkdir(),
}


@pytest.mark.parametrize("leave", KILLED.values(), ids=KILLED)
def test_what_a_killed_run_left_is_mended_by_the_next(house, generated_once, leave):
    leave(house)

    write(house)

    assert check(house) == 0
    assert {path.name for path in house.source.parent.iterdir()} == {"generated_client", "openapi.yaml"}


@pytest.mark.parametrize("leave", [lambda house: None, between_its_renames], ids=["whole", "killed"])
def test_a_run_that_fails_leaves_the_old_tree_and_nothing_else(house, monkeypatch, leave):
    def fail(document, target):
        (target / "half").touch()
        raise RuntimeError("no more space")

    monkeypatch.setattr("generate.build", fail)
    before = sorted(house.tree.rglob("*"))
    leave(house)

    with pytest.raises(RuntimeError, match="no more space"):
        write(house)

    assert sorted(house.tree.rglob("*")) == before
    assert {path.name for path in house.source.parent.iterdir()} == {"generated_client", "openapi.yaml"}


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        (
            SPEC.replace("parameters/PerPage'", "parameters/PerPag'"),
            "parameters/PerPag, which it does not have",
        ),
        ("", "is no OpenAPI document"),
        ("- a list", "is no OpenAPI document"),
        ("a: [", "openapi.yaml is no YAML"),
        ("paths: {}\npaths: {}\n", 'duplicate key "paths"'),
        ("a: &a [*a]", "an alias stands inside what it stands for"),
        (None, "cannot be read"),
    ],
    ids=["misspelt", "empty", "list", "no YAML", "twice", "endless", "missing"],
)
def test_a_document_that_makes_no_sense_is_a_message(tmp_path, monkeypatch, capsys, spec, message):
    if spec is not None:
        (tmp_path / PATH.name).write_text(spec, "utf-8")
    monkeypatch.setattr("sys.argv", ["generate.py", "--root", str(tmp_path)])

    assert main() == 1
    shown = capsys.readouterr().err
    assert shown.startswith("nothing generated: ")
    assert message in shown
