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
from tines_spec import operations

SAMPLE = Path(__file__).with_name("typed_sample.py")


CHECKERS = {
    "mypy": ["--strict", "--no-incremental", "--python-executable"],
    "pyright": ["--warnings", "--pythonpath"],
}


@pytest.mark.parametrize(("checker", "options"), CHECKERS.items(), ids=CHECKERS)
def test_every_public_call_of_the_installed_wheel_has_exactly_its_type(clean_python, tmp_path, checker, options):
    """The users' sample program lies where no checker finds the tree."""
    sample = shutil.copy(SAMPLE, tmp_path)
    environment = {name: value for name, value in os.environ.items() if name not in ("MYPYPATH", "PYTHONPATH")}
    environment["PYRIGHT_PYTHON_IGNORE_WARNINGS"] = "1"
    command = [sys.executable, "-m", checker, *options, clean_python, Path(sample).name]

    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def _names() -> list[str]:
    """All that a user can call: methods of the clients, and of what they give."""
    with TinesClient("acme.tines.com", "key") as tines:
        resources = [type(getattr(tines, name)) for name in {one.tag for one in operations().values()}]
    kinds = [TinesClient, AsyncTinesClient, *resources, Items, AsyncItems, Response]
    return sorted({name for kind in kinds for name in dir(kind) if not name.startswith("_")})


def test_the_sample_calls_everything() -> None:
    text = SAMPLE.read_text("utf-8")
    assert [name for name in _names() if not re.search(rf"\.{name}\b|\b{name}=", text)] == []


def test_no_property_of_a_model_is_of_any_type() -> None:
    exported = [getattr(tines_cases, name) for name in tines_cases.__all__]
    models = [kind for kind in exported if isinstance(kind, type) and attrs.has(kind)]
    assert len(models) > 10
    assert [field for kind in models for field in attrs.fields(kind) if field.type in (Any, object)] == []
