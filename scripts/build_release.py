"""Builds what a release publishes into dist/, from the last commit: what `nox -s build` runs before it judges that.

Sdist and wheel are built twice, in surroundings that differ: unless the bytes are the same, nothing is left there.
"""

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

from distributions import bill_of_materials
from distributions.build import BuildError, Surroundings, build, last_commit, uncommitted
from distributions.same_bytes import difference

ROOT = Path(__file__).resolve().parent.parent


def main(root: Path = ROOT) -> int:
    """Build; 1 where that fails, or does not give the same bytes twice."""
    try:
        commit = last_commit(root)
        changed = uncommitted(root)
        with tempfile.TemporaryDirectory() as folder:
            first, second = _two_surroundings(Path(folder))
            built = build(root, commit, first)
            _same(built, build(root, commit, second))
            pyproject = first.folder / "tree" / "pyproject.toml"
            bills = bill_of_materials.write(built[-1], pyproject, commit, first.folder)
            _publish([*built, *bills], root / "dist")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    if changed:
        print(f"  without what is in no commit: {', '.join(line[3:] for line in changed[:5])}", file=sys.stderr)
    return 0


def _two_surroundings(folder: Path) -> tuple[Surroundings, Surroundings]:
    return (
        Surroundings(folder / "one", 0o022, "UTC"),
        Surroundings(folder / "another-with-a-longer-name", 0o077, "Asia/Kathmandu"),
    )


def _same(first: list[Path], second: list[Path]) -> None:
    found = [line for one, other in zip(first, second, strict=True) if (line := difference(one, other))]
    if found:
        raise BuildError("built twice, but not the same bytes: " + "; ".join(found))


def _publish(files: list[Path], into: Path) -> None:
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    lines = []
    for file in files:
        shutil.copyfile(file, into / file.name)
        lines.append(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n")
    (into / "SHA256SUMS").write_text("".join(sorted(lines, key=lambda line: line.split()[1])), "utf-8")
    print(*(f"  {line}" for line in lines), sep="", end="")


if __name__ == "__main__":
    sys.exit(main())
