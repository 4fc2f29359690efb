"""Builds what a release publishes into dist/, from the last commit: what `nox -s build` runs before it judges that.

Sdist and wheel are built twice, in surroundings that differ: unless the bytes are the same, nothing is left there.
What the wheel needs at run time is written as CycloneDX: one file for the bare wheel, and one for each extra. The
versions are those that the tests ran with: they come from the environment that this runs in, which is pinned. What a
user gets is whatever fits the ranges of pyproject.toml.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import clean_environment
from attrs import frozen

ROOT = Path(__file__).resolve().parent.parent
SBOM = ".cdx.json"


class BuildError(Exception):
    """Something that keeps a release from being built; says what to do."""


@frozen
class Commit:
    """What is built. epoch: when it was committed, which is the time of every file in sdist and wheel."""

    id: str
    epoch: str


@frozen
class Surroundings:
    """What may differ between two machines and must make no difference."""

    folder: Path
    umask: int
    timezone: str


def main(root: Path = ROOT) -> int:
    """Build; 1 where that fails, or does not give the same bytes twice."""
    try:
        commit, changed = last_commit(root), _git(root, "status", "--porcelain").splitlines()
        with tempfile.TemporaryDirectory() as folder:
            first = Surroundings(Path(folder, "one"), 0o022, "UTC")
            second = Surroundings(Path(folder, "another-with-a-longer-name"), 0o077, "Asia/Kathmandu")
            built = _build(root, commit, first)
            for one, other in zip(built, _build(root, commit, second), strict=True):
                if one.read_bytes() != other.read_bytes():
                    raise BuildError(f"built twice, but not the same bytes: {one.name}; diffoscope says in what")
            bills = bills_of_materials(built[-1], first.folder / "tree" / "pyproject.toml", commit, first.folder)
            _publish([*built, *bills], root / "dist")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    if changed:
        print(f"  without what is in no commit: {', '.join(line[3:] for line in changed[:5])}", file=sys.stderr)
    return 0


def last_commit(root: Path) -> Commit:
    """The commit that is checked out. Raises BuildError."""
    commit, _, epoch = _git(root, "log", "-1", "--format=%H %ct").strip().partition(" ")
    return Commit(commit, epoch)


def _build(root: Path, commit: Commit, where: Surroundings) -> list[Path]:
    """The sdist of a commit, and the wheel that is built from that sdist. Raises BuildError."""
    tree, unpacked, built = (where.folder / name for name in ("tree", "unpacked", "built"))
    tree.mkdir(parents=True)
    archive = where.folder / "tree.tar"
    _git(root, "archive", "--output", str(archive), commit.id)
    _unpack(archive, tree)
    sdist = _hatchling(tree, "sdist", built, commit, where)
    _unpack(sdist, unpacked)
    (from_sdist,) = unpacked.iterdir()
    return [sdist, _hatchling(from_sdist, "wheel", built, commit, where)]


def _unpack(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")


def _hatchling(tree: Path, target: str, built: Path, commit: Commit, where: Surroundings) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(built)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": commit.epoch, "TZ": where.timezone}
    _run(command, f"hatchling builds no {target}", cwd=tree, env=environment, umask=where.umask)
    (made,) = built.glob("*.tar.gz" if target == "sdist" else "*.whl")
    return made


def bills_of_materials(wheel: Path, pyproject: Path, commit: Commit, folder: Path) -> Iterator[Path]:
    """Write the files, each validated against CycloneDX' schema. Raises BuildError."""
    text, version = pyproject.read_text("utf-8"), wheel.name.split("-")[1]
    described = folder / "described.toml"
    # What describes the wheel needs its version, which pyproject.toml leaves to the code.
    described.write_text(text.replace('dynamic = ["version", "readme"]', f'version = "{version}"'), "utf-8")
    for extra in ("", *tomllib.loads(text)["project"]["optional-dependencies"]):
        environment = folder / f"environment-{extra}"
        clean_environment.make(environment, wheel, extras=[extra] if extra else [])
        into = folder / f"tines_cases-{version}{f'-{extra}' if extra else ''}{SBOM}"
        command = [sys.executable, "-m", "cyclonedx_py", "environment", str(environment), "--pyproject", str(described)]
        options = ["--mc-type=library", "--sv=1.6", "--output-reproducible", "--validate", "--output-file", str(into)]
        variables = {"SOURCE_DATE_EPOCH": commit.epoch, "PATH": ""}
        _run([*command, *options], f"cyclonedx-py writes no {into.name}", env=variables)
        yield into


def _publish(files: list[Path], into: Path) -> None:
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    sums = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    for file in files:
        shutil.copyfile(file, into / file.name)
    lines = [f"{sums[name]}  {name}\n" for name in sorted(sums)]
    (into / "SHA256SUMS").write_text("".join(lines), "utf-8")
    print(*(f"  {line}" for line in lines), sep="", end="")


def _git(root: Path, *arguments: str) -> str:
    return _run(["git", *arguments], f"a release is built from a commit: git {arguments[0]}", cwd=root)


def _run(command: Sequence[str], failure: str, **options: Any) -> str:
    """What a command prints. Raises BuildError."""
    done: subprocess.CompletedProcess[str] = subprocess.run(
        command, capture_output=True, text=True, check=False, **options
    )
    if done.returncode != 0:
        raise BuildError(f"{failure}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
