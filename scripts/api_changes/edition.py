"""An edition of the project: the tree as it is, or that of a commit, or a spec alone."""

import re
import subprocess
import tarfile
from pathlib import Path

from attrs import frozen

from tines_contract.engine.user_input import UsageError
from tines_contract.spec_comparison.spec_document import SpecDocument, read_document

_RELEASE = re.compile(r"v\d+\.\d+\.\d+")


@frozen
class Edition:
    """name: what messages call it. folder: where it lies, None for a spec alone."""

    name: str
    spec: SpecDocument
    folder: Path | None

    @property
    def version(self) -> str:
        return str(self.spec.raw["info"]["version"])


def of_tree(folder: Path, name: str) -> Edition:
    """What lies in a folder, as a checkout or an archive. Raises UsageError."""
    specs = [*folder.glob("*/tines_*/openapi.json")]
    if not specs:
        raise UsageError(f"{name} is no edition of tines-cases: it has no tines_openapi/openapi.json")
    return Edition(name, read_document(str(specs[0])), folder)


def of_anything(named: str, root: Path, folder: Path) -> Edition:
    """What somebody names: a spec, or a commit, which is unpacked into a folder. Raises UsageError."""
    if named.endswith((".yaml", ".yml", ".json")):
        return Edition(named, read_document(named), None)
    archive = folder / "tree.tar"
    done = _git(root, "archive", "--output", str(archive), "--", named)
    if done.returncode != 0:
        raise UsageError(f"{named!r} is no commit here, and no spec: {done.stderr.strip()}")
    with tarfile.open(archive) as opened:
        opened.extractall(folder / "tree", filter="data")
    return of_tree(folder / "tree", named)


def last_release(root: Path) -> str | None:
    """The newest tag of a release before the commit that is checked out; None where there is none, or no repository."""
    found = _git(root, "tag", "--merged", "HEAD", "--no-contains", "HEAD", "--sort=-version:refname")
    return next((tag for tag in found.stdout.split() if _RELEASE.fullmatch(tag)), None)


def _git(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = ["git", *arguments]  # which git, the PATH says
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
