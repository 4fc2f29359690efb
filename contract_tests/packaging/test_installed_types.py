"""Type checkers see, of the installed wheel, exactly the types that its source promises."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

import tines_cases
from tines_cases import AsyncTinesClient, TinesClient
from tines_runtime.call.response import Response
from tines_runtime.paging.iteration import AsyncItems, Items

SAMPLE = Path(__file__).with_name("typed_sample.py")


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    """The users' sample program, where no checker finds the tree."""
    folder = tmp_path_factory.mktemp("elsewhere")
    return Path(shutil.copy(SAMPLE, folder))


def told_by(checker: list[str], sample: Path) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name not in ("MYPYPATH", "PYTHONPATH")}
    environment["PYRIGHT_PYTHON_IGNORE_WARNINGS"] = "1"
    command = [sys.executable, "-m", *checker, sample.name]
    return subprocess.run(command, cwd=sample.parent, env=environment, capture_output=True, text=True, check=False)


def checkers(python: Path) -> dict[str, list[str]]:
    return {
        "mypy": ["mypy", "--strict", "--no-incremental", "--python-executable", str(python)],
        "pyright": ["pyright", "--warnings", "--pythonpath", str(python)],
    }


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_every_public_call_of_the_installed_wheel_has_exactly_its_type(clean_python, sample, checker):
    told = told_by(checkers(clean_python)[checker], sample)

    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_a_wheel_without_its_mark_of_being_typed_is_seen(clean_python, sample, checker):
    """The check above looks at what is installed and at nothing else."""
    mark = next(clean_python.parent.parent.rglob("tines_cases/py.typed"))
    mark.rename(mark.with_name("untyped"))
    try:
        told = told_by(checkers(clean_python)[checker], sample)
    finally:
        mark.with_name("untyped").rename(mark)

    assert told.returncode == 1, told.stdout + told.stderr


def _names() -> list[str]:
    """All that a user can call: methods of the clients, and of what they give."""
    with TinesClient("acme.tines.com", "key") as tines:
        resources = [type(resource) for name, resource in vars(tines).items() if not name.startswith("_")]
    kinds = [TinesClient, AsyncTinesClient, *resources, Items, AsyncItems, Response]
    return sorted({name for kind in kinds for name in dir(kind) if not name.startswith("_")})


def test_the_sample_calls_everything() -> None:
    text = SAMPLE.read_text("utf-8")
    assert [name for name in _names() if not re.search(rf"\.{name}\b|\b{name}=", text)] == []


def test_no_property_of_a_model_is_of_any_type() -> None:
    models = [kind for kind in vars(tines_cases).values() if attrs.has(kind)]
    assert len(models) > 10
    assert [field for kind in models for field in attrs.fields(kind) if field.type in (Any, object)] == []
