"""An environment that holds the wheel, what it needs at run time, and nothing else.

Made without a network: the dependencies are copied from the environment that this runs in.
"""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent


def build_wheel(folder: Path) -> Path:
    """Build the project's wheel into an empty folder, without an environment of its own."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    (built,) = folder.iterdir()
    return built


def make(folder: Path, wheel: Path, also: Sequence[str] = ()) -> Path:
    """Make the environment, with the distributions that are named besides; returns its Python."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (site,) = [*folder.glob("lib/python*/site-packages"), *folder.glob("Lib/site-packages")]
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (metadata,) = site.glob("tines_cases-*.dist-info/METADATA")
    lines = metadata.read_text("utf-8").splitlines()
    needed = [line.partition(": ")[2] for line in lines if line.startswith("Requires-Dist")]
    for name in _needs([*needed, *also]):
        _copy(name, site)
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def _needs(requirements: list[str]) -> set[str]:
    """The names of the distributions that these requirements come to, with all that those need."""
    found: set[str] = set()
    waiting = list(requirements)
    while waiting:
        need = waiting.pop()
        name = re.split(r"[<>=!~;\[ (]", need)[0]
        if "extra ==" in need or name in found or not _applies(need):
            continue
        found.add(name)
        waiting += distribution(name).requires or []
    return found


def _applies(need: str) -> bool:
    """Whether a requirement is one of this Python."""
    marker = Requirement(need).marker
    return marker is None or marker.evaluate()


def _copy(name: str, site: Path) -> None:
    for file in distribution(name).files or ():
        if ".." in file.parts:
            continue
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(str(file.locate()), site / file)
