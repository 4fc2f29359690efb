"""Writes generated_client/ from openapi.yaml, or says how the two differ.

python scripts/generate.py           write the tree, by a swap: of a run that is killed the next one mends what is left
python scripts/generate.py --check   print the difference and exit with 1 where there is one
"""

import argparse
import difflib
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contract_document import PATH, ROOT, read
from rendering import render

from tines_spec import DocumentError


class House:
    """The folder of the spec and the tree, and, while a run lasts, of the tree that comes and the one that goes."""

    def __init__(self, root: Path) -> None:
        self.source = root / PATH.name
        self.tree = root / "generated_client"
        self.coming = root / ".generated_client.coming"
        self.going = root / ".generated_client.going"


def build(document: dict[str, Any], target: Path) -> None:
    """Generate into an empty folder. Raises GenerationError."""
    render(document, target)


def write(house: House) -> bool:
    """Generate beside the tree and swap; returns whether anything changed."""
    mend(house)
    document = read(house.source)
    house.coming.mkdir()
    try:
        build(document, house.coming)
        if house.tree.exists() and not any(difference(house.tree, house.coming)):
            return False
        if house.tree.exists():
            house.tree.rename(house.going)
        house.coming.rename(house.tree)
        return True
    finally:
        mend(house)


def mend(house: House) -> None:
    """Finish what a killed run left: put the old tree back where none is, and remove what is left over."""
    if not house.tree.exists() and house.going.exists():
        house.going.rename(house.tree)
    for left in (house.coming, house.going):
        if left.exists():
            shutil.rmtree(left)


def check(house: House) -> int:
    """Print the difference between the tree and what the spec says; 1 where there is one."""
    with tempfile.TemporaryDirectory() as folder:
        build(read(house.source), Path(folder))
        lines = list(difference(house.tree, Path(folder)))
    sys.stdout.writelines(lines)
    if lines:
        print(
            f"\n{house.tree.name}/ is not what {house.source.name} says: run `nox -s generate`, commit what it writes."
        )
    return 1 if lines else 0


def difference(old: Path, new: Path) -> Iterator[str]:
    """A unified diff of two trees: what is committed, and what the spec says. They are compared as bytes."""
    before, after = _files(old), _files(new)
    for name in sorted(before.keys() | after.keys()):
        was, becomes = before.get(name), after.get(name)
        if was == becomes:
            continue
        if was is None or becomes is None:
            yield f"{name}: {'generated, not committed' if was is None else 'committed, not generated'}\n"
        else:
            yield f"{name}: committed and generated differ\n"
        lines = difflib.unified_diff(_lines(was), _lines(becomes), f"committed/{name}", f"generated/{name}")
        yield from (line if line.endswith("\n") else f"{line}\n" for line in lines)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _lines(content: bytes | None) -> list[str]:
    """The lines, for eyes: what is no text, and a carriage return, is shown as an escape."""
    shown = (content or b"").decode("utf-8", "backslashreplace").replace("\r", "\\r")
    return list(io.StringIO(shown))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; print the difference and exit with 1")
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder of openapi.yaml and generated_client/")
    arguments = parser.parse_args()
    house = House(arguments.root)
    try:
        if arguments.check:
            return check(house)
        changed = write(house)
    except DocumentError as error:
        print(f"nothing generated: {error}", file=sys.stderr)
        return 1
    print(f"{house.tree.name}/ {'is written anew' if changed else 'was up to date'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
