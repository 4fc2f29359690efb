"""The contracts of pyproject.toml about who may import whom accuse each import that they are there for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = ("tines_cases", "tines_cli", "tines_openapi", "tines_spec", "tines_runtime", "tines_fake", "tines_contract")
LIBRARIES = ["httpx", "httpcore", "httpx2", "httpcore2"]
FORBIDDEN = {
    "tines_cases": ["tines_cli", "tines_fake", "tines_contract", "tines_openapi", "tines_spec", *LIBRARIES],
    "tines_contract": ["tines_cases", "tines_cli", "tines_runtime", "pytest"],
    "tines_fake": ["tines_cases", "tines_cli", "tines_contract", "tines_runtime"],
    "tines_runtime": ["tines_cases", "tines_cli", "tines_contract", "tines_fake", "tines_spec", *LIBRARIES],
    "tines_spec": ["tines_cases", "tines_cli", "tines_contract", "tines_fake", "tines_runtime"],
}
ALLOWED = {
    "tines_cases": ["tines_runtime"],
    "tines_cli": ["tines_cases", "tines_contract", "tines_fake", "tines_runtime"],
    "tines_fake": ["tines_spec"],
    "tines_contract": ["tines_fake", "tines_spec"],
}


def lint_imports(root: Path, folder: Path, imports: dict[str, list[str]]) -> "subprocess.CompletedProcess[str]":
    """Judge packages that hold the modules which the contracts name, and the given imports."""
    for package in PACKAGES:
        (folder / package).mkdir()
        lines = [f"import {imported}\n" for imported in imports.get(package, ())]
        (folder / package / "__init__.py").write_text("".join(lines), "utf-8")
    lint = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", lint, "--no-cache", str(root / "pyproject.toml")]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("importer", "imported"), FORBIDDEN.items())
def test_each_import_against_an_arrow_is_accused(root, tmp_path, importer, imported):
    done = lint_imports(root, tmp_path, {importer: imported})

    assert done.returncode == 1
    assert [name for name in imported if f"{importer} -> {name}" not in done.stdout] == []


def test_imports_along_the_arrows_are_not(root, tmp_path):
    done = lint_imports(root, tmp_path, ALLOWED)

    assert done.returncode == 0, done.stdout
