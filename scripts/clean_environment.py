"""An environment that holds the wheel, what it needs at run time, and nothing else.

Made without a network: the dependencies are links to those of the environment that this runs in, compiled as they are.
"""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from importlib.metadata import Distribution, distribution, distributions
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


def make(folder: Path, wheel: Path, also: Sequence[str] = (), extras: Sequence[str] = ()) -> Path:
    """Make the environment, with extras of the wheel and distributions that are named besides; returns its Python."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (site,) = [*folder.glob("lib/python*/site-packages"), *folder.glob("Lib/site-packages")]
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (project,) = distributions(path=[str(site)])
    for name in _needs([*_requirements(project, ["", *extras]), *map(Requirement, also)]):
        _link(name, site)
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def _needs(requirements: Iterable[Requirement]) -> set[str]:
    """The names of the distributions that these requirements come to, with all that those need."""
    found: set[tuple[str, str]] = set()
    waiting = list(requirements)
    while waiting:
        need = waiting.pop()
        for extra in {"", *need.extras}:
            if (need.name, extra) not in found:
                found.add((need.name, extra))
                waiting += _requirements(distribution(need.name), [extra])
    return {name for name, _ in found}


def _requirements(of: Distribution, extras: Sequence[str]) -> Iterator[Requirement]:
    """What a distribution needs with one of these extras; none is an extra, too: ''."""
    for need in map(Requirement, of.requires or ()):
        if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras):
            yield need


def _link(name: str, site: Path) -> None:
    found = distribution(name)
    for top in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
        with suppress(FileExistsError):  # one may be needed under two writings of its name
            (site / top).symlink_to(str(found.locate_file(top)))
