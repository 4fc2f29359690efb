"""Builds sdist and wheel from a commit, so that the same commit gives the same bytes anywhere."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path

from attrs import frozen


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


def last_commit(root: Path) -> Commit:
    """The commit that is checked out. Raises BuildError."""
    commit, _, epoch = _git(root, "log", "-1", "--format=%H %ct").strip().partition(" ")
    return Commit(commit, epoch)


def uncommitted(root: Path) -> list[str]:
    """The files whose changes are in no commit, and so in no release. Raises BuildError."""
    return _git(root, "status", "--porcelain").splitlines()


def build(root: Path, commit: Commit, where: Surroundings) -> list[Path]:
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
    done = subprocess.run(
        command, cwd=tree, env=environment, umask=where.umask, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BuildError(f"hatchling builds no {target}: {done.stderr.strip()}")
    (made,) = built.glob("*.tar.gz" if target == "sdist" else "*.whl")
    return made


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)  # noqa: S607
    if done.returncode != 0:
        raise BuildError(f"a release is built from a commit: git {arguments[0]} says {done.stderr.strip()!r}")
    return done.stdout
