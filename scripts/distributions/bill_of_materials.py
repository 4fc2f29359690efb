"""Writes what the wheel needs at run time as CycloneDX: one file for the bare wheel, and one for each extra.

The versions are those that the tests ran with: they come from the environment that this runs in, which is pinned.
What a user gets is whatever fits the ranges of pyproject.toml.
"""

import email
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import clean_environment

from distributions.build import BuildError, Commit

SUFFIX = ".cdx.json"


def write(wheel: Path, pyproject: Path, commit: Commit, folder: Path) -> Iterator[Path]:
    """Write the files, each validated against CycloneDX' schema. Raises BuildError."""
    version, extras = _of(wheel)
    described = folder / "described.toml"
    described.write_text(_with_version(pyproject.read_text("utf-8"), version), "utf-8")
    for extra in ("", *extras):
        environment = folder / f"environment-{extra}"
        clean_environment.make(environment, wheel, extras=[extra] if extra else [])
        named = f"tines_cases-{version}{f'-{extra}' if extra else ''}{SUFFIX}"
        yield _cyclonedx(environment, described, commit, folder / named)


def _of(wheel: Path) -> tuple[str, list[str]]:
    """Version and extras of the wheel."""
    with zipfile.ZipFile(wheel) as opened:
        (name,) = (name for name in opened.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(opened.read(name))
    return metadata["Version"], metadata.get_all("Provides-Extra", [])


def _with_version(pyproject: str, version: str) -> str:
    """What describes the wheel, with its version, which pyproject.toml leaves to the code."""
    written = pyproject.replace('dynamic = ["version", "readme"]', f'version = "{version}"')
    if written == pyproject:
        raise BuildError("pyproject.toml no longer says dynamic = ['version', 'readme']: see bill_of_materials.py")
    return written


def _cyclonedx(environment: Path, described: Path, commit: Commit, into: Path) -> Path:
    command = [sys.executable, "-m", "cyclonedx_py", "environment", str(environment), "--pyproject", str(described)]
    options = ["--mc-type=library", "--sv=1.6", "--output-reproducible", "--validate", "--output-file", str(into)]
    variables = {"SOURCE_DATE_EPOCH": commit.epoch, "PATH": ""}
    done = subprocess.run([*command, *options], env=variables, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BuildError(f"cyclonedx-py writes no {into.name}: {done.stderr.strip()}")
    return into
