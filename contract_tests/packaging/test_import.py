"""The client imports where nothing is but the wheel and what it needs at run time, and imports nothing more."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

NOT_FOR_CLIENTS = {
    "hypothesis",
    "jinja2",
    "jsonschema_rs",
    "pytest",
    "ruamel",
    "schemathesis",
    "starlette",
    "uvicorn",
    "yaml",
}


def needs(requirements: list[str]) -> set[str]:
    """The names of the distributions that these requirements come to, with all that those need."""
    found: set[str] = set()
    waiting = list(requirements)
    while waiting:
        need = waiting.pop()
        name = re.split(r"[<>=!~;\[ (]", need)[0]
        if "extra ==" in need or name in found or not applies(need):
            continue
        found.add(name)
        waiting += distribution(name).requires or []
    return found


def applies(need: str) -> bool:
    """Whether a requirement is one of this Python."""
    marker = Requirement(need).marker
    return marker is None or marker.evaluate()


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory) -> Path:
    """The Python of an environment that holds the wheel and its run-time dependencies, which are copied from ours."""
    folder = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (site,) = [*folder.glob("lib/python*/site-packages"), *folder.glob("Lib/site-packages")]
    archive = zipfile.ZipFile(wheel)
    archive.extractall(site)
    (metadata,) = site.glob("tines_cases-*.dist-info/METADATA")
    required = [
        line.partition(": ")[2] for line in metadata.read_text("utf-8").splitlines() if line.startswith("Requires-Dist")
    ]
    for name in needs(required):
        for file in distribution(name).files or ():
            if ".." not in file.parts:
                (site / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file.locate(), site / file)
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def run(python: Path, code: str) -> str:
    done = subprocess.run([python, "-I", "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def test_the_environment_holds_nothing_that_clients_do_not_need(python):
    code = f"import importlib.util; print([name for name in {NOT_FOR_CLIENTS} if importlib.util.find_spec(name)])"

    assert run(python, code) == "[]\n"


@pytest.mark.parametrize(
    "module", ["tines_cases", "tines_cases.errors", "tines_cases.models", "tines_spec", "tines_fake"]
)
def test_a_package_imports_with_the_run_time_dependencies_alone(python, module):
    assert run(python, f"import {module}; print({module}.__name__)") == f"{module}\n"


def test_the_client_lists_from_the_fake_in_process(python):
    code = """
from tines_cases import TinesClient
from tines_fake import FakeTenant
fake = FakeTenant.sample()
with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as tines:
    print(tines.case_actions.list(1).actions[0].label, sum(1 for _ in tines.case_actions.iterate(2)))
"""
    assert run(python, code) == "Claim case 1203\n"


@pytest.mark.parametrize("module", ["tines_cases", "tines_fake", "tines_spec"])
def test_an_import_brings_nothing_that_it_does_not_need(module):
    """In our own environment, where all of it could be imported."""
    code = f"import json, sys, {module}; print(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert NOT_FOR_CLIENTS & set(json.loads(done.stdout)) == set()


def test_the_client_imports_nothing_of_the_fake_or_the_document():
    code = "import json, sys, tines_cases; print(json.dumps([n for n in sys.modules if n.startswith('tines_')]))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert {name.split(".")[0] for name in json.loads(done.stdout)} == {"tines_cases", "tines_runtime"}
