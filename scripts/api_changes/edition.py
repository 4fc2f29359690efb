"""An edition of the project: the tree as it is, or that of a commit, or a spec alone."""

import re
import subprocess
import tarfile
from pathlib import Path

from attrs import frozen

from tines_contract.engine.user_input import UsageError
from tines_contract.spec_comparison.spec_document import SpecDocument, read_document
from tines_spec import operations_of

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
    return Edition(name, _spec_at(str(specs[0])), folder)


def of_anything(named: str, root: Path, folder: Path) -> Edition:
    """What somebody names: a spec, or a commit, which is unpacked into a folder. Raises UsageError."""
    if named.endswith((".yaml", ".yml", ".json")):
        return Edition(named, _spec_at(named), None)
    archive = folder / "tree.tar"
    done = _git(root, "archive", "--output", str(archive), "--", named)
    if done.returncode != 0:
        raise UsageError(f"{named!r} is no commit here, and no spec: {done.stderr.strip()}")
    with tarfile.open(archive) as opened:
        opened.extractall(folder / "tree", filter="data")
    return of_tree(folder / "tree", named)


def _spec_at(place: str) -> SpecDocument:
    """An edition of openapi.yaml. Raises UsageError."""
    spec = read_document(place)
    try:
        operations_of(spec.raw)
    except (AttributeError, LookupError, StopIteration, TypeError):
        raise spec.error("it is no edition of openapi.yaml: an operation lacks what each has there") from None
    return spec


def last_release(root: Path) -> str | None:
    """The newest tag of a release before the commit that is checked out; None where there is none, or no repository."""
    found = _git(root, "tag", "--merged", "HEAD", "--no-contains", "HEAD", "--sort=-version:refname")
    return next((tag for tag in found.stdout.split() if _RELEASE.fullmatch(tag)), None)


def _git(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = ["git", *arguments]  # which git, the PATH says
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
