"""Writes generated_client/ from openapi.yaml, or says how the two differ.

    python scripts/generate.py           write the tree, by a swap: killed at any moment it is old, new, or mended by the next run
    python scripts/generate.py --check   print the difference and exit with 1 where there is one
"""

import argparse
import difflib
import shutil
import sys
import tempfile
from pathlib import Path

from contract_document import PATH, ROOT, read
from reached import missing
from rendering import GenerationError, render
from ruamel.yaml.error import YAMLError

TREE = ROOT / "generated_client"
_COMING = ROOT / ".generated_client.coming"
_GOING = ROOT / ".generated_client.going"


def build(target: Path, source: Path = PATH) -> None:
    """Generate into an empty folder, and hold what came against the document. Raises GenerationError."""
    try:
        document = read(source)
    except YAMLError as error:
        raise GenerationError(f"{source.name} is no YAML: {error}") from None
    render(document, target)
    lost = missing(document, target)
    if lost:
        raise GenerationError("not all of the document reached the generated tree:\n  " + "\n  ".join(lost))


def mend(tree: Path = TREE, coming: Path = _COMING, going: Path = _GOING) -> None:
    """Finish what a killed run left: put the old tree back where none is, and remove what is left over."""
    if not tree.exists() and going.exists():
        going.rename(tree)
    for left in (coming, going):
        shutil.rmtree(left, ignore_errors=True)


def write(tree: Path = TREE, coming: Path = _COMING, going: Path = _GOING) -> bool:
    """Generate beside the tree and swap; returns whether anything changed."""
    mend(tree, coming, going)
    coming.mkdir()
    try:
        build(coming)
        if tree.exists() and not difference(tree, coming):
            return False
        if tree.exists():
            tree.rename(going)
        coming.rename(tree)
        return True
    finally:
        mend(tree, coming, going)


def _files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text("utf-8", "surrogateescape")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def difference(old: Path, new: Path) -> list[str]:
    """A unified diff of two trees: what is committed, and what the document says."""
    before, after = _files(old), _files(new)
    lines: list[str] = []
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            lines.append(f"only committed, not generated: {name}\n")
        elif name not in before:
            lines.append(f"generated, not committed: {name}\n")
        lines += difflib.unified_diff(
            before.get(name, "").splitlines(keepends=True),
            after.get(name, "").splitlines(keepends=True),
            f"committed/{name}",
            f"generated/{name}",
        )
    return lines


def check(tree: Path = TREE) -> int:
    """Print the difference between the tree and what the document says; 1 where there is one."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        lines = difference(tree, Path(folder))
    sys.stdout.writelines(lines)
    if lines:
        print(f"\n{tree.name}/ is not what openapi.yaml says: run `nox -s generate` and commit what it writes.")
    return 1 if lines else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; print the difference and exit with 1")
    arguments = parser.parse_args()
    try:
        if arguments.check:
            return check()
        changed = write()
    except GenerationError as error:
        print(f"nothing generated: {error}", file=sys.stderr)
        return 1
    print(f"{TREE.name}/ {'is written anew' if changed else 'was up to date'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
